//! Pictures, recordings and films, each with its caption and credit.

use super::addresses::{has_renditions, leaves_thumbnail, media, with_file};
use super::element::{Element, element};
use super::inline::text;
use super::small::filled;
use super::words;
use article::{Audio, Credit, Image, Inline, Video};

/// What a picture is for: how large it is shown, and how soon it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It opens the page: wanted at once, before other pictures.
    Lead,
    /// It stands in the text: wanted when the reader comes near.
    Body,
    /// It stands beside a headline.
    Thumbnail,
}

impl Role {
    /// How wide the style sheet shows it, for the browser's choice among its renditions.
    fn sizes(self) -> &'static str {
        match self {
            Role::Lead => "(min-width: 70em) 66em, 100vw",
            Role::Body => "(min-width: 46em) 42em, 100vw",
            Role::Thumbnail => "(min-width: 62em) 26em, (min-width: 44em) 33vw, 9em",
        }
    }
}

/// A picture in the text, with its caption and credit. Without a file those are shown alone.
pub fn figure(image: Image) -> Element {
    captioned("figure", image, Role::Body)
}

/// The picture that opens an article.
pub fn lead_figure(image: Image) -> Element {
    captioned("figure lead", image, Role::Lead)
}

fn captioned(class: &'static str, mut image: Image, role: Role) -> Element {
    let words = std::mem::take(&mut image.caption);
    let credit = std::mem::take(&mut image.credit);
    element("figure").class(class).child(picture(image, role)).child(caption(words, credit))
}

/// A picture alone.
pub fn picture(image: Image, role: Role) -> Option<Element> {
    if image.file.is_empty() || role == Role::Thumbnail && leaves_thumbnail(&image.file) {
        return None;
    }
    let srcset = srcset(&image);
    let picture = with_file(element("img"), "src", &image.file)
        .maybe("sizes", srcset.is_some().then(|| role.sizes()))
        .maybe("srcset", srcset)
        .maybe("width", pixels(image.width))
        .maybe("height", pixels(image.height))
        .attr("alt", image.alt);
    Some(match role {
        Role::Lead => picture.attr("fetchpriority", "high"),
        Role::Body | Role::Thumbnail => picture.attr("loading", "lazy"),
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

/// What is printed under a picture: what it shows, and, told apart, whose it is.
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

/// A recording, played by the browser's own controls.
pub fn audio(audio: Audio) -> Element {
    let player = (!audio.file.is_empty()).then(|| {
        with_file(player("audio"), "src", &audio.file).attr("aria-label", audio.title.clone())
    });
    element("figure")
        .class("figure audio")
        .child(filled("media-title", audio.title))
        .child(player)
        .child(caption(audio.caption, audio.credit))
}

/// A film, played by the browser's own controls.
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
