//! Points in time, prepared for showing.

use crate::deserialize::fields;
use serde::Serialize;

/// A point in time, with the words to show for it.
///
/// The press has done the calendar's work (language, time zone), so that the viewer carries none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Time {
    /// The instant with its offset as RFC 3339 (`2018-06-01T11:31:00+09:00`), or a date alone
    /// (`2018-06-01`) where the source gave no time of day. Good for HTML's `datetime`.
    pub instant: String,
    /// The IANA name of the time zone it is shown in, `Asia/Seoul`; or the offset from UTC of a clock
    /// that is not the paper's: `+09`.
    #[serde(default)]
    pub zone: String,
    /// The words that an article page shows, in the article's language: `1 June 2018, 11:31`, or
    /// the text as the source printed it.
    pub text: String,
    /// The day alone, for lists: `1 June 2018`.
    pub day: String,
}

fields!(Time { instant, text, day } zone);
