//! Letting one page fade into the next, where the browser can.

use super::{document, page};
use js_sys::{Function, Reflect};
use std::future::Future;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// Runs `change`, which changes the page, inside a view transition if the browser has them and the
/// reader has not asked for less motion.
pub fn run(change: impl Future<Output = ()> + 'static) {
    let document = page();
    let start = Reflect::get(&document, &"startViewTransition".into())
        .ok()
        .and_then(|start| start.dyn_into::<Function>().ok())
        .filter(|_| !document::less_motion() && !document.hidden());
    let Some(start) = start else {
        return spawn_local(change);
    };
    let update = Closure::once_into_js(move || {
        JsValue::from(future_to_promise(async {
            change.await;
            Ok(JsValue::UNDEFINED)
        }))
    });
    let Ok(transition) = start.call1(&document, &update) else {
        return;
    };
    // A transition that is cut short by the next one rejects; nobody needs to hear of it.
    for promise in ["ready", "finished"] {
        if let Ok(promise) = Reflect::get(&transition, &promise.into()) {
            let promise: js_sys::Promise = promise.unchecked_into();
            spawn_local(async move { drop(JsFuture::from(promise).await) });
        }
    }
}
