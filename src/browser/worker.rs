//! The service worker (`public/worker/`): keeps what was read, and the whole edition on request.

use super::{listen, window};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, ServiceWorkerContainer};

/// What the worker can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// To keep the page at hand: it was opened.
    Visited,
    /// To say how far the edition is kept.
    Tell,
    /// To keep the whole edition.
    Keep,
    /// To stop keeping it.
    Stop,
    /// To forget it.
    Forget,
}

/// What has become of keeping the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is kept.
    None,
    /// It is being fetched.
    Keeping,
    /// It is not being fetched any more, and not all of it is there.
    Stopped,
    /// There is no room for it.
    Full,
    /// All of it is kept.
    Kept,
}

impl State {
    fn named(name: &str) -> Option<State> {
        Some(match name {
            "none" => State::None,
            "keeping" => State::Keeping,
            "stopped" => State::Stopped,
            "full" => State::Full,
            "kept" => State::Kept,
            _ => return None,
        })
    }
}

/// How far the worker has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// What it is doing.
    pub state: State,
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
    let name = match task {
        Task::Visited => "visited",
        Task::Tell => "tell",
        Task::Keep => "keep",
        Task::Stop => "stop",
        Task::Forget => "forget",
    };
    let message = Object::new();
    let address = window().location().href().unwrap_or_default();
    for (key, value) in [("task", name), ("address", &address)] {
        let _ = Reflect::set(&message, &key.into(), &value.into());
    }
    let _ = worker.post_message(&message);
    if task == Task::Keep {
        // Else the browser may throw the edition away when room gets short. It may say no.
        let _ = window().navigator().storage().persist();
    }
}

/// Calls `come` whenever a worker has begun to answer this page's requests.
pub fn on_arrival(mut come: impl FnMut() + 'static) {
    if let Some(container) = container() {
        listen(&container, "controllerchange", move |_: Event| come());
    }
}

/// Calls `told` with what the worker reports.
pub fn on_report(mut told: impl FnMut(Report) + 'static) {
    let Some(container) = container() else {
        return;
    };
    listen(&container, "message", move |event: MessageEvent| {
        let data = event.data();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let number = |name| field(name).as_f64().unwrap_or_default();
        if let Some(state) = field("state").as_string().as_deref().and_then(State::named) {
            told(Report { state, done: number("done"), total: number("total") });
        }
    });
}
