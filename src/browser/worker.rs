//! Messages to and from the service worker (`public/worker/`), which keeps what was read, and the
//! whole edition on request.

use super::events::listen;
use super::window;
use crate::protocol::{Keeping, Task};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, ServiceWorkerContainer};

/// How far the worker has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// What has become of keeping the edition.
    pub keeping: Keeping,
    /// What it has, in bytes.
    pub done: f64,
    /// What the edition is, in bytes.
    pub total: f64,
}

/// The browser's side of service workers. There is none without a secure connection, in some
/// private modes, and on a page opened from the disk.
fn container() -> Option<ServiceWorkerContainer> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    (!container.is_undefined()).then(|| container.unchecked_into())
}

/// Whether a worker answers this page's requests.
pub fn answers() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Asks the worker for something, if there is one.
pub fn ask(task: Task) {
    let Some(worker) = container().and_then(|container| container.controller()) else {
        return;
    };
    let message = Object::new();
    let address = window().location().href().unwrap_or_default();
    for (key, value) in [("task", task.name()), ("address", &address)] {
        let _ = Reflect::set(&message, &key.into(), &value.into());
    }
    let _ = worker.post_message(&message);
    if task == Task::Keep {
        // Else the browser may throw the edition away when room gets short. It may say no.
        let _ = window().navigator().storage().persist();
    }
}

/// Calls `handler` whenever a worker has begun to answer this page's requests.
pub fn on_arrival(mut handler: impl FnMut() + 'static) {
    if let Some(container) = container() {
        listen(&container, "controllerchange", move |_: Event| handler());
    }
}

/// Calls `handler` with what the worker reports.
pub fn on_report(mut handler: impl FnMut(Report) + 'static) {
    let Some(container) = container() else {
        return;
    };
    listen(&container, "message", move |event: MessageEvent| {
        let data = event.data();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let number = |name| field(name).as_f64().unwrap_or_default();
        if let Some(keeping) = field("state").as_string().as_deref().and_then(Keeping::named) {
            handler(Report { keeping, done: number("done"), total: number("total") });
        }
    });
}
