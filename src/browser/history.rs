//! The session history: entries, each with a key in its state.

use super::events::listen;
use super::window;
use crate::navigation::Key;
use wasm_bindgen::JsValue;
use web_sys::{PopStateEvent, ScrollRestoration};

/// The key of the current entry. An entry opened by its address has none.
pub fn key() -> Option<Key> {
    let state = window().history().ok()?.state().ok()?;
    state.as_f64().map(Key::from_number)
}

/// Gives the current entry a key.
pub fn name_entry(key: Key) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&state(key), "");
    }
}

/// Adds an entry. Says whether the browser has done so: when hundreds are added within seconds,
/// browsers take no more for a while, and not all of them report an error.
pub fn push(key: Key, address: &str) -> bool {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state(key), "", Some(address));
    }
    self::key() == Some(key)
}

/// Gives the current entry, which has this key, another address.
pub fn replace(key: Key, address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&state(key), "", Some(address));
    }
}

fn state(key: Key) -> JsValue {
    JsValue::from_f64(key.number())
}

/// Calls `handler` whenever another entry of this document has become the current one: back,
/// forward, or a new fragment in the address bar.
pub fn on_traverse(mut handler: impl FnMut() + 'static) {
    take_scrolling();
    listen(&window(), "popstate", move |_: PopStateEvent| handler());
}

/// From now on the viewer restores scroll: it knows when a page is there, and the browser doesn't.
pub(super) fn take_scrolling() {
    restore_scroll(ScrollRestoration::Manual);
}

/// From now on the browser restores scroll.
pub(super) fn leave_scrolling_to_browser() {
    restore_scroll(ScrollRestoration::Auto);
}

fn restore_scroll(by: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(by);
    }
}
