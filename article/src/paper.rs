//! The paper around the articles: the publication, its front, its lists of headlines.

use crate::deserialize::{fields, variants};
use crate::{Direction, Image, Slug, Time, is_default};
use serde::Serialize;

/// The whole paper: `data/publication.json` (schema.org `NewsMediaOrganization`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// The paper's name.
    pub title: String,
    /// A line under the name; empty if there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tagline: String,
    /// The language of the paper itself (BCP 47).
    #[serde(default)]
    pub language: String,
    /// The direction that language runs in.
    #[serde(default, skip_serializing_if = "Direction::is_ltr")]
    pub direction: Direction,
    /// Who owns what is printed; empty if not said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub copyright: String,
    /// The sections that every page leads to: the first of the paper, in its order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<Section>,
    /// How many sections there are besides. All Headlines lists them all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_sections: u32,
    /// The edition's mark: another one as soon as anything in the paper is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edition: String,
    /// The size of the whole site, uncompressed, in thousands of bytes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kilobytes: u32,
}

/// A part of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name as printed.
    pub name: String,
    /// What it is about; empty if not said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}

/// The name of a section or topic, and its place in addresses (schema.org `DefinedTerm`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name as printed.
    pub name: String,
}

/// An article's entry in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Headline {
    /// The article's slug.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
    /// The article's language (BCP 47), where it is not the paper's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Option<String>,
    /// Its standfirst; empty if there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub standfirst: String,
    /// The names of the first authors, in the order of the byline: [`names_shown`] of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<String>,
    /// How many authors there are besides. The article names them all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_authors: u32,
    /// When it was published.
    #[serde(default, skip_serializing_if = "is_default")]
    pub published: Option<Time>,
    /// Its section.
    #[serde(default, skip_serializing_if = "is_default")]
    pub section: Option<Term>,
    /// Its lead image, without caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub thumbnail: Option<Image>,
}

/// How many of an article's `authors` are named in lists and above the article. The others are
/// counted there, and named at the article's foot: with all names in every list, an article of 2,000
/// authors, who have a list each, would make 8,000 files of 2,000 names.
pub fn names_shown(authors: usize) -> usize {
    const MAX_SHOWN: usize = 6;
    // "And 1 other" would take the room of a name.
    if authors > MAX_SHOWN { MAX_SHOWN - 1 } else { authors }
}

/// The front page: `data/front.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Front {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// The lead story; `None` only if the paper has no article yet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead: Option<Headline>,
    /// The stories beside it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub top: Vec<Headline>,
    /// The newest of each of the first sections, in the order of the paper, without those above.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<(Term, Vec<Headline>)>,
}

/// One page of a list of headlines, newest first.
///
/// Pages are numbered from the oldest, so that publishing an article changes only the newest page.
/// Each holds 50 headlines, the newest page 50 to 99.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeadlineList {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// What the list is of.
    pub subject: Subject,
    /// This page's number; the oldest page is 1.
    pub page: u32,
    /// Whether there is a page with newer headlines, numbered `page + 1`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub has_newer: bool,
    /// The headlines.
    pub headlines: Vec<Headline>,
    /// The months of the headlines, newest first: on the newest page those of the whole list, on
    /// the others those of the page itself, so that publishing leaves them alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub months: Vec<Month>,
    /// All sections of the paper, on the newest page of All Headlines, if they are more than
    /// [`Publication::sections`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<Term>,
}

/// What a list of headlines is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Everything: All Headlines.
    #[default]
    All,
    /// A section.
    Section(Section),
    /// Everything by one author.
    Author {
        /// The name in addresses.
        slug: Slug,
        /// The name as printed.
        name: String,
        /// What the author is to the paper; empty if not said.
        #[serde(default, skip_serializing_if = "is_default")]
        role: String,
        /// Some words about the author; empty if not said.
        #[serde(default, skip_serializing_if = "is_default")]
        bio: String,
    },
    /// Everything about one topic.
    Topic(Term),
}

/// A month in which articles were published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Month {
    /// Year and month: `2018-06`. Also the id of the month's heading on its list page.
    pub id: String,
    /// The month's name in the paper's language: `June 2018`.
    pub name: String,
    /// How many articles of the list, or of the page if it is not the newest.
    #[serde(default)]
    pub count: u32,
    /// The list page on which the month's newest article is.
    #[serde(default)]
    pub page: u32,
}

fields!(Publication { version, title }
    tagline, language, direction, copyright, sections, more_sections, edition, kilobytes);
fields!(Section { slug, name } description);
fields!(Term { slug, name });
fields!(Headline { slug, headline }
    language, standfirst, authors, more_authors, published, section, thumbnail);
fields!(Front { version } lead, top, sections);
fields!(HeadlineList { version, subject, page, headlines } has_newer, months, sections);
fields!(Month { id, name } count, page);
variants!(Subject {
    "section" => Subject::Section,
    "author" => |AuthorFields { slug, name, role, bio }| Subject::Author { slug, name, role, bio },
    "topic" => Subject::Topic,
} {
    "all" => Subject::All,
});
fields!(AuthorFields { slug, name } role, bio);

/// The fields of [`Subject::Author`].
#[derive(Default)]
struct AuthorFields {
    slug: Slug,
    name: String,
    role: String,
    bio: String,
}
