//! Messages to and from the service worker (`public/worker/`), which caches the pages that are read, and the
//! whole edition on request.

use super::events::listen;
use super::window;
use crate::protocol::{DownloadState, Request};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, ServiceWorkerContainer};

/// The progress of downloading the edition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DownloadProgress {
    /// The download's state.
    pub state: DownloadState,
    /// The bytes that are downloaded.
    pub done: f64,
    /// The edition's size in bytes.
    pub total: f64,
}

/// `navigator.serviceWorker`. It is missing in insecure contexts, some private modes, and pages opened from
/// a disk.
fn container() -> Option<ServiceWorkerContainer> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    (!container.is_undefined()).then(|| container.unchecked_into())
}

/// Whether a worker controls this page, and so answers its requests.
pub fn controls_page() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Posts a request to the worker, if there is one.
pub fn post(request: Request) {
    let Some(worker) = container().and_then(|container| container.controller()) else {
        return;
    };
    let message = Object::new();
    let address = window().location().href().unwrap_or_default();
    for (key, value) in [("task", request.name()), ("address", &address)] {
        let _ = Reflect::set(&message, &key.into(), &value.into());
    }
    let _ = worker.post_message(&message);
    if request == Request::Download {
        // Otherwise the browser may evict the edition when space runs short. It may refuse.
        let _ = window().navigator().storage().persist();
    }
}

/// Calls `handler` whenever a worker has taken control of this page.
pub fn on_controller_change(mut handler: impl FnMut() + 'static) {
    if let Some(container) = container() {
        listen(&container, "controllerchange", move |_: Event| handler());
    }
}

/// Calls `handler` with the progress that the worker reports.
pub fn on_progress(mut handler: impl FnMut(DownloadProgress) + 'static) {
    let Some(container) = container() else {
        return;
    };
    listen(&container, "message", move |event: MessageEvent| {
        let data = event.data();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let number = |name| field(name).as_f64().unwrap_or_default();
        if let Some(state) = field("state").as_string().as_deref().and_then(DownloadState::named) {
            handler(DownloadProgress { state, done: number("done"), total: number("total") });
        }
    });
}
