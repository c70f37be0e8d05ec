//! Front matter of Jekyll, Eleventy, Hugo and Zola articles: YAML between `---` or TOML between
//! `+++`.
//!
//! Each field is looked up under all the keys that these programs and their themes use, also below
//! `extra` (Zola), `params` (Hugo) and `taxonomies`. Unknown keys are ignored.

mod block;
mod field_reader;
mod structured;

use crate::value::{ParseError, Value, parse_json, parse_toml, parse_yaml};
use block::{FrontMatterBlock, Notation};
use field_reader::FieldReader;
use std::collections::HashMap;
use std::ops::Range;

/// A text and its byte range in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpannedText {
    pub text: String,
    pub span: Range<usize>,
}

/// The front matter of an article.
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
    /// All scalars, for template tags such as `{{ page.excerpt }}`.
    pub scalars: HashMap<String, String>,
    /// Values of the wrong type, each with a message that says what is expected.
    pub invalid_values: Vec<ParseError>,
}

/// An author.
#[derive(Debug, Default)]
pub(crate) struct AuthorField {
    pub name: SpannedText,
    /// Empty if not set.
    pub role: String,
    /// Whether it is an item of a list, so that it is one name even if it contains separators.
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

/// A correction and its date.
#[derive(Debug, Default)]
pub(crate) struct CorrectionField {
    pub date: Option<SpannedText>,
    pub text: String,
}

/// Parses the front matter of `text`, and returns it with the byte offset of the body.
pub(crate) fn read(text: &str) -> Result<(FrontMatter, usize), ParseError> {
    let Some(block) = FrontMatterBlock::of(text)? else {
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
        Value::Map(_) | Value::Null => Ok((FieldReader::new(&root, shift).read(), block.end)),
        _ => Err(ParseError {
            message: "the front matter has no `key: value` lines".to_owned(),
            span: shift..shift,
        }),
    }
}

#[cfg(test)]
mod tests;
