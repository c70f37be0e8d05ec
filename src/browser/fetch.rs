//! Fetching files of the site, and running tasks: the loader's host.

use super::time::{after, cancel, now};
use super::worker;
use crate::load::{Host, Source};
use crate::pages::Failure;
use gloo_net::http::Request;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestInit};

/// How long a file may take, in milliseconds.
///
/// Readers get a page or a message within ten seconds, on a slow device too. Besides, WebKit counts a
/// history entry made later than that after the click as one that the reader has not asked for, and its
/// Back button skips such entries.
pub const TIMEOUT: i32 = 8_000;

/// The site's host, as this browser reaches it.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Host for Browser {
    async fn fetch(self, address: String, source: Source) -> Result<String, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
        let signal = controller.signal();
        let late = Rc::new(Cell::new(false));
        let flag = Rc::clone(&late);
        let timer = after(TIMEOUT, move || {
            flag.set(true);
            controller.abort();
        });
        let answer = text(address, source, &signal).await;
        cancel(timer);
        answer.map_err(|failure| if late.get() { Failure::TimedOut } else { failure })
    }

    fn has_worker(self) -> bool {
        worker::answers()
    }

    fn spawn(self, task: impl Future<Output = ()> + 'static) {
        spawn_local(task);
    }
}

async fn text(
    mut address: String,
    source: Source,
    signal: &AbortSignal,
) -> Result<String, Failure> {
    if source == Source::Host {
        // A cache-busting query. A request's cache mode would do the same, but Chromium uses what it has
        // preloaded all the same, and caches of the host itself don't see the mode.
        address += "?";
        address += &(now() as u64).to_string();
    }
    // gloo-net's own builder is for addresses with queries and headers: 1.3 KB that nothing here needs.
    let init = RequestInit::new();
    init.set_signal(Some(signal));
    let request = web_sys::Request::new_with_str_and_init(&address, &init);
    let request = Request::from(request.map_err(|_| Failure::Unreachable)?);
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    response.text().await.map_err(|_| Failure::Unreachable)
}
