//! Formatted points in time.

use crate::deserialize::fields;
use serde::Serialize;

/// A point in time and its formatted text.
///
/// The press formats it (language, time zone), so the viewer needs no calendar code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Time {
    /// The instant with its offset in RFC 3339 (`2018-06-01T11:31:00+09:00`), or only a date
    /// (`2018-06-01`) if the source has no time of day. Valid for HTML's `datetime`.
    pub instant: String,
    /// The IANA name of the time zone it is shown in, `Asia/Seoul`; or the offset from UTC of a clock
    /// that is not the paper's: `+09`.
    #[serde(default)]
    pub zone: String,
    /// The text on the article page, in the article's language: `1 June 2018, 11:31`, or as the
    /// source printed it.
    pub text: String,
    /// Only the day, for lists: `1 June 2018`.
    pub day: String,
}

fields!(Time { instant, text, day } zone);
