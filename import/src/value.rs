//! YAML and TOML values with their spans, for front matter and settings.
//!
//! Scalars stay text: the caller decides whether `2018-06-01` is a date or `007` a number.

mod json;
mod merge;
mod yaml;

pub(crate) use json::parse_json;
pub(crate) use yaml::parse_yaml;

use crate::sources::read::without_controls;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its span.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub value: Value,
    /// Byte range in the parsed text.
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Empty or `null`.
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key of a map and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub node: Node,
}

/// Why a text, or a value in it, is invalid, and where.
#[derive(Debug)]
pub(crate) struct ParseError {
    pub message: String,
    pub span: Range<usize>,
}

impl Node {
    /// The text of a scalar, trimmed; `None` for null, lists and maps.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether it is true, in any of YAML's spellings.
    pub(crate) fn is_true(&self) -> bool {
        self.is_one_of(&["true", "yes", "y", "on", "1"])
    }

    /// Whether it is false, in any of YAML's spellings.
    pub(crate) fn is_false(&self) -> bool {
        self.is_one_of(&["false", "no", "n", "off", "0"])
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        let text = self.text().unwrap_or_default();
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// The entries of a map; empty for other values.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value at `key` of a map: written exactly so, or in other letters (`Title`, `pub_date` for
    /// `pubDate`).
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let mut same = None;
        for entry in self.entries().iter().rev() {
            if entry.key == key {
                return Some(&entry.node);
            }
            if same.is_none() && is_same_key(&entry.key, key) {
                same = Some(&entry.node);
            }
        }
        same
    }

    /// The items of a list; a scalar or a map counts as a list of one.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::Null => &[],
            Value::List(items) => items,
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }
}

/// Whether two keys are one to a reader: letter case, hyphens and underscores make no difference.
pub(crate) fn is_same_key(a: &str, b: &str) -> bool {
    // Most keys differ in their first letter: dozens are looked for in each article.
    let first = |key: &str| key.bytes().next().map(|b| b.to_ascii_lowercase());
    if first(a) != first(b) {
        return false;
    }
    let letters = |key| -> _ { str::bytes(key).filter(|b| !matches!(b, b'-' | b'_')) };
    letters(a).map(|b| b.to_ascii_lowercase()).eq(letters(b).map(|b| b.to_ascii_lowercase()))
}

/// Reads TOML.
pub(crate) fn parse_toml(text: &str) -> Result<Node, ParseError> {
    if let Some(at) = toml_limit(text) {
        let message = "there are more values here than can be read".to_owned();
        return Err(ParseError { message, span: at..at + 1 });
    }
    let table = DeTable::parse(text).map_err(|error| ParseError {
        message: error.message().to_owned(),
        span: error.span().unwrap_or(0..0),
    })?;
    let span = table.span();
    Ok(Node { value: toml_map(table.get_ref()), span })
}

/// The byte offset after which the text exceeds the limit. The parser needs up to 250 bytes for
/// each sign that starts or separates values, and five times as much for an inline table.
fn toml_limit(text: &str) -> Option<usize> {
    const MAX_WEIGHT: usize = 800_000;
    let weight = |byte| match byte {
        b'{' => 5,
        b'=' | b',' | b'[' | b'.' | b'\n' => 1,
        _ => 0,
    };
    let mut remaining = MAX_WEIGHT;
    text.bytes().position(|byte| match remaining.checked_sub(weight(byte)) {
        Some(rest) => {
            remaining = rest;
            false
        }
        None => true,
    })
}

fn toml_map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: toml_node(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Map(entries)
}

fn toml_node(value: &Spanned<DeValue<'_>>) -> Node {
    let inner = match value.get_ref() {
        DeValue::String(text) => Value::Text(without_controls(text.to_string())),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Value::Text(yes.to_string()),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(toml_node).collect()),
        DeValue::Table(table) => toml_map(table),
    };
    Node { value: inner, span: value.span() }
}

#[cfg(test)]
mod tests;
