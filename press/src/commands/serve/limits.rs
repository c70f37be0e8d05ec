//! The limit of open connections. Each takes a file descriptor, and one more while a file is sent; a
//! process without free descriptors can read neither pages nor articles.

use std::io;
use std::thread::available_parallelism;

/// Enough for any browser, which opens six connections to a host.
const MAX: usize = 256;
/// The lower bound, however few descriptors there are.
const MIN: usize = 8;
/// Descriptors for the terminal, the listener, the watcher, and the start of a build.
const RESERVED: usize = 48;
/// Descriptors for each thread of a build.
const PER_THREAD: usize = 4;

/// How many connections may be open at a time and leave enough descriptors for a build.
pub fn max_connections() -> usize {
    let threads = available_parallelism().map_or(1, usize::from);
    descriptors().map_or(MAX, |descriptors| within(descriptors, threads))
}

fn within(descriptors: usize, threads: usize) -> usize {
    let free = descriptors.saturating_sub(RESERVED + PER_THREAD * threads);
    (free / 2).clamp(MIN, MAX)
}

/// The process's limit of descriptors; `None` if there is none.
#[cfg(unix)]
fn descriptors() -> Option<usize> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current?;
    Some(usize::try_from(limit).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn descriptors() -> Option<usize> {
    None
}

/// Whether the process or the system has run out of descriptors.
#[cfg(unix)]
pub fn is_out_of_descriptors(error: &io::Error) -> bool {
    use rustix::io::Errno;
    matches!(Errno::from_io_error(error), Some(Errno::MFILE | Errno::NFILE))
}

#[cfg(not(unix))]
pub fn is_out_of_descriptors(_: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn connections_leave_room_for_a_build() {
        let check = |descriptors: usize, threads: usize, expected: usize| {
            assert_eq!(within(descriptors, threads), expected, "{descriptors} and {threads}");
        };
        check(usize::MAX, 2, 256);
        check(1024, 8, 256);
        check(256, 2, 100);
        check(256, 32, 40);
        check(16, 2, 8);
    }
}
