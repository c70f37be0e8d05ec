//! Guessing what the reader opens next: links under the pointer, a finger or the keyboard's focus.

use super::click::{Click, link_of, local};
use super::{after, cancel, document, listen, once, page, window};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// A pointer that rests on a link this long, in milliseconds, means it.
const DWELL: i32 = 60;

/// Calls `meant` with links that the reader is likely to open, unless data is to be saved.
pub fn on_interest(meant: impl Fn(Click) + 'static) {
    if document::save_data() {
        return;
    }
    let meant = Rc::new(meant);
    let wait = Rc::new(Cell::new(0));
    for event in ["pointerover", "focusin", "touchstart"] {
        let (meant, wait) = (Rc::clone(&meant), Rc::clone(&wait));
        listen(&page(), event, move |event: Event| {
            cancel(wait.get());
            let Some(click) = link_of(event.target()).and_then(|link| local(&link)) else {
                return;
            };
            let dwell = if event.type_() == "pointerover" { DWELL } else { 0 };
            let meant = Rc::clone(&meant);
            wait.set(after(dwell, move || meant(click)));
        });
    }
}

/// Calls `f` when the browser has nothing better to do, unless data is to be saved.
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
