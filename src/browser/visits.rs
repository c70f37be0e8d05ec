//! The reader's comings and goings between this page and others, and the page's own buttons.

use super::{listen, page, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

pub use super::{after, cancel};

/// The time, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Calls `back` when the reader comes back to the page, or the connection does.
pub fn on_return(back: impl Fn() + Clone + 'static) {
    let online = back.clone();
    listen(&window(), "online", move |_: Event| online());
    listen(&page(), "visibilitychange", move |_: Event| {
        if !page().hidden() {
            back();
        }
    });
}

/// Calls `pressed` with the value of a button in `element` that is pressed.
pub fn on_button(element: &Element, mut pressed: impl FnMut(String) + 'static) {
    listen(element, "click", move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        if let Some(value) = button.and_then(|button| button.get_attribute("value")) {
            pressed(value);
        }
    });
}
