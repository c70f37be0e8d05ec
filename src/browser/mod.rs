//! Everything that touches `web-sys`, one concern a file.
//!
//! Nothing here knows what a page is made of. Calls that can fail in some browser (storage in a
//! private window, view transitions) fail silently here: the reader can't do anything about them, and
//! reading goes on without.

pub mod click;
pub mod document;
pub mod events;
pub mod fetch;
pub mod focus;
pub mod history;
pub mod panic;
pub mod prefetch;
pub mod progress;
pub mod scroll;
pub mod storage;
pub mod takeover;
pub mod time;
pub mod transition;
pub mod worker;

use web_sys::{Document, Window};

fn window() -> Window {
    web_sys::window().expect("the viewer runs in a window")
}

fn document() -> Document {
    window().document().expect("a window has a document")
}
