//! Formats dates in a language.

use super::ParsedDateTime;
use article::Time;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{T, YM, YMD};
use icu_datetime::input::Time as TimeOfDay;
use icu_datetime::options::TimePrecision;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_locale_core::{Locale, locale};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};

/// Formats dates in one language and time zone. Creating one is expensive, so there is one for each
/// language.
pub struct DateFormatter {
    zone: TimeZone,
    zone_name: String,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    clock: NoCalendarFormatter<T>,
    comma: &'static str,
}

impl DateFormatter {
    /// A formatter for `language` (BCP 47; falls back to English) and `zone`. English without a
    /// region is formatted as British English: `1 June 2018, 11:31`.
    pub fn new(language: &str, zone: TimeZone) -> DateFormatter {
        let locale: Locale = match language {
            "en" => locale!("en-GB"),
            other => other.parse().unwrap_or(locale!("en-GB")),
        };
        DateFormatter::in_locale(&locale, zone.clone())
            .or_else(|| DateFormatter::in_locale(&locale!("en-GB"), zone))
            .unwrap_or_else(|| unreachable!("the data for English is compiled in"))
    }

    fn in_locale(locale: &Locale, zone: TimeZone) -> Option<DateFormatter> {
        let clock = T::short().with_time_precision(TimePrecision::Minute);
        let rtl_comma = ["ar", "fa", "ur", "ps", "sd", "ug", "ckb"];
        Some(DateFormatter {
            zone_name: zone.iana_name().unwrap_or("UTC").to_owned(),
            zone,
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?,
            month: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::long()).ok()?,
            clock: NoCalendarFormatter::try_new(locale.into(), clock).ok()?,
            comma: match locale.id.language.as_str() {
                language if rtl_comma.contains(&language) => "، ",
                "ko" | "ja" | "zh" => " ",
                _ => ", ",
            },
        })
    }

    /// Formats a parsed date as articles show it, and returns the instant to sort by. `None` if it
    /// is out of range.
    pub(crate) fn time_of(&self, parsed: ParsedDateTime) -> Option<(Time, Timestamp)> {
        let parsed = parsed.or_day();
        let zoned = parsed.in_zone(&self.zone)?;
        let instant = zoned.timestamp();
        if parsed.time.is_none() {
            let day = self.day(parsed.date);
            let time = Time {
                instant: parsed.date.to_string(),
                zone: self.zone_name.clone(),
                text: day.clone(),
                day,
            };
            return Some((time, instant));
        }
        match parsed.offset.filter(|&own| own != Offset::UTC && own != zoned.offset()) {
            Some(own) => {
                let zone = own.to_string();
                Some((self.time_in(instant, own.to_time_zone(), zone), instant))
            }
            None => Some((self.time(instant), instant)),
        }
    }

    /// Formats an instant as articles show it: `1 June 2018, 11:31`.
    pub fn time(&self, instant: Timestamp) -> Time {
        self.time_in(instant, self.zone.clone(), self.zone_name.clone())
    }

    fn time_in(&self, instant: Timestamp, zone: TimeZone, zone_name: String) -> Time {
        let zoned = instant.to_zoned_datetime(zone);
        let day = self.day(zoned.date());
        Time {
            instant: instant.display_with_offset(zoned.offset()).to_string(),
            zone: zone_name,
            text: format!("{day}{}{}", self.comma, self.clock(zoned.time())),
            day,
        }
    }

    /// Formats a month: `2018-06` is `June 2018`. An invalid month is returned unchanged.
    pub fn month(&self, month: &str) -> String {
        let read = || {
            let (year, month) = month.split_once('-')?;
            Date::try_new_gregorian(year.parse().ok()?, month.parse().ok()?, 1).ok()
        };
        read().map_or_else(|| month.to_owned(), |date| self.month.format(&date).to_string())
    }

    fn day(&self, date: civil::Date) -> String {
        let (year, month, day) = (date.year(), date.month() as u8, date.day() as u8);
        Date::try_new_gregorian(i32::from(year), month, day)
            .map_or_else(|_| date.to_string(), |date| self.day.format(&date).to_string())
    }

    fn clock(&self, time: civil::Time) -> String {
        let (hour, minute) = (time.hour() as u8, time.minute() as u8);
        TimeOfDay::try_new(hour, minute, 0, 0)
            .map_or_else(|_| time.to_string(), |time| self.clock.format(&time).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::DateFormatter;
    use crate::metadata::dates::ParsedDateTime;
    use expect_test::{Expect, expect};
    use jiff::tz::TimeZone;

    fn check(language: &str, expected: Expect) {
        let formatter = DateFormatter::new(language, TimeZone::get("Asia/Seoul").unwrap());
        let time = |text| formatter.time_of(ParsedDateTime::parse(text).unwrap()).unwrap().0;
        let (full, day) = (time("2018-06-01 13:31"), time("2018-06-01"));
        let shown = [full.instant, full.text, day.instant, day.text, formatter.month("2018-06")];
        expected.assert_eq(&shown.join(" | "));
    }

    #[test]
    fn dates_in_words() {
        check(
            "en",
            expect![
                "2018-06-01T13:31:00+09:00 | 1 June 2018, 13:31 | 2018-06-01 | 1 June 2018 | June 2018"
            ],
        );
        check(
            "en-US",
            expect![
                "2018-06-01T13:31:00+09:00 | June 1, 2018, 1:31 PM | 2018-06-01 | June 1, 2018 | June 2018"
            ],
        );
        check(
            "de",
            expect![
                "2018-06-01T13:31:00+09:00 | 1. Juni 2018, 13:31 | 2018-06-01 | 1. Juni 2018 | Juni 2018"
            ],
        );
        check(
            "ko",
            expect![
                "2018-06-01T13:31:00+09:00 | 2018년 6월 1일 오후 1:31 | 2018-06-01 | 2018년 6월 1일 | 2018년 6월"
            ],
        );
        check(
            "ja",
            expect![
                "2018-06-01T13:31:00+09:00 | 2018年6月1日 13:31 | 2018-06-01 | 2018年6月1日 | 2018年6月"
            ],
        );
        check(
            "ar",
            expect![
                "2018-06-01T13:31:00+09:00 | 1 يونيو 2018، 1:31 م | 2018-06-01 | 1 يونيو 2018 | يونيو 2018"
            ],
        );
        check(
            "fa-IR",
            expect![
                "2018-06-01T13:31:00+09:00 | ۱ ژوئن ۲۰۱۸، ۱۳:۳۱ | 2018-06-01 | ۱ ژوئن ۲۰۱۸ | ژوئن ۲۰۱۸"
            ],
        );
        check(
            "no such language",
            expect![
                "2018-06-01T13:31:00+09:00 | 1 June 2018, 13:31 | 2018-06-01 | 1 June 2018 | June 2018"
            ],
        );
    }

    #[test]
    fn clocks() {
        let formatter = DateFormatter::new("en", TimeZone::get("Europe/London").unwrap());
        let dates = [
            "2018-06-01T00:30:00+09:00",
            "2018-06-01T23:30:00Z",
            "2018-06-01T00:00:00Z",
            "2018-06-01T00:00:00+01:00",
        ];
        let shown = dates.map(|date| {
            let (time, instant) = formatter.time_of(ParsedDateTime::parse(date).unwrap()).unwrap();
            format!("{}, {}: {instant}\n", time.text, time.zone)
        });
        expect![[r#"
            1 June 2018, 00:30, +09: 2018-05-31T15:30:00Z
            2 June 2018, 00:30, Europe/London: 2018-06-01T23:30:00Z
            1 June 2018, Europe/London: 2018-05-31T23:00:00Z
            1 June 2018, 00:00, Europe/London: 2018-05-31T23:00:00Z
        "#]]
        .assert_eq(&shown.concat());
    }
}
