//! The loader's [`Host`] in the browser: fetches files and spawns tasks.

use super::time::{after, cancel, now};
use super::worker;
use crate::load::{CacheMode, Host};
use crate::pages::Failure;
use gloo_net::http::Request;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestInit};

/// The timeout of a request, in milliseconds.
///
/// A page or an error has to appear within ten seconds, also on a slow device. Besides, WebKit's Back button
/// skips history entries that were added more than ten seconds after the last user activation.
pub const TIMEOUT: i32 = 8_000;

/// The site's host, accessed through `fetch`.
#[derive(Clone, Copy, Debug)]
pub struct BrowserHost;

impl Host for BrowserHost {
    async fn fetch(self, address: String, cache_mode: CacheMode) -> Result<String, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
        let signal = controller.signal();
        let late = Rc::new(Cell::new(false));
        let flag = Rc::clone(&late);
        let timer = after(TIMEOUT, move || {
            flag.set(true);
            controller.abort();
        });
        let answer = text(address, cache_mode, &signal).await;
        cancel(timer);
        answer.map_err(|failure| if late.get() { Failure::TimedOut } else { failure })
    }

    fn has_worker(self) -> bool {
        worker::controls_page()
    }

    fn spawn(self, task: impl Future<Output = ()> + 'static) {
        spawn_local(task);
    }
}

async fn text(
    mut address: String,
    cache_mode: CacheMode,
    signal: &AbortSignal,
) -> Result<String, Failure> {
    if cache_mode == CacheMode::Bypass {
        // A cache-busting query. The request's cache mode is not enough: Chromium uses preloaded responses
        // regardless, and the host's own caches don't see it.
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
