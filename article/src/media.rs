//! Pictures, sound and film.

use crate::deserialize::fields;
use crate::{Inline, MediaPath, is_default};
use serde::{Deserialize, Serialize};

/// A picture with everything that is printed under it (schema.org `ImageObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// The picture's file.
    pub file: MediaPath,
    /// Its width in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: u32,
    /// Its height in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub height: u32,
    /// What it shows, for those who can't see it; empty if it is decoration (HTML `alt`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub alt: String,
    /// What the caption says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// Whose picture it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
    /// The same picture at other widths, narrowest first; [`Image::file`] is the widest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renditions: Vec<Rendition>,
}

/// Whose a picture is: a chain, the maker first. `/TASS-Yonhap` is `["TASS", "Yonhap"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Credit(pub Vec<String>);

/// One size of a picture (ninjs `renditions`, HTML `srcset`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rendition {
    /// The file.
    pub file: MediaPath,
    /// Its width in pixels.
    pub width: u32,
}

/// A recording (schema.org `AudioObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audio {
    /// The recording's file.
    pub file: MediaPath,
    /// What is heard, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// What the caption says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// Whose recording it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
}

/// A film (schema.org `VideoObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Video {
    /// The film's file.
    pub file: MediaPath,
    /// A picture to show before it plays.
    #[serde(default, skip_serializing_if = "is_default")]
    pub poster: MediaPath,
    /// Its width in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: u32,
    /// Its height in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub height: u32,
    /// What is seen, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// What the caption says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// Whose film it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
}

fields!(Image { file } width, height, alt, caption, credit, renditions);
fields!(Rendition { file, width });
fields!(Audio { file } title, caption, credit);
fields!(Video { file } poster, width, height, title, caption, credit);
