//! Letting one page fade into the next, where the browser can.

use super::{document, page};
use js_sys::{Function, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Runs `change`, which changes the page, inside a view transition if the browser has them and the
/// reader has not asked for less motion. It is over when the page can be clicked again.
pub async fn run(change: impl Future<Output = ()> + 'static) {
    let document = page();
    let start = Reflect::get(&document, &"startViewTransition".into())
        .ok()
        .and_then(|start| start.dyn_into::<Function>().ok())
        .filter(|_| !document::less_motion() && !document.hidden());
    let Some(start) = start else {
        return change.await;
    };
    let update = Closure::once_into_js(move || {
        JsValue::from(future_to_promise(async {
            change.await;
            Ok(JsValue::UNDEFINED)
        }))
    });
    let Ok(transition) = start.call1(&document, &update) else {
        // None was begun; the page changes without.
        if let Ok(done) = Function::from(update).call0(&JsValue::UNDEFINED) {
            let _ = JsFuture::from(Promise::from(done)).await;
        }
        return;
    };
    // `start.js` ends it when the viewer fails half-way. Browsers that tell which one is under way leave
    // their own word as it is.
    let _ = Reflect::set(&document, &"activeViewTransition".into(), &transition);
    let promise = |name: &str| -> Option<JsFuture> {
        let promise = Reflect::get(&transition, &name.into()).ok()?;
        Some(JsFuture::from(Promise::from(promise)))
    };
    // One that is cut short by the next rejects what it is asked for; nobody needs to hear of it.
    for promise in ["ready", "finished"].into_iter().filter_map(promise) {
        drop(promise.await);
    }
}
