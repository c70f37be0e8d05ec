//! Which clicks are ours. All others are left to the browser.

use super::{listen, page, window};
use crate::route::page_and_place;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// A plain click on a link inside our own origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// The path that the link leads to, percent-encoded; in a paper that is one file, the page's part
    /// of the fragment.
    pub path: String,
    /// The fragment, or the rest of it, as it stands in the address, with its `#`; empty if there is none.
    pub hash: String,
}

/// Calls `clicked` for each plain click on a link of our origin. If it answers `true`, the click is
/// taken; otherwise the browser goes on with it.
pub fn on_click(mut clicked: impl FnMut(Click) -> bool + 'static) {
    listen(&page(), "click", move |event: MouseEvent| {
        if let Some(click) = plain(&event)
            && clicked(click)
        {
            event.prevent_default();
        }
    });
}

/// The click, if nothing about it asks for something else than to follow the link here.
fn plain(event: &MouseEvent) -> Option<Click> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link = link_of(event.target())?;
    let target = link.target();
    let elsewhere = !(target.is_empty() || target == "_self");
    let external = link.rel().split_whitespace().any(|rel| rel == "external");
    if elsewhere || external || link.has_attribute("download") {
        return None;
    }
    local(&link)
}

/// Where the link leads, if that is in our origin, and a page, not a question to a server.
pub fn local(link: &HtmlAnchorElement) -> Option<Click> {
    let same_origin = link.origin() == window().location().origin().ok()?;
    let plain = link.search().is_empty() && link.has_attribute("href");
    let (path, hash) = page_and_place(link.pathname(), link.hash());
    (same_origin && plain).then_some(Click { path, hash })
}

/// The link that an event happened in.
pub fn link_of(target: Option<web_sys::EventTarget>) -> Option<HtmlAnchorElement> {
    target?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}
