//! The session history: entries, each with a key of its own, and news of the reader's steps.

use super::{listen, window};
use js_sys::Date;
use std::cell::Cell;
use wasm_bindgen::JsValue;
use web_sys::{PopStateEvent, ScrollRestoration};

/// The name of an entry of the session history. What we remember of an entry (scroll, focus) hangs
/// on it, because an address can stand in the history twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// A key that no other entry has, not even one made before a reload.
    fn fresh() -> Key {
        thread_local!(static LAST: Cell<u64> = const { Cell::new(0) });
        let next = LAST.get().max(Date::now() as u64 * 8) + 1;
        LAST.set(next);
        Key(next)
    }

    /// Takes what [`Key::number`] gave.
    pub fn from_number(number: u64) -> Key {
        Key(number)
    }

    /// The key as a number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// The key of the entry at hand. An entry that has none (opened by its address, or by a change of
/// the fragment in the address bar) gets one; `true` then says that it is new.
pub fn current() -> (Key, bool) {
    let history = window().history().ok();
    let state = history.as_ref().and_then(|history| history.state().ok());
    if let Some(number) = state.and_then(|state| state.as_f64()) {
        return (Key(number as u64), false);
    }
    let key = Key::fresh();
    if let Some(history) = history {
        let _ = history.replace_state(&number(key), "");
    }
    (key, true)
}

/// Adds an entry and steps to it. Says whether the browser has done so: when hundreds are added in
/// seconds, browsers take no more for a while, and not all of them report it as an error.
pub fn push(address: &str) -> bool {
    let key = Key::fresh();
    let Ok(history) = window().history() else {
        return false;
    };
    let _ = history.push_state_with_url(&number(key), "", Some(address));
    current().0 == key
}

/// Gives the entry at hand another address.
pub fn replace(address: &str) {
    let (key, _) = current();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&number(key), "", Some(address));
    }
}

/// Below 2^53, so that it is exact as a JavaScript number.
fn number(key: Key) -> JsValue {
    JsValue::from_f64(key.0 as f64)
}

/// Calls `stepped` whenever the reader has stepped to another entry of this document, or has
/// changed the fragment in the address bar.
pub fn on_step(mut stepped: impl FnMut() + 'static) {
    take_scrolling();
    listen(&window(), "popstate", move |_: PopStateEvent| stepped());
}

/// Scrolls ourselves from now on: we know when the content is there; the browser does not.
pub fn take_scrolling() {
    restore_scroll(ScrollRestoration::Manual);
}

/// After a reload the printed page is there before we are: the browser finds the spot at once.
pub fn leave_scrolling_to_browser() {
    restore_scroll(ScrollRestoration::Auto);
}

fn restore_scroll(by: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(by);
    }
}
