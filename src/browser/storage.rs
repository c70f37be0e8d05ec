//! What is kept for the session's later documents, and when documents go and come back.

use super::events::listen;
use super::{history, window};
use web_sys::{Event, PageTransitionEvent, Storage};

const KEY: &str = "dateline-spots";

/// Reads what was stored; nothing without storage.
pub fn read() -> String {
    session().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default()
}

/// Stores a text. Without storage (a private window) it is forgotten at a reload, no more.
pub fn write(text: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(KEY, text);
    }
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Calls `hidden` before the document may go away, and `restored` when it comes back out of the
/// browser's back/forward cache. Meanwhile scrolling is the browser's: after a reload it scrolls the
/// printed page before the wasm has started.
pub fn on_leave(mut hidden: impl FnMut() + 'static, mut restored: impl FnMut() + 'static) {
    listen(&window(), "pagehide", move |_: Event| {
        hidden();
        history::leave_scrolling_to_browser();
    });
    listen(&window(), "pageshow", move |event: PageTransitionEvent| {
        history::take_scrolling();
        // WebKit brings such a document back at its top.
        if event.persisted() {
            restored();
        }
    });
}
