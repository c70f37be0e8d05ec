//! How many connections are served at a time. Each takes a descriptor of the process, and one more
//! while a file is sent; without any left, neither pages nor articles could be read.

use std::io;
use std::thread::available_parallelism;

/// Enough for any browser, which opens six connections to a host.
const MOST: usize = 256;
/// However few descriptors there are.
const LEAST: usize = 8;
/// Descriptors for the terminal, the listener, watching the folder, and what a build reads first.
const RESERVED: usize = 48;
/// Descriptors for each thread that builds.
const FOR_A_THREAD: usize = 4;

/// How many connections may be open at a time, so that a build has what it needs.
pub fn connections() -> usize {
    let threads = available_parallelism().map_or(1, usize::from);
    descriptors().map_or(MOST, |descriptors| within(descriptors, threads))
}

fn within(descriptors: usize, threads: usize) -> usize {
    let free = descriptors.saturating_sub(RESERVED + FOR_A_THREAD * threads);
    (free / 2).clamp(LEAST, MOST)
}

/// How many descriptors the process may have; `None` if there is no limit.
#[cfg(unix)]
fn descriptors() -> Option<usize> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current?;
    Some(usize::try_from(limit).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn descriptors() -> Option<usize> {
    None
}

/// Whether the process or the system has no descriptor left.
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
