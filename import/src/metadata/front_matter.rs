//! Front matter: what Jekyll, Eleventy, Hugo and Zola folders say above an article, in YAML
//! between `---`, in TOML between `+++`, or in JSON (bare, between `;;;` or below `---json`).
//!
//! Keys are looked for under all the names that these programs and their themes use, in any letter
//! case, also below `extra` (Zola), `params` (Hugo), `taxonomies` and `eleventyComputed`. Keys that nobody here knows are passed over.

mod block;
mod field_reader;
mod structured;

use crate::value::{ParseError, Value, parse_json, parse_toml, parse_yaml};
use block::{Block, Notation};
use field_reader::FieldReader;
use std::collections::HashMap;
use std::ops::Range;

/// A piece of text and its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpannedText {
    pub text: String,
    pub span: Range<usize>,
}

/// What an article's front matter says.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    pub title: Option<SpannedText>,
    pub date: Option<SpannedText>,
    pub updated: Option<SpannedText>,
    pub authors: Vec<AuthorField>,
    pub topics: Vec<SpannedText>,
    pub section: Option<SpannedText>,
    pub standfirst: Option<SpannedText>,
    pub image: Option<ImageField>,
    pub slug: Option<SpannedText>,
    pub permalink: Option<SpannedText>,
    pub aliases: Vec<SpannedText>,
    pub language: Option<SpannedText>,
    pub dateline: String,
    pub copyright: Option<SpannedText>,
    pub source: Option<SourceField>,
    pub corrections: Vec<CorrectionField>,
    pub related: Vec<SpannedText>,
    pub draft: bool,
    pub featured: bool,
    /// Every scalar, for template tags such as `{{ page.excerpt }}`.
    pub scalars: HashMap<String, String>,
    /// Values that are not of the shape that is expected, each with what is.
    pub invalid_values: Vec<SpannedText>,
}

/// Somebody who wrote the article.
#[derive(Debug, Default)]
pub(crate) struct AuthorField {
    pub name: SpannedText,
    /// Empty if not said.
    pub role: String,
    /// Whether it is one of a list, so that the name is one person's whatever is in it.
    pub listed: bool,
}

/// The lead image.
#[derive(Debug, Default)]
pub(crate) struct ImageField {
    pub file: SpannedText,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}

/// Where the article first appeared.
#[derive(Debug, Default)]
pub(crate) struct SourceField {
    pub name: String,
    pub address: SpannedText,
}

/// What was wrong, and when it was put right.
#[derive(Debug, Default)]
pub(crate) struct CorrectionField {
    pub date: Option<SpannedText>,
    pub text: String,
}

/// Takes the front matter off `text`: what it says, and where the article itself begins.
pub(crate) fn read(text: &str) -> Result<(FrontMatter, usize), ParseError> {
    let Some(block) = Block::of(text)? else {
        return Ok((FrontMatter::default(), 0));
    };
    let inner = &text[block.inner.clone()];
    let parsed = match block.notation {
        Notation::Yaml => parse_yaml(inner),
        Notation::Toml => parse_toml(inner),
        Notation::Json => parse_json(inner),
    };
    let shift = block.inner.start;
    let root = parsed.map_err(|error| ParseError {
        span: error.span.start + shift..error.span.end + shift,
        ..error
    })?;
    match root.value {
        Value::Map(_) | Value::Null => {
            Ok((FieldReader::new(&root, shift).front_matter(), block.end))
        }
        _ => Err(ParseError {
            message: "the front matter has no `key: value` lines".to_owned(),
            span: shift..shift,
        }),
    }
}

#[cfg(test)]
mod tests;
