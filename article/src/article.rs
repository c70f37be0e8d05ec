//! The article: everything that one story's page shows.

use crate::deserialize::fields;
use crate::{Block, Direction, Footnote, Headline, Href, Image, Slug, Term, Time, is_default};
use serde::Serialize;

/// One story (schema.org `NewsArticle`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// The format's version: [`crate::FORMAT_VERSION`].
    pub version: u32,
    /// Its name in its address; unique in the paper.
    pub slug: Slug,
    /// The language it is written in (BCP 47): `en`, `ko` (schema.org `inLanguage`).
    #[serde(default)]
    pub language: String,
    /// The direction that language runs in.
    #[serde(default, skip_serializing_if = "Direction::is_ltr")]
    pub direction: Direction,
    /// The headline (schema.org `headline`).
    pub headline: String,
    /// The one- or two-sentence summary under the headline; empty if there is none
    /// (schema.org `description`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub standfirst: String,
    /// Who wrote it, in the order of the byline (schema.org `author`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub authors: Vec<Author>,
    /// Where it was filed: `PYONGYANG`; empty if not said (schema.org `dateline`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub dateline: String,
    /// When it was published (schema.org `datePublished`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub published: Option<Time>,
    /// When it was last changed in substance (schema.org `dateModified`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub updated: Option<Time>,
    /// Where it sits in the paper (schema.org `articleSection`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub section: Option<Term>,
    /// What it is about (schema.org `keywords`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub topics: Vec<Term>,
    /// The picture that opens it (schema.org `image`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead_image: Option<Image>,
    /// The story.
    pub body: Vec<Block>,
    /// Its footnotes; [`crate::Inline::Note`] refers to them, from 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub footnotes: Vec<Footnote>,
    /// Where it first appeared, if elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<Source>,
    /// Whose it is: `© Chosunilbo`; empty if not said (schema.org `copyrightNotice`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub copyright: String,
    /// What was wrong and is now right, newest first (schema.org `correction`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub corrections: Vec<Correction>,
    /// The article published before this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub previous: Option<Neighbour>,
    /// The article published after this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next: Option<Neighbour>,
    /// Articles to read with this one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub related: Vec<Headline>,
    /// How many words its body has (schema.org `wordCount`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub word_count: u32,
    /// How many minutes it takes to read, at least 1 (schema.org `timeRequired`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub reading_minutes: u32,
}

/// Somebody who wrote an article (schema.org `Person`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Author {
    /// The name in the address of the author's page.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
    /// What the author is to the paper: `Type correspondent`; empty if not said.
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

/// A note that something was wrong and is now right (schema.org `CorrectionComment`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// When it was corrected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: Option<Time>,
    /// What was wrong, and what is right.
    pub text: String,
}

/// The article before or after another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// Its slug.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
}

fields!(Article { version, slug, headline, body }
    language, direction, standfirst, authors, dateline, published, updated, section, topics,
    lead_image, footnotes, source, copyright, corrections, previous, next, related, word_count,
    reading_minutes);
fields!(Author { slug, name } role);
fields!(Source { name } href);
fields!(Correction { text } time);
fields!(Neighbour { slug, headline });
