//! Images, audio and video.

use crate::deserialize::fields;
use crate::{Inline, MediaPath, is_default};
use serde::{Deserialize, Serialize};

/// An image with its caption and credit (schema.org `ImageObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// The image file.
    pub file: MediaPath,
    /// Its width in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: u32,
    /// Its height in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub height: u32,
    /// The alternative text; empty if the image is decorative (HTML `alt`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub alt: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// The credit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
    /// The same image at other widths, narrowest first; [`Image::file`] is the widest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renditions: Vec<Rendition>,
}

/// A credit: a chain, the creator first. `/TASS-Yonhap` is `["TASS", "Yonhap"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Credit(pub Vec<String>);

/// An image at another width (ninjs `renditions`, HTML `srcset`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rendition {
    /// The file.
    pub file: MediaPath,
    /// Its width in pixels.
    pub width: u32,
}

/// An audio file (schema.org `AudioObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audio {
    /// The audio file.
    pub file: MediaPath,
    /// The title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// The credit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
}

/// A video (schema.org `VideoObject`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Video {
    /// The video file.
    pub file: MediaPath,
    /// The image shown before it plays.
    #[serde(default, skip_serializing_if = "is_default")]
    pub poster: MediaPath,
    /// Its width in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: u32,
    /// Its height in pixels; 0 if unknown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub height: u32,
    /// The title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// The credit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub credit: Credit,
}

fields!(Image { file } width, height, alt, caption, credit, renditions);
fields!(Rendition { file, width });
fields!(Audio { file } title, caption, credit);
fields!(Video { file } poster, width, height, title, caption, credit);
