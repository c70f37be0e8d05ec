//! The browser's side of the viewer: everything that touches `web-sys`, one concern a file.
//!
//! Nothing here knows what a page is made of. Calls that can fail in some browser (storage in
//! private mode, view transitions) fail quietly here, because the reader can't do anything about
//! them and reading goes on without.

pub mod click;
pub mod document;
pub mod fetch;
pub mod focus;
pub mod history;
pub mod panic;
pub mod prefetch;
pub mod progress;
pub mod scroll;
pub mod takeover;
pub mod transition;
pub mod visits;
pub mod worker;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Event, EventTarget, Window};

fn window() -> Window {
    web_sys::window().expect("the viewer runs in a window")
}

fn page() -> Document {
    window().document().expect("a window has a document")
}

/// Calls `handler` for every event of that name, as long as the page lives.
fn listen<E: JsCast + 'static>(
    target: &EventTarget,
    event: &str,
    mut handler: impl FnMut(E) + 'static,
) {
    listen_to_any(target, event, Box::new(move |event| handler(event.unchecked_into())));
}

/// The part of [`listen`] that is the same for all events, and so is in the wasm once.
fn listen_to_any(target: &EventTarget, event: &str, handler: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(handler);
    let function = closure.as_ref().unchecked_ref();
    if target.add_event_listener_with_callback(event, function).is_ok() {
        closure.forget();
    }
}

/// Calls `f` once, after `milliseconds`. The number that comes back ends the wait: [`cancel`].
pub fn after(milliseconds: i32, f: impl FnOnce() + 'static) -> i32 {
    let function = once(Box::new(f));
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            function.unchecked_ref(),
            milliseconds,
        )
        .unwrap_or_default()
}

/// Ends a wait begun by [`after`].
pub fn cancel(wait: i32) {
    window().clear_timeout_with_handle(wait);
}

/// A JavaScript function that runs `f` once. Boxed, so that its code is in the wasm once.
fn once(f: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(f)
}
