//! Dates in the names of files, folders and addresses.

use crate::metadata::dates::ParsedDateTime;
use jiff::civil::{Date, Time};

/// Parts a file's name into its date and the rest: `2014-03-12-coming-soon`, `2014-03-12_coming-soon`,
/// `2014-03-12-10-30-00-coming-soon`, `20140312-coming-soon`. A name that is only a date stays one.
pub(super) fn split_date(name: &str) -> (Option<ParsedDateTime>, &str) {
    let Some((date, rest)) = leading_date(name) else {
        return (None, name);
    };
    let dated = |time| Some(ParsedDateTime { date, time, offset: None });
    if rest.is_empty() {
        return (dated(None), name);
    }
    if let Some((time, rest)) = leading_time(rest) {
        return (dated(Some(time)), if rest.is_empty() { name } else { rest });
    }
    if !rest.starts_with(SEPARATORS) {
        return (None, name);
    }
    let rest = rest.trim_start_matches(SEPARATORS);
    (dated(None), if rest.is_empty() { name } else { rest })
}

/// The date in an address or a path: `2019/02/14/happy`.
pub(super) fn date_in_path(path: &str) -> Option<ParsedDateTime> {
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let date = parts.windows(3).find_map(|parts| {
        let digits = |part: &str, lengths: &[usize]| {
            lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        let fits = digits(parts[0], &[4]) && digits(parts[1], &[1, 2]) && digits(parts[2], &[1, 2]);
        fits.then(|| date(parts[0], parts[1], parts[2])).flatten()
    });
    date.map(|date| ParsedDateTime { date, time: None, offset: None })
}

const SEPARATORS: [char; 4] = ['-', '_', '.', ' '];

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| *year > 1)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The date that a name begins with; what follows begins with a separator, or is nothing.
fn leading_date(name: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(name, 4..=4).or_else(|| Some((name.get(..4)?, name.get(4..)?)))?;
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, rest) = match rest.strip_prefix(['-', '_', '.']) {
        Some(rest) => {
            let (month, rest) = digits(rest, 1..=2)?;
            let (day, rest) = digits(rest.strip_prefix(['-', '_', '.'])?, 1..=2)?;
            (date(year, month, day)?, rest)
        }
        // 20240501
        None => {
            let (whole, rest) = digits(rest, 4..=4)?;
            let date = date(year, &whole[..2], &whole[2..])?;
            ((1900..2200).contains(&date.year()).then_some(date)?, rest)
        }
    };
    let ends = rest.is_empty() || rest.starts_with(SEPARATORS) || rest.starts_with(['T', 't']);
    ends.then_some((date, rest))
}

/// The time of day behind a date: `-10-30-00`, `T10-30`, `T103000`.
fn leading_time(rest: &str) -> Option<(Time, &str)> {
    let (seconds_needed, rest) = match rest.strip_prefix(['T', 't']) {
        Some(rest) => (false, rest),
        None => (true, rest.strip_prefix(SEPARATORS)?),
    };
    let separated =
        |rest| -> Option<_> { digits(str::strip_prefix(rest, ['-', '_', '.', ':'])?, 2..=2) };
    let (hour, rest) = digits(rest, 2..=2)?;
    let (minute, rest) = separated(rest)?;
    let (second, rest) = match separated(rest) {
        Some(found) => found,
        None if seconds_needed => return None,
        None => ("0", rest),
    };
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?, 0).ok()?;
    let ends = rest.is_empty() || rest.starts_with(SEPARATORS);
    ends.then(|| (time, rest.trim_start_matches(SEPARATORS)))
}

/// The digits that a text begins with, if there are so many.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    length.contains(&end).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::{date_in_path, split_date};
    use expect_test::{Expect, expect};

    fn check(names: &[&str], expected: Expect) {
        let shown = names.iter().map(|name| {
            let (date, rest) = split_date(name);
            let date = date.map_or("-".to_owned(), |parsed| {
                let time = parsed.time.map_or(String::new(), |time| format!(" {time}"));
                format!("{}{time}", parsed.date)
            });
            format!("{name}: {date} {rest}\n")
        });
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn names_with_dates() {
        check(
            &[
                "2014-03-12-coming-soon",
                "2024-05-01_harbour-dues",
                "2024_05_01 harbour",
                "2024.5.1-x",
                "2024-05-01-10-30-00-harbour-dues",
                "2024-05-01T10-30-harbour",
                "20240501-x",
                "2024-05-01",
                "2024-12-5-18f-project",
                "2014-03-12-10-30-reasons",
            ],
            expect![[r#"
                2014-03-12-coming-soon: 2014-03-12 coming-soon
                2024-05-01_harbour-dues: 2024-05-01 harbour-dues
                2024_05_01 harbour: 2024-05-01 harbour
                2024.5.1-x: 2024-05-01 x
                2024-05-01-10-30-00-harbour-dues: 2024-05-01 10:30:00 harbour-dues
                2024-05-01T10-30-harbour: 2024-05-01 10:30:00 harbour
                20240501-x: 2024-05-01 x
                2024-05-01: 2024-05-01 2024-05-01
                2024-12-5-18f-project: 2024-12-05 18f-project
                2014-03-12-10-30-reasons: 2014-03-12 10-30-reasons
            "#]],
        );
    }

    #[test]
    fn names_without() {
        check(
            &[
                "2014-13-45-x",
                "2014-03-x",
                "12345678-x",
                "2014-03-123-x",
                "가나다라",
                "0000-00-00-x",
                "2014-03-12x",
                "2014-03-12Tx",
            ],
            expect![[r#"
                2014-13-45-x: - 2014-13-45-x
                2014-03-x: - 2014-03-x
                12345678-x: - 12345678-x
                2014-03-123-x: - 2014-03-123-x
                가나다라: - 가나다라
                0000-00-00-x: - 0000-00-00-x
                2014-03-12x: - 2014-03-12x
                2014-03-12Tx: - 2014-03-12Tx
            "#]],
        );
    }

    #[test]
    fn paths() {
        let shown = |path| date_in_path(path).map(|parsed| parsed.date.to_string());
        assert_eq!(shown("/2019/02/14/happy/").as_deref(), Some("2019-02-14"));
        assert_eq!(shown("blog/2019/2/14/happy").as_deref(), Some("2019-02-14"));
        assert_eq!(shown("2019/02/happy/14"), None);
    }
}
