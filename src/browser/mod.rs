//! Everything that uses `web-sys`, one concern per file.
//!
//! Nothing here depends on what a page consists of. Calls that fail in some browsers (storage in a private
//! window) fail silently: the reader can do nothing about them, and can read on without.

pub mod build;
pub mod click;
pub mod document;
pub mod events;
pub mod fetch;
pub mod focus;
pub mod head;
pub mod history;
pub mod page;
pub mod panic;
pub mod prefetch;
pub mod progress;
pub mod scroll;
pub mod storage;
pub mod time;
pub mod worker;

pub use web_sys::Element;

use web_sys::{Document, Window};

fn window() -> Window {
    web_sys::window().expect("the viewer runs in a window")
}

fn document() -> Document {
    window().document().expect("a window has a document")
}
