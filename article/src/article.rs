//! The article: everything that its page shows.

use crate::deserialize::fields;
use crate::{
    Block, Direction, Footnote, Headline, Href, Image, Link, Slug, Term, Time, is_default,
};
use serde::Serialize;

/// One story (schema.org `NewsArticle`), or a page that is no story: About, Imprint (`WebPage`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// Its slug; unique among the articles and pages of the paper.
    pub slug: Slug,
    /// The language it is written in (BCP 47): `en`, `ko` (schema.org `inLanguage`).
    #[serde(default)]
    pub language: String,
    /// The text direction of that language.
    #[serde(default, skip_serializing_if = "Direction::is_ltr")]
    pub direction: Direction,
    /// The same story in other languages; each link is named by its language, in that language
    /// (schema.org `workTranslation`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub translations: Vec<Link>,
    /// The headline (schema.org `headline`).
    pub headline: String,
    /// The one- or two-sentence summary under the headline; may be empty (schema.org
    /// `description`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub standfirst: String,
    /// The authors, in the order of the byline (schema.org `author`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<Author>,
    /// The dateline, where it was filed: `PYONGYANG`; may be empty (schema.org `dateline`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub dateline: String,
    /// When it was published (schema.org `datePublished`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub published: Option<Time>,
    /// When it was last changed in substance (schema.org `dateModified`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub updated: Option<Time>,
    /// The section (schema.org `articleSection`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub section: Option<Term>,
    /// The topics (schema.org `keywords`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub topics: Vec<Term>,
    /// The lead image (schema.org `image`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead_image: Option<Image>,
    /// The body.
    pub body: Vec<Block>,
    /// The footnotes; [`crate::Inline::Note`] refers to them by number, from 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub footnotes: Vec<Footnote>,
    /// Where it first appeared, if elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<Source>,
    /// The copyright notice: `© Chosunilbo`; may be empty (schema.org `copyrightNotice`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub copyright: String,
    /// The corrections, newest first (schema.org `correction`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub corrections: Vec<Correction>,
    /// The article published before this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub previous: Option<Neighbour>,
    /// The article published after this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next: Option<Neighbour>,
    /// Related articles.
    #[serde(default, skip_serializing_if = "is_default")]
    pub related: Vec<Headline>,
    /// The number of words (schema.org `wordCount`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub word_count: u32,
    /// The reading time in minutes, at least 1 (schema.org `timeRequired`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub reading_minutes: u32,
}

impl Article {
    /// The image that stands for the article in lists and elsewhere: its lead image, else the first image
    /// in its body.
    pub fn thumbnail(&self) -> Option<&Image> {
        let in_body = self.body.iter().find_map(|block| match block {
            Block::Image(image) => Some(image),
            Block::Gallery(images) => images.first(),
            _ => None,
        });
        self.lead_image.as_ref().or(in_body).filter(|image| !image.file.is_empty())
    }
}

/// An author (schema.org `Person`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Author {
    /// The author's slug.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
    /// The role: `Type correspondent`; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: String,
}

/// Where an article first appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The name of the paper or site.
    pub name: String,
    /// The article's address there; empty if not known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub href: Href,
}

/// A correction: a dated note about an error that was fixed (schema.org `CorrectionComment`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// When it was corrected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: Option<Time>,
    /// What was wrong, and what is right.
    pub text: String,
}

/// The previous or next article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// Its slug.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
}

fields!(Article { version, slug, headline, body }
    language, direction, translations, standfirst, authors, dateline, published, updated, section, topics,
    lead_image, footnotes, source, copyright, corrections, previous, next, related, word_count,
    reading_minutes);
fields!(Author { slug, name } role);
fields!(Source { name } href);
fields!(Correction { text } time);
fields!(Neighbour { slug, headline });
