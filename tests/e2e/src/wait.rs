//! Waits for a condition, never for a time.

use std::thread;
use std::time::{Duration, Instant};

/// What a look may cost others that want the machine: every look comes after a tenth of the time that
/// has gone by, within these bounds.
const BETWEEN_LOOKS: [Duration; 2] = [Duration::from_millis(5), Duration::from_millis(100)];

/// After how long it is clear that what is waited for doesn't come, as a rule.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// Looks until something is seen, and gives that; `None` if nothing is within twenty seconds.
pub fn until<T>(look: impl FnMut() -> Option<T>) -> Option<T> {
    within(TIMEOUT, look)
}

/// The same, with another timeout.
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
