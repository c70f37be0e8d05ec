//! Detects which link the reader will probably follow: hovered, touched or focused.

use super::click::{link_at, location_of};
use super::events::listen;
use super::time::{after, cancel, once};
use super::{document, window};
use crate::route::{Location, Root};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// How long a link must be hovered, in milliseconds.
const HOVER_DELAY: i32 = 60;

/// Calls `handler` with the locations of links that are hovered, touched or focused, unless the browser is
/// set to save data.
pub fn on_interest(root: Root, handler: impl Fn(Location) + 'static) {
    if document::save_data() {
        return;
    }
    let shared = Rc::new((root, handler, Cell::new(0)));
    for event in ["pointerover", "focusin", "touchstart"] {
        let shared = Rc::clone(&shared);
        listen(&document(), event, move |event: Event| {
            let (root, _, timer) = &*shared;
            cancel(timer.get());
            let link = link_at(event.target());
            let Some(location) = link.and_then(|link| location_of(&link, root)) else {
                return;
            };
            let delay = if event.type_() == "pointerover" { HOVER_DELAY } else { 0 };
            let told = Rc::clone(&shared);
            timer.set(after(delay, move || told.1(location)));
        });
    }
}

/// Calls `f` when the browser is idle, unless the browser is set to save data.
pub fn when_idle(f: impl FnOnce() + 'static) {
    if document::save_data() {
        return;
    }
    let window = window();
    let request = Reflect::get(&window, &"requestIdleCallback".into());
    match request.ok().and_then(|request| request.dyn_into::<Function>().ok()) {
        Some(request) => {
            let function = once(Box::new(f));
            let _ = request.call1(&window, &function);
        }
        // Safari has no `requestIdleCallback`.
        None => drop(after(1_000, f)),
    }
}
