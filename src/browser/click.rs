//! Clicks on links. Those that the viewer must not handle are left to the browser.

use super::events::listen;
use super::{document, window};
use crate::route::{Location, Root};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlAnchorElement, MouseEvent};

/// Calls `handler` for each plain click on a same-origin link. If it returns `true`, the click's default
/// action is prevented; otherwise the browser follows the link.
pub fn on_click(root: Root, mut handler: impl FnMut(Location) -> bool + 'static) {
    listen(&document(), "click", move |event: MouseEvent| {
        if let Some(location) = plain_click(&event).and_then(|link| location_of(&link, &root))
            && handler(location)
        {
            event.prevent_default();
        }
    });
}

/// The clicked link, if it is to be followed in this tab: no modifier key, `target`, `download`, or
/// `rel=external`.
fn plain_click(event: &MouseEvent) -> Option<HtmlAnchorElement> {
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

/// The location of a same-origin link. Pages have no query.
pub(super) fn location_of(link: &HtmlAnchorElement, root: &Root) -> Option<Location> {
    let same_origin = link.origin() == window().location().origin().ok()?;
    let plain = same_origin && link.search().is_empty();
    plain.then(|| root.locate(link.pathname(), link.hash()))
}

/// The link that an event's target is in. Not one with a text fragment: only the browser can find that text, when
/// it opens the page itself.
pub(super) fn link_at(target: Option<EventTarget>) -> Option<HtmlAnchorElement> {
    target?.dyn_into::<Element>().ok()?.closest("a[href]:not([href*=':~:'])").ok()??.dyn_into().ok()
}
