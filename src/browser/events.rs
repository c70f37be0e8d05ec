//! Event listeners.

use super::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget};

/// Adds an event listener that is never removed.
pub(super) fn listen<E: JsCast + 'static>(
    target: &EventTarget,
    event: &str,
    mut handler: impl FnMut(E) + 'static,
) {
    listen_to_any(target, event, Box::new(move |event| handler(event.unchecked_into())));
}

/// The part of [`listen`] that isn't generic, so that its code is in the wasm once.
fn listen_to_any(target: &EventTarget, event: &str, handler: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(handler);
    let function = closure.as_ref().unchecked_ref();
    if target.add_event_listener_with_callback(event, function).is_ok() {
        closure.forget();
    }
}

/// Calls `handler` when the document becomes visible again or the browser goes online.
pub fn on_resume(handler: impl Fn() + Clone + 'static) {
    let online = handler.clone();
    listen(&window(), "online", move |_: Event| online());
    listen(&document(), "visibilitychange", move |_: Event| {
        if !document().hidden() {
            handler();
        }
    });
}

/// Calls `handler` when the browser freezes the hidden document, and may need its memory.
pub fn on_freeze(handler: impl Fn() + 'static) {
    listen(&document(), "freeze", move |_: Event| handler());
}

/// Calls `handler` with the `value` of each button that is clicked in `element`.
pub fn on_button(element: &Element, mut handler: impl FnMut(String) + 'static) {
    listen(element, "click", move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        if let Some(value) = button.and_then(|button| button.get_attribute("value")) {
            handler(value);
        }
    });
}
