//! Slugs: names in addresses.

use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;

/// The name of an article, section, topic or author in its address: `a-day-at-the-press`.
///
/// A slug is one path segment of a URL and a file name on every system. It consists of letters and
/// digits of any script, `-`, `_` and inner `.`; it starts and ends with a letter, a digit or `_`,
/// is at most 120 bytes long, and is not a Windows device name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Slug(String);

/// Why a text is not a slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSlug {
    /// It is empty.
    Empty,
    /// It is longer than [`Slug::MAX_BYTES`] bytes.
    TooLong,
    /// It contains an invalid character: a slash, a space, `%`, …
    Character(char),
    /// It starts or ends with a dot or hyphen: `..`, `.hidden`, `end.`.
    Edge,
    /// It is a Windows device name: `con`, `nul`, `com1`, …
    Device,
}

impl fmt::Display for BadSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadSlug::Empty => f.write_str("a slug can't be empty"),
            BadSlug::TooLong => f.write_str("a slug can't be longer than 120 bytes"),
            BadSlug::Character(character) => {
                f.write_str("a slug can't contain ")?;
                fmt::Debug::fmt(character, f)
            }
            BadSlug::Edge => f.write_str("a slug can't start or end with a dot or hyphen"),
            BadSlug::Device => f.write_str("a slug can't be a Windows device name"),
        }
    }
}

impl std::error::Error for BadSlug {}

impl Slug {
    /// The maximum length. File systems allow 255 bytes for a name, and extensions are appended to
    /// it.
    pub const MAX_BYTES: usize = 120;

    /// Checks that `text` is a slug.
    ///
    /// # Errors
    /// [`BadSlug`] says why `text` is not a slug.
    pub fn new(text: impl Into<String>) -> Result<Slug, BadSlug> {
        let text = text.into();
        match error_in(&text) {
            None => Ok(Slug(text)),
            Some(error_in) => Err(error_in),
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn error_in(text: &str) -> Option<BadSlug> {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
        return Some(BadSlug::Empty);
    };
    if text.len() > Slug::MAX_BYTES {
        return Some(BadSlug::TooLong);
    }
    // Beyond ASCII, every character except white space and controls may be part of a word in some
    // script (joiners and combining marks are). Exact Unicode tables would add kilobytes to the
    // wasm.
    let inner = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            false
        }
        '\u{feff}' | '\u{fffd}' => false,
        c => !c.is_ascii() && !c.is_control() && !c.is_whitespace(),
    };
    if let Some(character) = text.chars().find(|&c| !inner(c)) {
        return Some(BadSlug::Character(character));
    }
    if [first, last].iter().any(|c| matches!(c, '-' | '.')) {
        return Some(BadSlug::Edge);
    }
    is_device(text).then_some(BadSlug::Device)
}

/// Whether this is a Windows device name, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let Some((word, number)) = stem.split_at_checked(3) else {
        return false;
    };
    let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    match number {
        "" => is(&["con", "prn", "aux", "nul"]),
        "¹" | "²" | "³" => is(&["com", "lpt"]),
        _ => matches!(number.as_bytes(), [b'0'..=b'9']) && is(&["com", "lpt"]),
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        Slug::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
