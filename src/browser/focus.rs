//! Focus, and the live region that screen readers read out.

use super::document;
use crate::navigation::Focus;
use crate::protocol::APP_ID;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, NodeList};

thread_local!(static LIVE_REGION: RefCell<Option<Element>> = const { RefCell::new(None) });

/// Moves the focus, without scrolling.
pub fn move_to(focus: &Focus) {
    let found = match focus {
        Focus::Heading => None,
        Focus::Element(id) => document().get_element_by_id(id),
        Focus::Link(number) => link_at(*number),
    };
    let heading = || document().query_selector("#app h1").ok().flatten();
    let found = found.or_else(heading).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let Some(element) = found else {
        return;
    };
    // As following a link to a place does.
    if element.get_attribute("tabindex").is_none() && element.tag_name() != "A" {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The number of the page's link that has the focus, counted from 0.
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

/// Has screen readers announce the document's title.
pub fn announce_title() {
    announce(&document().title());
}

/// Makes the live region, early: screen readers only notice a change in one that they know.
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
