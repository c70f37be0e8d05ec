//! The progress bar. It appears with a delay, so that it doesn't flash during fast loads.

use super::document;
use super::time::{after, cancel};
use std::cell::Cell;

/// The delay before the bar appears, in milliseconds.
const DELAY: i32 = 150;

thread_local!(static TIMER: Cell<i32> = const { Cell::new(0) });

/// Shows the bar after the delay.
pub fn begin() {
    end();
    TIMER.set(after(DELAY, || set_busy(true)));
}

/// Hides the bar.
pub fn end() {
    cancel(TIMER.take());
    set_busy(false);
}

fn set_busy(busy: bool) {
    let Some(body) = document().body() else { return };
    // `style/progress.css` draws the bar.
    let _ = if busy {
        body.set_attribute("aria-busy", "true")
    } else {
        body.remove_attribute("aria-busy")
    };
}
