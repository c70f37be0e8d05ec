//! The paper: the publication, its front page, its lists of headlines.

use crate::deserialize::{fields, variants};
use crate::{Direction, Href, Image, Slug, Time, is_default};
use serde::Serialize;

/// The publication: `data/publication.json` (schema.org `NewsMediaOrganization`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// The paper's title.
    pub title: String,
    /// The tagline below the title; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tagline: String,
    /// The language of the paper itself (BCP 47).
    #[serde(default)]
    pub language: String,
    /// The text direction of that language.
    #[serde(default, skip_serializing_if = "Direction::is_ltr")]
    pub direction: Direction,
    /// The site's address, with its host; ends in `/`. Empty if it isn't known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub base_url: Href,
    /// The copyright holder; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub copyright: String,
    /// The sections in every page's navigation: the first ones of the paper.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<Section>,
    /// The number of further sections. All Headlines lists all of them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_sections: u32,
    /// The links in every page's footer: pages such as About, lists by language, addresses
    /// elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub menu: Vec<Link>,
    /// The edition's identifier: it changes whenever anything in the paper does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edition: String,
    /// The size of the whole site, uncompressed, in thousands of bytes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kilobytes: u32,
}

/// A link of the menu, or to a translation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The words to show.
    pub name: String,
    /// A page of the paper, relative to the site's root; or an address elsewhere, with its scheme.
    pub href: Href,
    /// The language of the name and of the page (BCP 47), if it may be another than around the link.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Option<String>,
}

/// A section of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Its slug.
    pub slug: Slug,
    /// Its display name.
    pub name: String,
    /// Its description; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}

/// The name and slug of a section or topic (schema.org `DefinedTerm`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// Its slug.
    pub slug: Slug,
    /// Its display name.
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
    /// The article's language (BCP 47), if it is not the paper's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: Option<String>,
    /// Its standfirst; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub standfirst: String,
    /// The names of the first [`names_shown`] authors, in the order of the byline.
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<String>,
    /// The number of further authors. The article names all of them.
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

/// How many of an article's authors are named in lists and above the article. The others are
/// counted there, and named at the end of the article. With all names in every list, an article by
/// 2,000 authors, each with a list of their own, would make 8,000 files of 2,000 names.
pub fn names_shown(authors: usize) -> usize {
    const MAX_SHOWN: usize = 6;
    // "And 1 other" would take the space of a name.
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
    /// The stories next to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub top: Vec<Headline>,
    /// The newest stories of each of the first sections, in the paper's order, without those above.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<(Term, Vec<Headline>)>,
}

/// One page of a list of headlines, newest first.
///
/// Pages are numbered from the oldest, so that publishing an article changes only the newest page.
/// Each page holds 50 headlines, the newest 50 to 99.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeadlineList {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// The subject of the list.
    pub subject: Subject,
    /// This page's number; the oldest page is 1.
    pub page: u32,
    /// Whether there is a page with newer headlines, numbered `page + 1`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub has_newer: bool,
    /// The headlines.
    pub headlines: Vec<Headline>,
    /// The months of the headlines, newest first. On the newest page, the months of the whole list;
    /// on other pages, only those of the page, so that publishing doesn't change them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub months: Vec<Month>,
    /// All sections of the paper, if they are more than [`Publication::sections`]. Only on the
    /// newest page of All Headlines.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sections: Vec<Term>,
}

/// The subject of a list of headlines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// All articles: All Headlines.
    #[default]
    All,
    /// The articles of a section.
    Section(Section),
    /// The articles by an author.
    Author {
        /// The author's slug.
        slug: Slug,
        /// The name as printed.
        name: String,
        /// The role; may be empty.
        #[serde(default, skip_serializing_if = "is_default")]
        role: String,
        /// A short biography; may be empty.
        #[serde(default, skip_serializing_if = "is_default")]
        bio: String,
    },
    /// The articles on a topic.
    Topic(Term),
    /// The articles in a language, named in that language.
    Language(Term),
}

/// A month in which articles were published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Month {
    /// Year and month: `2018-06`. Also the id of the month's heading on its list page.
    pub id: String,
    /// The month's name in the paper's language: `June 2018`.
    pub name: String,
    /// How many articles of the list; if it is not the newest page, of the page.
    #[serde(default)]
    pub count: u32,
    /// The number of the list page with the month's newest article.
    #[serde(default)]
    pub page: u32,
}

fields!(Publication { version, title }
    tagline, language, direction, base_url, copyright, sections, more_sections, menu, edition, kilobytes);
fields!(Link { name, href } language);
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
    "language" => Subject::Language,
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
