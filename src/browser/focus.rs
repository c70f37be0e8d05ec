//! Where the keyboard is, and what screen readers are told.

use super::document::APP_ID;
use super::page;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

thread_local!(static TELLER: RefCell<Option<Element>> = const { RefCell::new(None) });

/// Moves the focus without scrolling.
pub fn on(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus to the page's heading, where reading begins.
pub fn on_heading() {
    if let Some(heading) = page().query_selector("#app h1").ok().flatten() {
        on(&heading);
    }
}

/// Moves the focus to a place inside the page, as following a link to it does.
pub fn on_place(element: &Element) {
    if element.get_attribute("tabindex").is_none() && element.tag_name() != "A" {
        let _ = element.set_attribute("tabindex", "-1");
    }
    on(element);
}

/// Moves the focus to the page's link with this number; says whether there is one.
pub fn on_link(number: u32) -> bool {
    let link = links().and_then(|links| links.item(number));
    let Some(link) = link.and_then(|link| link.dyn_into::<Element>().ok()) else {
        return false;
    };
    on(&link);
    true
}

/// The number of the page's link that has the focus.
pub fn link() -> Option<u32> {
    let focused = page().active_element()?;
    if focused.tag_name() != "A" {
        return None;
    }
    let links = links()?;
    (0..links.length()).find(|&number| links.item(number).as_ref() == Some(focused.as_ref()))
}

fn links() -> Option<web_sys::NodeList> {
    page().get_element_by_id(APP_ID)?.query_selector_all("a[href]").ok()
}

/// Has screen readers say `words`.
pub fn say(words: &str) {
    TELLER.with_borrow_mut(|teller| {
        if teller.is_none() {
            *teller = make_teller();
        }
        if let Some(teller) = teller {
            teller.set_text_content(Some(words));
        }
    });
}

/// Makes the element that tells, early: screen readers only notice a change in one they know.
pub fn prepare() {
    say("");
}

fn make_teller() -> Option<Element> {
    let teller = page().create_element("div").ok()?;
    teller.set_class_name("visually-hidden");
    teller.set_id("d-teller");
    teller.set_attribute("aria-live", "polite").ok()?;
    teller.set_attribute("aria-atomic", "true").ok()?;
    page().body()?.append_child(&teller).ok()?;
    Some(teller)
}
