//! Waits for conditions, by polling.

use std::thread;
use std::time::{Duration, Instant};

/// The polling interval is a tenth of the elapsed time, within these bounds, to keep the load low.
const BETWEEN_LOOKS: [Duration; 2] = [Duration::from_millis(5), Duration::from_millis(100)];

/// The default timeout.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// Polls until `look` returns something; `None` after the default timeout.
pub fn until<T>(look: impl FnMut() -> Option<T>) -> Option<T> {
    within(TIMEOUT, look)
}

/// The same, with the given timeout.
pub fn within<T>(timeout: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    loop {
        let seen = look();
        let waited = started.elapsed();
        if seen.is_some() || waited > timeout {
            return seen;
        }
        let [least, most] = BETWEEN_LOOKS;
        thread::sleep((waited / 10).clamp(least, most));
    }
}
