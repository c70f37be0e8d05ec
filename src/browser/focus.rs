//! Focus, and the live region that screen readers announce.

use super::document;
use crate::navigation::FocusTarget;
use crate::protocol::APP_ID;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, NodeList};

thread_local!(static LIVE_REGION: RefCell<Option<Element>> = const { RefCell::new(None) });

/// Moves the focus, without scrolling.
pub fn move_to(focus: &FocusTarget) {
    let found = match focus {
        FocusTarget::Heading => None,
        FocusTarget::Element(id) => document().get_element_by_id(id),
        FocusTarget::Link(number) => link_at(*number),
    };
    let heading = || document().query_selector("#app h1").ok().flatten();
    let found = found.or_else(heading).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let Some(element) = found else {
        return;
    };
    // Makes headings and other elements focusable by script.
    if element.get_attribute("tabindex").is_none() && element.tag_name() != "A" {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The index of the focused link among the page's links.
pub fn link() -> Option<u32> {
    let focused = document().active_element()?;
    if focused.tag_name() != "A" {
        return None;
    }
    let links = links()?;
    (0..links.length()).find(|&number| links.item(number).as_ref() == Some(focused.as_ref()))
}

fn link_at(number: u32) -> Option<Element> {
    links()?.item(number)?.dyn_into().ok()
}

fn links() -> Option<NodeList> {
    document().get_element_by_id(APP_ID)?.query_selector_all("a[href]").ok()
}

/// Announces the document's title in the live region.
pub fn announce_title() {
    announce(&document().title());
}

/// Creates the live region in advance: screen readers announce changes only in a region that exists already.
pub fn prepare() {
    announce("");
}

fn announce(words: &str) {
    LIVE_REGION.with_borrow_mut(|region| {
        if region.is_none() {
            *region = make_live_region();
        }
        if let Some(region) = region {
            region.set_text_content(Some(words));
        }
    });
}

fn make_live_region() -> Option<Element> {
    let region = document().create_element("div").ok()?;
    region.set_class_name("visually-hidden");
    region.set_id("d-announcer");
    region.set_attribute("aria-live", "polite").ok()?;
    region.set_attribute("aria-atomic", "true").ok()?;
    document().body()?.append_child(&region).ok()?;
    Some(region)
}
