//! The session history. The state of each entry is its key.

use super::events::listen;
use super::window;
use crate::navigation::EntryKey;
use wasm_bindgen::JsValue;
use web_sys::{PopStateEvent, ScrollRestoration};

/// The key of the current entry. An entry created by opening an address has none.
pub fn key() -> Option<EntryKey> {
    let state = window().history().ok()?.state().ok()?;
    state.as_f64().map(EntryKey::from_number)
}

/// Sets the key of the current entry.
pub fn set_key(key: EntryKey) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state(&state(key), "");
    }
}

/// Adds an entry. Returns whether the browser did: browsers limit how many entries a page may add within
/// seconds, and Chromium reports no error.
pub fn push(key: EntryKey, address: &str) -> bool {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&state(key), "", Some(address));
    }
    self::key() == Some(key)
}

/// Replaces the address of the current entry, which has this key.
pub fn replace(key: EntryKey, address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&state(key), "", Some(address));
    }
}

fn state(key: EntryKey) -> JsValue {
    JsValue::from_f64(key.number())
}

/// Calls `handler` when another entry of this document has become the current one: back, forward, or an
/// edited fragment in the address bar.
pub fn on_traverse(mut handler: impl FnMut() + 'static) {
    disable_scroll_restoration();
    listen(&window(), "popstate", move |_: PopStateEvent| handler());
}

/// Leaves restoring scroll to the viewer, which knows when a page is in the document.
pub(super) fn disable_scroll_restoration() {
    restore_scroll(ScrollRestoration::Manual);
}

/// Leaves restoring scroll to the browser.
pub(super) fn enable_scroll_restoration() {
    restore_scroll(ScrollRestoration::Auto);
}

fn restore_scroll(by: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(by);
    }
}
