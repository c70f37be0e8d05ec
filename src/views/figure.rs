//! Pictures, recordings and films, each with its caption and credit.

use super::inline::text;
use super::media;
use article::{Audio, Credit, Image, Inline, Video};
use leptos::prelude::*;

/// How wide a picture is shown, for the browser's choice among its renditions.
const BODY_SIZES: &str = "(min-width: 46em) 42em, 100vw";
const LEAD_SIZES: &str = "(min-width: 70em) 66em, 100vw";

/// A picture with its caption and credit.
#[component]
pub fn Figure(
    /// The picture. Without a file, caption and credit are shown alone.
    image: Image,
    /// Whether it opens the article: then it is loaded at once, before others.
    #[prop(optional)]
    lead: bool,
) -> impl IntoView {
    let class = if lead { "figure lead" } else { "figure" };
    let caption = caption(image.caption.clone(), image.credit.clone());
    view! { <figure class=class>{picture(image, lead)} {caption}</figure> }
}

/// A picture alone.
pub fn picture(image: Image, lead: bool) -> Option<AnyView> {
    if image.file.is_empty() {
        return None;
    }
    let srcset = srcset(&image);
    let sizes = srcset.is_some().then_some(if lead { LEAD_SIZES } else { BODY_SIZES });
    let known = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
    let picture = view! {
        <img
            src=media(&image.file)
            srcset=srcset
            sizes=sizes
            width=known(image.width)
            height=known(image.height)
            alt=image.alt
            loading=(!lead).then_some("lazy")
            fetchpriority=lead.then_some("high")
        />
    };
    Some(picture.into_any())
}

fn srcset(image: &Image) -> Option<String> {
    if image.renditions.is_empty() {
        return None;
    }
    let renditions = image.renditions.iter().map(|rendition| (&rendition.file, rendition.width));
    let all = renditions.chain([(&image.file, image.width)]);
    let entries: Vec<String> = all
        .filter(|(file, width)| !file.is_empty() && *width > 0)
        .map(|(file, width)| [&media(file), " ", &width.to_string(), "w"].concat())
        .collect();
    Some(entries.join(", "))
}

/// What is printed under a picture: what it shows, and, told apart, whose it is.
pub fn caption(words: Vec<Inline>, Credit(names): Credit) -> Option<AnyView> {
    if words.is_empty() && names.is_empty() {
        return None;
    }
    let credit = (!names.is_empty()).then(|| {
        view! {
            " "
            <span class="credit">
                <span class="visually-hidden">"Credit: "</span>
                {names.join(" / ")}
            </span>
        }
    });
    Some(view! { <figcaption>{text(words)} {credit}</figcaption> }.into_any())
}

/// A recording, played by the browser's own controls.
pub fn audio(audio: Audio) -> AnyView {
    if audio.file.is_empty() {
        return caption(audio.caption, audio.credit).into_any();
    }
    let label = audio.title.clone();
    view! {
        <figure class="figure audio">
            <p class="media-title">{audio.title}</p>
            <audio controls preload="none" src=media(&audio.file) aria-label=label></audio>
            {caption(audio.caption, audio.credit)}
        </figure>
    }
    .into_any()
}

/// A film, played by the browser's own controls.
pub fn video(video: Video) -> AnyView {
    if video.file.is_empty() {
        return caption(video.caption, video.credit).into_any();
    }
    let known = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
    let poster = (!video.poster.is_empty()).then(|| media(&video.poster));
    view! {
        <figure class="figure video">
            <video
                controls
                preload="none"
                src=media(&video.file)
                poster=poster
                width=known(video.width)
                height=known(video.height)
                aria-label=video.title
            ></video>
            {caption(video.caption, video.credit)}
        </figure>
    }
    .into_any()
}
