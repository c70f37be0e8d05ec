//! Parses dates as people and programs write them.

mod formatter;
mod words;

pub use formatter::DateFormatter;

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, ZonedDateTime};

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
        let text = text.trim();
        if let Some(parsed) = seconds(text) {
            return Some(parsed);
        }
        let (text, zone) = without_zone(text);
        let (week, rest) = week_date(text).unzip();
        let tokens = with_year_first(tokens(rest.unwrap_or(text))?);
        let (date, rest) = match week {
            Some(date) => (date, &tokens[..]),
            None => date(&tokens)?,
        };
        let (date, time, rest) = time(date, rest)?;
        let offset = offset(rest)?;
        if (offset.is_some() || zone.is_some()) && time.is_none() {
            return None;
        }
        let local = DateTime::from_parts(date, time.unwrap_or(Time::midnight()));
        let in_zone = |zone: TimeZone| zone.to_ambiguous_zoned_datetime(local).compatible().ok();
        let zone_offset = zone.and_then(in_zone).map(|zoned| zoned.offset());
        Some(ParsedDateTime { date, time, offset: offset.or(zone_offset) })
    }

    /// The same, but midnight in UTC is the day: that is how programs write a date alone.
    pub(crate) fn or_day(self) -> ParsedDateTime {
        let is_day = self.time.is_some_and(|time| time == Time::midnight())
            && self.offset == Some(Offset::UTC);
        if is_day { ParsedDateTime { time: None, offset: None, ..self } } else { self }
    }

    /// Whether it is what databases and archetypes write where there is no date.
    pub(crate) fn is_zero(text: &str) -> bool {
        let digits = |length| text.trim().get(..length).unwrap_or_default();
        matches!(digits(10), "0000-00-00" | "0001-01-01" | "1-01-01")
    }
}

/// The maximum length of a date in bytes.
const MAX_LEN: usize = 80;

/// Seconds or milliseconds since 1970, in UTC.
fn seconds(text: &str) -> Option<ParsedDateTime> {
    let number: i64 = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))?;
    let instant = match text.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let local = Offset::UTC.to_datetime(instant.ok()?);
    Some(ParsedDateTime { date: local.date(), time: Some(local.time()), offset: Some(Offset::UTC) })
}

/// Takes the name of a time zone off the end: `America/New_York`, `[Asia/Seoul]`.
fn without_zone(text: &str) -> (&str, Option<TimeZone>) {
    let bare = text.strip_suffix(']').unwrap_or(text);
    let is_part = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '_');
    let name = &bare[bare.trim_end_matches(is_part).len()..];
    match TimeZone::get(name).ok().filter(|_| name.contains('/')) {
        Some(zone) => {
            let rest = bare[..bare.len() - name.len()].trim_end_matches(['[', ' ']);
            (rest, Some(zone))
        }
        None => (text, None),
    }
}

/// `2018-W22-5`, a day of a week of the year, and what follows.
fn week_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix(['W', 'w'])?;
    let (week, rest) = rest.split_at_checked(2)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (day, rest) = rest.split_at_checked(1)?;
    let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    let date = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, weekday).ok()?;
    Some((date.date(), rest))
}

/// The tokens of `Fri Jun 1 11:31:00 2018`, as C and Git write it, with the year behind the day.
fn with_year_first(mut tokens: Vec<Token>) -> Vec<Token> {
    use Token::{Colon, Month, Number};
    if let [Month(_), Number(_, 1..=2), Number(_, 1..=2), Colon, .., last] = tokens[..] {
        // An offset may follow, as in Git's.
        let year = match last {
            Number(_, 4) if !matches!(tokens[tokens.len() - 2], Token::Sign(_)) => tokens.len() - 1,
            _ => tokens.iter().rposition(|token| matches!(token, Token::Sign(_))).unwrap_or(1) - 1,
        };
        if matches!(tokens[year], Number(_, 4)) {
            let year = tokens.remove(year);
            tokens.insert(2, year);
        }
    }
    tokens
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    /// A number and its number of digits.
    Number(i64, usize),
    Month(i8),
    Am,
    Pm,
    /// A zone that has a name: hours east of Greenwich.
    Zone(i8),
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
        } else if let Some((token, length)) = words::cjk(rest) {
            tokens.extend(token);
            length
        } else if first.is_alphabetic() {
            let length = run_length(rest, |c| c.is_alphabetic() || c == '.');
            tokens.extend(words::word(&rest[..length], &rest[length..])?);
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

fn punctuation(punctuation: char, after: &str, before: &[Token]) -> Option<Option<Token>> {
    let timed = before.contains(&Token::Colon);
    let digit_follows = after.starts_with(|c: char| c.is_ascii_digit());
    match punctuation {
        ':' => Some(Some(Token::Colon)),
        '.' if timed && digit_follows => Some(Some(Token::Point)),
        // ISO 8601 prefers a comma; a year may follow one too.
        ',' if timed && digit_follows && matches!(before.last(), Some(Token::Number(_, 2))) => {
            Some(Some(Token::Point))
        }
        '+' if timed => Some(Some(Token::Sign(1))),
        '-' | '−' if timed => Some(Some(Token::Sign(-1))),
        '-' | '/' | '.' | ',' | '–' | '(' | ')' | '|' | '·' => Some(None),
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
        // 2018-152: a day of the year.
        [Number(year, 4), Number(day, 3), ..] => {
            let first = Date::new(year as i16, 1, 1).ok()?;
            let date = first.checked_add(Span::new().days(day - 1)).ok();
            return Some((date.filter(|date| i64::from(date.year()) == year)?, &tokens[2..]));
        }
        // With points it is the day that comes first wherever people write so; a day above 12
        // leaves no doubt either.
        _ => return None,
    };
    let date = Date::new(year as i16, month as i8, day as i8).ok()?;
    Some((date, &tokens[3..]))
}

/// The time of day that the tokens begin with. Hour 24 is the next day's beginning.
fn time(date: Date, tokens: &[Token]) -> Option<(Date, Option<Time>, &[Token])> {
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
        _ => return half.is_none().then_some((date, None, tokens)),
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
    if (hour, minute, second) == (24, 0, 0) {
        return Some((date.tomorrow().ok()?, Some(Time::midnight()), rest));
    }
    let time = Time::new(hour as i8, minute as i8, second.min(59) as i8, 0).ok()?;
    Some((date, Some(time), rest))
}

/// The offset in the remaining tokens; `None` if anything else remains.
fn offset(tokens: &[Token]) -> Option<Option<Offset>> {
    use Token::{Colon, Number, Sign, Zone};
    let (sign, hours, minutes) = match *tokens {
        [] => return Some(None),
        [Zone(hours)] => (1, i64::from(hours), 0),
        // `GMT+0200 (…)`, as browsers write it.
        [Zone(0), ref rest @ ..] => return offset(rest),
        [Sign(sign), Number(hours, 2), Colon, Number(minutes, 2)] => (sign, hours, minutes),
        [Sign(sign), Number(whole, 4)] | [Sign(sign), Number(whole, 4), Zone(_)] => {
            (sign, whole / 100, whole % 100)
        }
        [Sign(sign), Number(hours, 1..=2)] => (sign, hours, 0),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60) as i32).ok().map(Some)
}

#[cfg(test)]
mod tests;
