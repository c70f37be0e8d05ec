//! Front matter of Jekyll, Eleventy, Hugo and Zola articles: YAML between `---` or TOML between
//! `+++`.
//!
//! Each field is looked up under all the keys that these programs and their themes use, also below
//! `extra` (Zola), `params` (Hugo) and `taxonomies`. Unknown keys are ignored.

mod block;
mod field_reader;
pub(crate) mod publication;
mod structured;

use crate::value::{Entry, Node, ParseError, Value, parse_json, parse_toml, parse_yaml};
use block::{FrontMatterBlock, Notation};
use field_reader::FieldReader;
use publication::Publication;
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
    pub categories: Vec<String>,
    pub language: Option<SpannedText>,
    /// The name that an article and its translations have in common.
    pub translation_key: Option<SpannedText>,
    pub dateline: String,
    pub copyright: Option<SpannedText>,
    pub source: Option<SourceField>,
    pub corrections: Vec<CorrectionField>,
    pub related: Vec<SpannedText>,
    pub publication: Publication,
    pub featured: bool,
    /// All scalars, for template tags such as `{{ page.excerpt }}`.
    pub scalars: HashMap<String, String>,
    /// Values of the wrong type, each with a message that says what is expected.
    pub invalid_values: Vec<ParseError>,
}

impl FrontMatter {
    /// The address that the article says it has, if that can be read: `/2018/06/01/name/`, or a slug
    /// that is a path.
    pub(crate) fn address(&self) -> Option<&SpannedText> {
        let is_path = |text: &str| text.trim_matches('/').contains('/') && !text.contains("..");
        let slug = self.slug.as_ref().filter(|slug| is_path(&slug.text));
        slug.or(self.permalink.as_ref()).filter(|text| !is_pattern(&text.text))
    }
}

/// Whether a permalink has yet to be filled in: `/:year/:title/`, `{{ title }}`.
fn is_pattern(permalink: &str) -> bool {
    permalink.contains("/:") || permalink.starts_with(':') || permalink.contains(['{', '}', '%'])
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

/// Parses the front matter of `text`, and returns it with the byte offset of the body. What it
/// doesn't say is as in `defaults`.
pub(crate) fn read(text: &str, defaults: &[&Entry]) -> Result<(FrontMatter, usize), ParseError> {
    let Some(block) = FrontMatterBlock::of(text)? else {
        let root = Node { value: with_defaults(Value::Null, defaults), span: 0..0 };
        return Ok((FieldReader::new(&root, 0).read(), 0));
    };
    let inner = &text[block.inner.clone()];
    let parsed = match block.notation {
        Notation::Yaml => parse_yaml(inner),
        Notation::Toml => parse_toml(inner),
        Notation::Json => parse_json(inner),
        Notation::Lines => Ok(lines(inner)),
    };
    let shift = block.inner.start;
    let root = parsed.map_err(|error| ParseError {
        span: error.span.start + shift..error.span.end + shift,
        ..error
    })?;
    match root.value {
        value @ (Value::Map(_) | Value::Null) => {
            let root = Node { value: with_defaults(value, defaults), span: root.span };
            Ok((FieldReader::new(&root, shift).read(), block.end))
        }
        _ => Err(ParseError {
            message: "the front matter has no `key: value` lines".to_owned(),
            span: shift..shift,
        }),
    }
}

/// Lines of `Key: value`; a line that is indented goes on with the one above it.
fn lines(text: &str) -> Node {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let end = start + line.trim_end().len();
        if line.starts_with("    ")
            && let Some(Entry { node: Node { value: Value::Text(text), span }, .. }) =
                entries.last_mut()
        {
            *text = [text, " ", line.trim()].concat();
            span.end = end;
        } else if let Some((key, value)) = line.split_once(':') {
            let from = start + line.len() - value.trim_start().len();
            let node =
                Node { value: Value::Text(value.trim().to_owned()), span: from.min(end)..end };
            let key_span = start..start + key.len();
            entries.push(Entry { key: key.trim().to_owned(), key_span, node });
        }
    }
    Node { value: Value::Map(entries), span: 0..text.len() }
}

/// The values with those of `defaults` whose keys they don't have.
fn with_defaults(value: Value, defaults: &[&Entry]) -> Value {
    if defaults.is_empty() {
        return value;
    }
    let mut entries = match value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    for entry in defaults {
        if !entries.iter().any(|own| own.key.eq_ignore_ascii_case(&entry.key)) {
            entries.push((*entry).clone());
        }
    }
    Value::Map(entries)
}

#[cfg(test)]
mod tests;
