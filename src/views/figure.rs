//! Pictures, audio and video, with caption and credit.

use super::addresses::{has_renditions, leaves_thumbnail, media, with_file};
use super::element::{Element, element};
use super::inline::text;
use super::small::maybe_paragraph;
use super::words;
use article::{Audio, Credit, Image, Inline, Video};

/// Where a picture is placed, which determines its size and loading priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// At the top of the page: loaded with high priority.
    Lead,
    /// In the body: loaded lazily.
    Body,
    /// Beside a headline: loaded lazily.
    Thumbnail,
}

impl Placement {
    /// The `sizes` attribute: how wide the style sheets show the picture.
    fn sizes(self) -> &'static str {
        match self {
            Placement::Lead => "(min-width: 70em) 66em, 100vw",
            Placement::Body => "(min-width: 46em) 42em, 100vw",
            Placement::Thumbnail => "(min-width: 62em) 26em, (min-width: 44em) 33vw, 9em",
        }
    }
}

/// A picture in the body, with caption and credit. Without a file only these are shown.
pub fn figure(image: Image) -> Element {
    captioned("figure", image, Placement::Body)
}

/// An article's lead picture.
pub fn lead_figure(image: Image) -> Element {
    captioned("figure lead", image, Placement::Lead)
}

fn captioned(class: &'static str, mut image: Image, placement: Placement) -> Element {
    let words = std::mem::take(&mut image.caption);
    let credit = std::mem::take(&mut image.credit);
    element("figure").class(class).child(picture(image, placement)).child(caption(words, credit))
}

/// A picture without its caption; `None` without a file.
pub fn picture(image: Image, placement: Placement) -> Option<Element> {
    if image.file.is_empty() || placement == Placement::Thumbnail && leaves_thumbnail(&image.file) {
        return None;
    }
    let srcset = srcset(&image);
    let picture = with_file(element("img"), "src", &image.file)
        .maybe("sizes", srcset.is_some().then(|| placement.sizes()))
        .maybe("srcset", srcset)
        .maybe("width", pixels(image.width))
        .maybe("height", pixels(image.height))
        .attr("alt", image.alt);
    Some(match placement {
        Placement::Lead => picture.attr("fetchpriority", "high"),
        Placement::Body | Placement::Thumbnail => picture.attr("loading", "lazy"),
    })
}

fn pixels(number: u32) -> Option<String> {
    (number > 0).then(|| number.to_string())
}

fn srcset(image: &Image) -> Option<String> {
    if image.renditions.is_empty() || !has_renditions() {
        return None;
    }
    let mut srcset = String::new();
    for rendition in &image.renditions {
        srcset += &[&media(&rendition.file), " ", &rendition.width.to_string(), "w, "].concat();
    }
    Some(srcset + &[&media(&image.file), " ", &image.width.to_string(), "w"].concat())
}

/// A caption with the credit after it.
fn caption(words: Vec<Inline>, Credit(names): Credit) -> Option<Element> {
    if words.is_empty() && names.is_empty() {
        return None;
    }
    let caption = element("figcaption").child(text(words));
    if names.is_empty() {
        return Some(caption);
    }
    let label = element("span").class("visually-hidden").child(words::CREDIT);
    let credit = element("span").class("credit").child(label).child(names.join(" / "));
    Some(caption.child(" ").child(credit))
}

/// Audio with the browser's controls.
pub fn audio(audio: Audio) -> Element {
    let player = (!audio.file.is_empty()).then(|| {
        with_file(player("audio"), "src", &audio.file).attr("aria-label", audio.title.clone())
    });
    element("figure")
        .class("figure audio")
        .child(maybe_paragraph("media-title", audio.title))
        .child(player)
        .child(caption(audio.caption, audio.credit))
}

/// Video with the browser's controls.
pub fn video(video: Video) -> Element {
    let player = (!video.file.is_empty()).then(|| {
        let player = with_file(player("video"), "src", &video.file);
        let player = match video.poster.is_empty() {
            true => player,
            false => with_file(player, "poster", &video.poster),
        };
        player
            .maybe("width", pixels(video.width))
            .maybe("height", pixels(video.height))
            .attr("aria-label", video.title)
    });
    let caption = caption(video.caption, video.credit);
    element("figure").class("figure video").child(player).child(caption)
}

fn player(tag: &'static str) -> Element {
    element(tag).attr("controls", "").attr("preload", "none")
}
