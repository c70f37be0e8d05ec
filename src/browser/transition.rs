//! View transitions: one page fades into the next, where the browser can.

use super::document;
use js_sys::{Function, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Runs `change`, which changes the page, inside a view transition if the browser has them and the
/// reader has not asked for less motion. Ends when the page can be clicked again.
pub async fn run(change: impl Future<Output = ()> + 'static) {
    let page = document();
    let start = Reflect::get(&page, &"startViewTransition".into())
        .ok()
        .and_then(|start| start.dyn_into::<Function>().ok())
        .filter(|_| !document::less_motion() && !page.hidden());
    let Some(start) = start else {
        return change.await;
    };
    let update = Closure::once_into_js(move || {
        JsValue::from(future_to_promise(async {
            change.await;
            Ok(JsValue::UNDEFINED)
        }))
    });
    let Ok(transition) = start.call1(&page, &update) else {
        // The browser has refused it: the page changes without one.
        if let Ok(done) = Function::from(update).call0(&JsValue::UNDEFINED) {
            let _ = JsFuture::from(Promise::from(done)).await;
        }
        return;
    };
    // `start.js` skips it when the viewer fails half-way. Browsers that have this property themselves
    // ignore the assignment.
    let _ = Reflect::set(&page, &"activeViewTransition".into(), &transition);
    let promise = |name: &str| -> Option<JsFuture> {
        let promise = Reflect::get(&transition, &name.into()).ok()?;
        Some(JsFuture::from(Promise::from(promise)))
    };
    // A transition that the next one cuts short rejects these promises: nothing to handle.
    for promise in ["ready", "finished"].into_iter().filter_map(promise) {
        drop(promise.await);
    }
}
