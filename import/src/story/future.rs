//! Articles whose day has not come, as only their text says: a page's JSON-LD or `<meta>`, the date
//! line of a plain text.

use crate::config::Config;
use crate::drafts::draft::Draft;
use crate::markup::dom::Dom;
use crate::markup::{extract, plain};
use crate::metadata::dates::ParsedDateTime;
use crate::sources::walk::SourceFormat;

/// Whether the day that the text of a draft says is still to come.
///
/// Bodies are read later, and links can't lead to an article that is left out then. So only a text
/// that names a coming year is read here.
pub(crate) fn is_future(config: &Config, draft: &Draft) -> bool {
    let said = draft.front_matter.date.is_some() || draft.front_matter.publication.from.is_some();
    let is_page = matches!(draft.source.format, SourceFormat::Html | SourceFormat::Plain);
    if said || !is_page || config.future {
        return false;
    }
    let text = &draft.source.text[draft.body_start..];
    let today = config.zone.to_datetime(config.now).date();
    if !names_coming_day(text, today.year()) {
        return false;
    }
    let instant = |date: ParsedDateTime| Some(date.in_zone(&config.zone)?.timestamp());
    date_in_text(draft.source.format, text).and_then(instant).is_some_and(|day| day > config.now)
}

/// Whether a text has a year after this one, or this one with something that looks like a day.
fn names_coming_day(text: &str, this_year: i16) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while let Some(found) = text[at..].find("20") {
        let start = at + found;
        at = start + 2;
        let end = start + 4;
        let whole = is_digit(start + 2) && is_digit(start + 3) && !is_digit(end);
        if !whole || (start > 0 && is_digit(start - 1)) {
            continue;
        }
        let year: i16 = text[start..end].parse().unwrap_or_default();
        // `© 2024` is no day, but `2024-05-01` and `1 May 2024` are.
        let day = || {
            let before = text[..start].trim_end_matches([' ', ',', '.', '/', '-']);
            before.ends_with(char::is_alphanumeric)
                || text[end..].starts_with(['-', '/', '.', '년', '年'])
        };
        if year > this_year || (year == this_year && day()) {
            return true;
        }
    }
    false
}

fn date_in_text(format: SourceFormat, text: &str) -> Option<ParsedDateTime> {
    if format == SourceFormat::Plain {
        return plain::read(text, 0, "").date.map(|(_, date)| date);
    }
    let extract::Extracted { head, .. } = extract::extract(&mut Dom::page(text));
    head.published.iter().find_map(|text| ParsedDateTime::parse(text))
}

#[cfg(test)]
mod tests {
    use super::names_coming_day;

    #[test]
    fn years() {
        let check = |text: &str, expected: bool| {
            assert_eq!(names_coming_day(text, 2024), expected, "{text}");
        };
        check("2023-05-01, © 2024", false);
        check("© 2024", false);
        check("12025 120245", false);
        check("2024-05-01", true);
        check("1 May 2024", true);
        check("in 2025", true);
        check("2024년 5월", true);
        check("20", false);
    }
}
