//! The words of an article's JSON.

use super::{Words, count};
use anyhow::Result;
use serde_json::Value;

/// The fields that hold text, wherever they stand.
const TEXT: &[&str] =
    &["headline", "dateline", "copyright", "name", "text", "code", "alt", "title", "credit"];

/// The fields below which nothing is the article's own text, or the source gave it apart from the
/// prose.
const ELSEWHERE: &[&str] =
    &["to", "previous", "next", "related", "authors", "section", "topics", "standfirst"];

/// All words that a reader of the article finds in it.
pub(super) fn words(json: &str) -> Result<Words> {
    let mut words = Words::new();
    take(&json.parse()?, false, &mut words);
    Ok(words)
}

fn take(value: &Value, is_text: bool, words: &mut Words) {
    match value {
        Value::String(text) if is_text => count(text, words),
        // A string in a list is text only in a credit; elsewhere it names a block: `"divider"`.
        Value::Array(items) => {
            for item in items {
                take(item, is_text && item.is_string(), words);
            }
        }
        Value::Object(fields) => {
            for (name, field) in
                fields.iter().filter(|(name, _)| !ELSEWHERE.contains(&name.as_str()))
            {
                let is_text = TEXT.contains(&name.as_str());
                let is_credit = name == "credit";
                take(field, is_text && (field.is_string() || is_credit), words);
            }
        }
        _ => {}
    }
}
