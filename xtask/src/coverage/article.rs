//! The words of an article's JSON.

use super::{Words, count};
use anyhow::Result;
use serde_json::Value;

/// The fields that contain text, at any depth.
const TEXT: &[&str] =
    &["headline", "dateline", "copyright", "name", "text", "code", "alt", "title", "credit"];

/// The fields that are skipped: not the article's own text, or not from the body of the source.
const ELSEWHERE: &[&str] =
    &["to", "previous", "next", "related", "authors", "section", "topics", "standfirst"];

/// All words that the article shows.
pub(super) fn words(json: &str) -> Result<Words> {
    let mut words = Words::new();
    take(&json.parse()?, false, &mut words);
    Ok(words)
}

fn take(value: &Value, is_text: bool, words: &mut Words) {
    match value {
        Value::String(text) if is_text => count(text, words),
        // A string in a list is text only in a credit; elsewhere it is a block without data: `"divider"`.
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
