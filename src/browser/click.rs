//! Which clicks the viewer may handle. All others are left to the browser.

use super::events::listen;
use super::{document, window};
use crate::route::{Location, Root};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlAnchorElement, MouseEvent};

/// Calls `handler` for each plain click on a link of the site's origin. If it answers `true`, the click
/// is handled; otherwise the browser follows the link.
pub fn on_click(root: Root, mut handler: impl FnMut(Location) -> bool + 'static) {
    listen(&document(), "click", move |event: MouseEvent| {
        if let Some(location) = plain(&event).and_then(|link| leads_to(&link, &root))
            && handler(location)
        {
            event.prevent_default();
        }
    });
}

/// The link that was clicked, if nothing asks for something else than to follow it here.
fn plain(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link = link_at(event.target())?;
    let target = link.target();
    let elsewhere = !(target.is_empty() || target == "_self");
    let external = link.rel().split_whitespace().any(|rel| rel == "external");
    (!elsewhere && !external && !link.has_attribute("download")).then_some(link)
}

/// The location that a link of the site's origin leads to. Pages have no query.
pub(super) fn leads_to(link: &HtmlAnchorElement, root: &Root) -> Option<Location> {
    let same_origin = link.origin() == window().location().origin().ok()?;
    let plain = same_origin && link.search().is_empty();
    plain.then(|| root.locate(link.pathname(), link.hash()))
}

/// The link in which an event has happened.
pub(super) fn link_at(target: Option<EventTarget>) -> Option<HtmlAnchorElement> {
    target?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}
