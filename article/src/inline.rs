//! Inlines: the parts of a block's text.

use crate::deserialize::{fields, variants};
use crate::{Direction, Href, Slug, is_default};
use serde::Serialize;

/// An inline. There is no variant for raw HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasis (HTML `em`).
    Emphasis(Vec<Inline>),
    /// Strong importance (HTML `strong`).
    Strong(Vec<Inline>),
    /// A link (HTML `a`).
    Link {
        /// The target.
        to: Target,
        /// The text.
        text: Vec<Inline>,
    },
    /// Code (HTML `code`).
    Code(String),
    /// A formula: TeX as it is written, with what stands around it (`$x^2$`).
    Math(String),
    /// An editor's addition inside somebody's words, without its brackets: `joint declaration`
    /// for `the [joint declaration], which you …`. Shown in brackets.
    Insert(Vec<Inline>),
    /// Text that no longer applies (HTML `s`).
    Strikethrough(Vec<Inline>),
    /// Superscript (HTML `sup`).
    Superscript(Vec<Inline>),
    /// Subscript (HTML `sub`).
    Subscript(Vec<Inline>),
    /// A reference to the footnote with this number, from 1, of [`crate::Article::footnotes`].
    Note(u32),
    /// A line break inside a block (HTML `br`).
    Break,
    /// Text in another language.
    Span(Span),
}

/// Text in another language than the text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The language (BCP 47): `de`; empty if it is that of the surroundings.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// The direction that the words run in.
    #[serde(default, skip_serializing_if = "Direction::is_ltr")]
    pub direction: Direction,
    /// The name in the page's address of the place that begins here (`#by-three-votes`), unique in
    /// the article; empty if no link leads here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub id: String,
    /// The words; none if it is only a place.
    pub text: Vec<Inline>,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// An article of this paper. The viewer knows its address.
    Article {
        /// The article's slug.
        slug: Slug,
        /// The id of a heading in it; may be empty.
        #[serde(default, skip_serializing_if = "is_default")]
        fragment: String,
    },
    /// A page of this paper that is no article.
    Page {
        /// The page's slug.
        slug: Slug,
        /// The id of a heading in it; may be empty.
        #[serde(default, skip_serializing_if = "is_default")]
        fragment: String,
    },
    /// The heading with this id in the same article.
    Heading(String),
    /// A file of this site: a PDF, an audio file.
    File(crate::MediaPath),
    /// The front page or a list of headlines: its address, relative to the site's root.
    Site(Href),
    /// An address outside the paper.
    Address(Href),
}

/// The text of `inlines` without markup, for titles, descriptions and counts.
///
/// Inserts keep their brackets, footnote references are dropped, and a break becomes a space.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => out.push_str(text),
            Inline::Insert(text) => {
                out.push('[');
                push_plain(text, out);
                out.push(']');
            }
            Inline::Note(_) => {}
            Inline::Break => out.push(' '),
            other => push_plain(other.children(), out),
        }
    }
}

fields!(Span { text } language, direction, id);
fields!(LinkFields { to, text });
fields!(ArticleFields { slug } fragment);
variants!(Inline {
    "text" => Inline::Text,
    "emphasis" => Inline::Emphasis,
    "strong" => Inline::Strong,
    "link" => |LinkFields { to, text }| Inline::Link { to, text },
    "code" => Inline::Code,
    "math" => Inline::Math,
    "insert" => Inline::Insert,
    "strikethrough" => Inline::Strikethrough,
    "superscript" => Inline::Superscript,
    "subscript" => Inline::Subscript,
    "note" => Inline::Note,
    "span" => Inline::Span,
} {
    "break" => Inline::Break,
});
variants!(Target {
    "article" => |ArticleFields { slug, fragment }| Target::Article { slug, fragment },
    "page" => |ArticleFields { slug, fragment }| Target::Page { slug, fragment },
    "heading" => Target::Heading,
    "file" => Target::File,
    "site" => Target::Site,
    "address" => Target::Address,
} {});

/// The fields of [`Inline::Link`].
#[derive(Default)]
struct LinkFields {
    to: Target,
    text: Vec<Inline>,
}

/// The fields of [`Target::Article`] and [`Target::Page`].
#[derive(Default)]
struct ArticleFields {
    slug: Slug,
    fragment: String,
}

impl Default for Target {
    /// Nowhere.
    fn default() -> Target {
        Target::Address(Href::default())
    }
}
