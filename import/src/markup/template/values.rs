//! What the values of tags say.

use super::tag::{Argument, Tag};
use crate::markup::dialect;
use crate::metadata::dates::ParsedDateTime;

/// The HTML that opens the box that a tag makes, and what closes it.
pub(super) fn opening_of_box(tag: &Tag<'_>) -> (String, &'static str) {
    let title = tag.named(&["title", "summary", "heading", "header", "caption"]);
    let kind = tag.named(&["type", "kind", "level", "style", "color", "context"]);
    let first = tag.arguments().next();
    let given = kind.or(first).filter(|kind| dialect::class_of(kind).is_some());
    let name = given.unwrap_or(tag.name);
    let quoted = || {
        let mut texts = tag.arguments.iter().filter(|argument| {
            argument.key.is_empty() && argument.quoted && Some(argument.text) != given
        });
        texts.next().map(|argument| argument.text)
    };
    let title = title.or_else(quoted).unwrap_or_default();
    (dialect::opening(name, title, ""), "</div>")
}

/// Whether a value is the path of a picture.
pub(super) fn is_image(text: &str) -> bool {
    const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".jxl"];
    let path = text.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    !text.contains('\n') && ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// A date in a pattern of C's `strftime`, as Liquid has it.
pub(super) fn formatted_date(value: &str, arguments: &[Argument<'_>]) -> Option<String> {
    let parsed = ParsedDateTime::parse(value)?;
    let pattern = arguments.first()?.text;
    let local = parsed.date.to_datetime(parsed.time.unwrap_or_default());
    jiff::fmt::strtime::format(pattern, local).ok().filter(|_| pattern.contains('%'))
}

pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
