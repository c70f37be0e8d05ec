//! Addresses that are safe to follow or to load. They are checked on creation and on
//! deserialization.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The address of a link: `http:`, `https:`, `mailto:`, `tel:` or relative. No other scheme is
/// accepted.
///
/// Deserializing never fails: a forbidden address becomes the empty one, which means *no link*, so
/// that a hostile bundle loses its address and keeps its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Href(String);

/// A file of the site, relative to the site's root: `media/press-hall-1f2e.webp`.
///
/// It can't leave the site: no scheme, no host, no leading slash, no `..`. Like [`Href`], it is
/// deserialized leniently: a forbidden path becomes empty, *no file*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct MediaPath(String);

/// The address is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden;

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only http, https, mailto, tel and relative addresses can be linked")
    }
}

impl std::error::Error for Forbidden {}

impl Href {
    /// Checks `address`. Surrounding white space is removed, as browsers do.
    ///
    /// # Errors
    /// [`Forbidden`] if it has another scheme, or a control character. Browsers drop those, so that
    /// `java\nscript:` would pass as relative.
    pub fn new(address: &str) -> Result<Href, Forbidden> {
        let address = address.trim();
        if address.chars().any(char::is_control) {
            return Err(Forbidden);
        }
        let head = address.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let allowed = match head.split_once(':') {
            None => true,
            Some((scheme, _)) => ["http", "https", "mailto", "tel"]
                .iter()
                .any(|allowed| scheme.eq_ignore_ascii_case(allowed)),
        };
        if allowed { Ok(Href(address.to_owned())) } else { Err(Forbidden) }
    }

    /// The address as text; may be empty.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The host of a web address without `www.`; empty for other addresses.
    pub fn host(&self) -> &str {
        let Some((_, rest)) = self.0.split_once("//") else {
            return "";
        };
        let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }
}

impl MediaPath {
    /// Checks that `path` is inside the site.
    ///
    /// # Errors
    /// [`Forbidden`] if it could lead out of the site.
    pub fn new(path: &str) -> Result<MediaPath, Forbidden> {
        let bad = |c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '%');
        let outside = |segment: &str| matches!(segment, "" | "." | "..");
        if path.chars().any(bad) || path.split('/').any(outside) {
            return Err(Forbidden);
        }
        Ok(MediaPath(path.to_owned()))
    }

    /// The path as text; may be empty.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Href {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Href, D::Error> {
        Ok(Href::new(&String::deserialize(deserializer)?).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for MediaPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MediaPath, D::Error> {
        Ok(MediaPath::new(&String::deserialize(deserializer)?).unwrap_or_default())
    }
}
