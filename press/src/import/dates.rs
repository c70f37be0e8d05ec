//! The calendar in the paper's language.

/// Names days and months.
#[derive(Debug)]
pub struct Calendar {}

impl Calendar {
    /// The calendar of a language and a time zone.
    pub fn new(language: &str, zone: jiff::tz::TimeZone) -> Calendar {
        let _ = (language, zone);
        Calendar {}
    }

    /// The name of a month: `June 2018` for `2018-06`.
    pub fn month(&self, id: &str) -> String {
        id.to_owned()
    }
}
