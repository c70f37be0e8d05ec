//! How a test is done: once more if it fails, and with a look at the clock.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long each test has taken that was done.
static TIMES: Mutex<Vec<(String, Duration)>> = Mutex::new(Vec::new());

/// Does a test, once more if it fails: browsers on a busy machine stumble; what fails twice is
/// broken. The log says so.
///
/// # Errors
/// The second failure.
pub fn twice(name: &str, test: impl Fn() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let started = Instant::now();
    let done = test().or_else(|error| {
        println!("second try of {name}, after: {error:#}");
        test()
    });
    let mut times = TIMES.lock().unwrap_or_else(PoisonError::into_inner);
    times.push((name.to_owned(), started.elapsed()));
    done
}

/// Prints how long each test has taken, the slowest first.
pub fn print_times() {
    let mut times = TIMES.lock().unwrap_or_else(PoisonError::into_inner);
    times.sort_by_key(|(_, took)| std::cmp::Reverse(*took));
    for (name, took) in &*times {
        println!("{:>7.1} s for {name}", took.as_secs_f64());
    }
}
