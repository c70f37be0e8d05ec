//! Parses dates as people and programs write them.

mod formatter;

pub use formatter::DateFormatter;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

/// A date, with an optional time of day and an optional UTC offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParsedDateTime {
    pub date: Date,
    pub time: Option<Time>,
    pub offset: Option<Offset>,
}

impl ParsedDateTime {
    /// The instant in the publication's time zone. A date without a time means midnight there.
    /// `None` if it is out of range.
    pub(crate) fn in_zone(self, zone: &TimeZone) -> Option<ZonedDateTime> {
        let local = DateTime::from_parts(self.date, self.time.unwrap_or(Time::midnight()));
        let instant: Timestamp = match self.offset {
            Some(offset) => offset.to_timestamp(local).ok()?,
            None => zone.to_ambiguous_timestamp(local).compatible().ok()?,
        };
        Some(instant.to_zoned_datetime(zone.clone()))
    }

    /// Parses a date. Either all digits as in ISO 8601 (`2018-06-01T11:31:00+09:00`, also with `/`
    /// or `.`), or with the month in words (`June 01, 2018 11:31`, `1 June 2018`, `Fri, 01 Jun 2018
    /// 11:31:00 +0900`, `2018년 6월 1일 11시 31분`). `06/01/2018` is ambiguous and refused.
    pub(crate) fn parse(text: &str) -> Option<ParsedDateTime> {
        if text.len() > MAX_LEN {
            return None;
        }
        let tokens = tokens(text)?;
        let (date, rest) = date(&tokens)?;
        let (time, rest) = time(rest)?;
        let offset = offset(rest)?;
        if offset.is_some() && time.is_none() {
            return None;
        }
        Some(ParsedDateTime { date, time, offset })
    }
}

/// The maximum length of a date in bytes.
const MAX_LEN: usize = 80;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    /// A number and its number of digits.
    Number(i64, usize),
    Month(i8),
    Am,
    Pm,
    Utc,
    /// `+` or `-` before an offset.
    Sign(i32),
    Colon,
    /// A decimal point after seconds.
    Point,
}

/// Tokenizes `text`. Separators are dropped. `None` if a word doesn't belong in a date.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            let length = run_length(rest, |c| c.is_ascii_digit());
            tokens.push(Token::Number(rest[..length].parse().ok()?, length));
            length
        } else if let Some((token, length)) = cjk(rest) {
            tokens.extend(token);
            length
        } else if first.is_alphabetic() {
            let length = run_length(rest, |c| c.is_alphabetic() || c == '.');
            tokens.extend(word(&rest[..length], &rest[length..])?);
            length
        } else {
            tokens.extend(punctuation(first, &rest[first.len_utf8()..], &tokens)?);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

fn run_length(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// Korean, Japanese and Chinese units and day periods, with their length.
fn cjk(text: &str) -> Option<(Option<Token>, usize)> {
    const UNITS: [(&str, Option<Token>); 15] = [
        ("오전", Some(Token::Am)),
        ("오후", Some(Token::Pm)),
        ("午前", Some(Token::Am)),
        ("午後", Some(Token::Pm)),
        ("上午", Some(Token::Am)),
        ("下午", Some(Token::Pm)),
        ("년", None),
        ("월", None),
        ("일", None),
        ("年", None),
        ("月", None),
        ("日", None),
        ("시", Some(Token::Colon)),
        ("時", Some(Token::Colon)),
        ("分", None),
    ];
    if text.starts_with('분') {
        return Some((None, '분'.len_utf8()));
    }
    let (unit, token) = UNITS.iter().find(|(unit, _)| text.starts_with(unit))?;
    Some((*token, unit.len()))
}

/// The token for a word; `Some(None)` if the word is ignored, `None` if it doesn't belong in a
/// date.
fn word(word: &str, after: &str) -> Option<Option<Token>> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_ascii_lowercase().replace('.', "");
    let shortens = |whole: &&str| word.len() >= 3 && whole.starts_with(&word);
    if let Some(month) = MONTHS.iter().position(|month| shortens(month) || word == "sept") {
        let month = if word == "sept" { 9 } else { month as i8 + 1 };
        return Some(Some(Token::Month(month)));
    }
    match word.as_str() {
        "am" => Some(Some(Token::Am)),
        "pm" => Some(Some(Token::Pm)),
        "z" | "utc" | "gmt" => Some(Some(Token::Utc)),
        "t" if after.starts_with(|c: char| c.is_ascii_digit()) => Some(None),
        "st" | "nd" | "rd" | "th" | "at" | "on" | "of" | "" => Some(None),
        _ if DAYS.iter().any(shortens) => Some(None),
        _ => None,
    }
}

fn punctuation(punctuation: char, after: &str, before: &[Token]) -> Option<Option<Token>> {
    let timed = before.contains(&Token::Colon);
    let digit_follows = after.starts_with(|c: char| c.is_ascii_digit());
    match punctuation {
        ':' => Some(Some(Token::Colon)),
        '.' if timed && digit_follows => Some(Some(Token::Point)),
        '+' if timed => Some(Some(Token::Sign(1))),
        '-' | '−' if timed => Some(Some(Token::Sign(-1))),
        '-' | '/' | '.' | ',' | '–' | '(' | ')' | '|' => Some(None),
        c if c.is_whitespace() => Some(None),
        _ => None,
    }
}

fn date(tokens: &[Token]) -> Option<(Date, &[Token])> {
    use Token::{Month, Number};
    let (year, month, day) = match *tokens {
        [Number(year, 4), Number(month, 1..=2), Number(day, 1..=2), ..] => (year, month, day),
        [Number(year, 4), Month(month), Number(day, 1..=2), ..]
        | [Month(month), Number(day, 1..=2), Number(year, 4), ..]
        | [Number(day, 1..=2), Month(month), Number(year, 4), ..] => (year, i64::from(month), day),
        // 20180601
        [Number(whole, 8), ..] => {
            let date =
                Date::new((whole / 10_000) as i16, (whole / 100 % 100) as i8, (whole % 100) as i8);
            return Some((date.ok()?, &tokens[1..]));
        }
        // Day-first and month-first dates can't be told apart.
        _ => return None,
    };
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    Some((date, &tokens[3..]))
}

fn time(tokens: &[Token]) -> Option<(Option<Time>, &[Token])> {
    use Token::{Am, Colon, Number, Pm, Point};
    // Korean and Japanese put the day period (a.m., p.m.) first.
    let (half, tokens) = match *tokens {
        [half @ (Am | Pm), ..] => (Some(half), &tokens[1..]),
        _ => (None, tokens),
    };
    let (hour, minute, second, rest) = match *tokens {
        [Number(h, 1..=2), Colon, Number(m, 2), Colon, Number(s, 2), Point, Number(..), ..] => {
            (h, m, s, &tokens[7..])
        }
        [Number(h, 1..=2), Colon, Number(m, 2), Colon, Number(s, 2), ..] => (h, m, s, &tokens[5..]),
        [Number(h, 1..=2), Colon, Number(m, 1..=2), ..] => (h, m, 0, &tokens[3..]),
        [Number(h, 1..=2), Colon, ..] => (h, 0, 0, &tokens[2..]),
        [Number(h, 1..=2), Am | Pm, ..] => (h, 0, 0, &tokens[1..]),
        _ => return half.is_none().then_some((None, tokens)),
    };
    let (half, rest) = match *rest {
        [half @ (Am | Pm), ..] => (Some(half), &rest[1..]),
        _ => (half, rest),
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Pm) => hour % 12 + 12,
        Some(_) => hour % 12,
    };
    let time = Time::new(hour as i8, minute as i8, second.min(59) as i8, 0).ok()?;
    Some((Some(time), rest))
}

/// The offset in the remaining tokens; `None` if anything else remains.
fn offset(tokens: &[Token]) -> Option<Option<Offset>> {
    use Token::{Colon, Number, Sign, Utc};
    let (sign, hours, minutes) = match *tokens {
        [] => return Some(None),
        [Utc] => (1, 0, 0),
        [Sign(sign), Number(hours, 2), Colon, Number(minutes, 2)] => (sign, hours, minutes),
        [Sign(sign), Number(whole, 4)] => (sign, whole / 100, whole % 100),
        [Sign(sign), Number(hours, 1..=2)] => (sign, hours, 0),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60) as i32).ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::ParsedDateTime;
    use expect_test::{Expect, expect};

    fn check(dates: &[&str], expected: Expect) {
        let read = |text: &&str| match ParsedDateTime::parse(text) {
            None => format!("{text}: -\n"),
            Some(ParsedDateTime { date, time, offset }) => {
                let time = time.map_or(String::new(), |time| format!(" {time}"));
                let offset = offset.map_or(String::new(), |offset| format!(" {offset}"));
                format!("{text}: {date}{time}{offset}\n")
            }
        };
        expected.assert_eq(&dates.iter().map(read).collect::<String>());
    }

    #[test]
    fn digits() {
        check(
            &[
                "2018-06-01",
                "2018-6-1",
                "2018/06/01",
                "2018.06.01 11:31",
                "20180601",
                "2018-06-01T11:31",
                "2018-06-01T11:31:05.123Z",
                "2018-06-01 11:31:00 +0900",
                "2018-06-01T11:31:00-05:30",
                "2018-06-01 00:00:00 -04:00",
            ],
            expect![[r#"
                2018-06-01: 2018-06-01
                2018-6-1: 2018-06-01
                2018/06/01: 2018-06-01
                2018.06.01 11:31: 2018-06-01 11:31:00
                20180601: 2018-06-01
                2018-06-01T11:31: 2018-06-01 11:31:00
                2018-06-01T11:31:05.123Z: 2018-06-01 11:31:05 +00
                2018-06-01 11:31:00 +0900: 2018-06-01 11:31:00 +09
                2018-06-01T11:31:00-05:30: 2018-06-01 11:31:00 -05:30
                2018-06-01 00:00:00 -04:00: 2018-06-01 00:00:00 -04
            "#]],
        );
    }

    #[test]
    fn words() {
        check(
            &[
                "June 01, 2018 11:31",
                "June 1, 2018",
                "Jun. 1st, 2018, 11:31 a.m.",
                "1 June 2018",
                "Friday, June 1, 2018 at 11 PM",
                "Fri, 01 Jun 2018 11:31:00 +0900",
                "12 Sept 2020 12:05 am",
                "2018년 6월 1일 오후 3시 5분",
                "2018年6月1日 11:31",
                "2018년 6월 1일",
            ],
            expect![[r#"
                June 01, 2018 11:31: 2018-06-01 11:31:00
                June 1, 2018: 2018-06-01
                Jun. 1st, 2018, 11:31 a.m.: 2018-06-01 11:31:00
                1 June 2018: 2018-06-01
                Friday, June 1, 2018 at 11 PM: 2018-06-01 23:00:00
                Fri, 01 Jun 2018 11:31:00 +0900: 2018-06-01 11:31:00 +09
                12 Sept 2020 12:05 am: 2020-09-12 00:05:00
                2018년 6월 1일 오후 3시 5분: 2018-06-01 15:05:00
                2018年6月1日 11:31: 2018-06-01 11:31:00
                2018년 6월 1일: 2018-06-01
            "#]],
        );
    }

    #[test]
    fn invalid_dates() {
        check(
            &[
                "yesterday",
                "06/01/2018",
                "2018-02-30",
                "2018-06-01 25:00",
                "June 2018",
                "",
                "31 Juno 2018",
                "2018-06-01 and more",
                "1 June 2018 13 pm",
                "99999999999999999999",
            ],
            expect![[r#"
                yesterday: -
                06/01/2018: -
                2018-02-30: -
                2018-06-01 25:00: -
                June 2018: -
                : -
                31 Juno 2018: -
                2018-06-01 and more: -
                1 June 2018 13 pm: -
                99999999999999999999: -
            "#]],
        );
    }
}
