//! What the reader will probably open next: links under the pointer, a finger or the focus.

use super::click::{leads_to, link_at};
use super::events::listen;
use super::time::{after, cancel, once};
use super::{document, window};
use crate::route::{Location, Root};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// How long a pointer has to stay on a link, in milliseconds.
const DWELL: i32 = 60;

/// Calls `handler` with the locations of links that the reader will probably follow, unless data is
/// to be saved.
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
            let Some(location) = link.and_then(|link| leads_to(&link, root)) else {
                return;
            };
            let dwell = if event.type_() == "pointerover" { DWELL } else { 0 };
            let told = Rc::clone(&shared);
            timer.set(after(dwell, move || told.1(location)));
        });
    }
}

/// Calls `f` when the browser is idle, unless data is to be saved.
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
        // Safari.
        None => drop(after(1_000, f)),
    }
}
