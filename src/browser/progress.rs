//! The progress bar. Quick loads show none, so that nothing flashes.

use super::document;
use super::time::{after, cancel};
use std::cell::Cell;

/// How long a load may take before the bar appears, in milliseconds.
const DELAY: i32 = 150;

thread_local!(static TIMER: Cell<i32> = const { Cell::new(0) });

/// A load has begun.
pub fn begin() {
    end();
    TIMER.set(after(DELAY, || set_busy(true)));
}

/// The load has ended.
pub fn end() {
    cancel(TIMER.take());
    set_busy(false);
}

fn set_busy(busy: bool) {
    let Some(body) = document().body() else { return };
    // The style sheet draws the bar.
    let _ = if busy {
        body.set_attribute("aria-busy", "true")
    } else {
        body.remove_attribute("aria-busy")
    };
}
