//! The hint that a page is on its way. Quick loads show none, so that nothing flashes.

use super::{after, cancel, page};
use std::cell::Cell;

/// How long a load may take, in milliseconds, before the reader is told.
const UNNOTICED: i32 = 150;

thread_local!(static WAIT: Cell<i32> = const { Cell::new(0) });

/// A load has begun.
pub fn begin() {
    end();
    WAIT.set(after(UNNOTICED, || mark(true)));
}

/// The load has ended.
pub fn end() {
    cancel(WAIT.take());
    mark(false);
}

fn mark(busy: bool) {
    let Some(body) = page().body() else { return };
    // The bar itself is drawn by the style sheet.
    let _ = if busy {
        body.set_attribute("aria-busy", "true")
    } else {
        body.remove_attribute("aria-busy")
    };
}
