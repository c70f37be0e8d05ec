//! Session storage, and the events by which a document is hidden and restored.

use super::events::listen;
use super::{history, window};
use web_sys::{Event, PageTransitionEvent, Storage};

const KEY: &str = "dateline-scroll";

/// Reads the stored text; empty if there is none or no storage.
pub fn read() -> String {
    session().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default()
}

/// Stores a text. Without storage, as in some private windows, scroll positions are lost at a reload.
pub fn write(text: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(KEY, text);
    }
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Calls `hidden` at `pagehide`, and `restored` when the document comes out of the back/forward cache. In
/// between, the browser restores scroll: after a reload it scrolls the prerendered page before the wasm has
/// started.
pub fn on_hide_and_restore(
    mut hidden: impl FnMut() + 'static,
    mut restored: impl FnMut() + 'static,
) {
    listen(&window(), "pagehide", move |_: Event| {
        hidden();
        history::enable_scroll_restoration();
    });
    listen(&window(), "pageshow", move |event: PageTransitionEvent| {
        history::disable_scroll_restoration();
        // WebKit restores such a document scrolled to its top.
        if event.persisted() {
            restored();
        }
    });
}
