//! What the values of tags say.

use super::tag::Argument;
use crate::metadata::dates::ParsedDateTime;

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
