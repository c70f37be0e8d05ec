//! Fetching a file of the site.

use super::visits::now;
use super::{after, cancel};
use gloo_net::http::Request;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{AbortController, AbortSignal};

/// Why a file didn't come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The host could not be reached, or the connection broke.
    Unreachable,
    /// The host did not answer in [`PATIENCE`].
    TimedOut,
    /// The host answered with this status.
    Status(u16),
}

/// How long a file may take, in milliseconds.
///
/// Readers have a page or words about it within ten seconds, on a slow device too. For so long, besides,
/// WebKit lets a click count: a history entry made later is one that its Back button skips.
pub const PATIENCE: i32 = 8_000;

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From what the browser keeps, if the host has allowed that; else from the host.
    Nearest,
    /// From the host.
    Host,
}

/// Fetches the text at `address`.
///
/// # Errors
/// Says why it didn't come.
pub async fn text(address: &str, source: Source) -> Result<String, FetchError> {
    let controller = AbortController::new().map_err(|_| FetchError::Unreachable)?;
    let signal = controller.signal();
    let late = Rc::new(Cell::new(false));
    let told = Rc::clone(&late);
    let wait = after(PATIENCE, move || {
        told.set(true);
        controller.abort();
    });
    let answer = answer(address, source, &signal).await;
    cancel(wait);
    answer.map_err(|error| if late.get() { FetchError::TimedOut } else { error })
}

async fn answer(address: &str, source: Source, signal: &AbortSignal) -> Result<String, FetchError> {
    let request = match source {
        Source::Nearest => Request::get(address),
        // Under an address that nobody has kept. A request's cache mode would say the same, but
        // Chromium takes what it has preloaded all the same, and a host's own caches don't hear of it.
        Source::Host => Request::get(&[address, "?", &(now() as u64).to_string()].concat()),
    };
    let request = request.abort_signal(Some(signal));
    let response = request.send().await.map_err(|_| FetchError::Unreachable)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.text().await.map_err(|_| FetchError::Unreachable)
}
