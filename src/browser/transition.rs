//! View transitions between pages, in browsers that have them.

use super::document;
use js_sys::{Function, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Runs `change`, which updates the document, inside a view transition, unless the browser has none or prefers
/// reduced motion. Completes when the page can be clicked again.
pub async fn run(change: impl Future<Output = ()> + 'static) {
    let page = document();
    let start = Reflect::get(&page, &"startViewTransition".into())
        .ok()
        .and_then(|start| start.dyn_into::<Function>().ok())
        .filter(|_| !document::prefers_reduced_motion() && !page.hidden());
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
        // The browser has refused the transition: update without one.
        if let Ok(done) = Function::from(update).call0(&JsValue::UNDEFINED) {
            let _ = JsFuture::from(Promise::from(done)).await;
        }
        return;
    };
    // `start.js` skips the transition if the viewer fails in the middle of it. Browsers with a native
    // `activeViewTransition` ignore the assignment.
    let _ = Reflect::set(&page, &"activeViewTransition".into(), &transition);
    let promise = |name: &str| -> Option<JsFuture> {
        let promise = Reflect::get(&transition, &name.into()).ok()?;
        Some(JsFuture::from(Promise::from(promise)))
    };
    // A transition that is interrupted by the next one rejects these promises.
    for promise in ["ready", "finished"].into_iter().filter_map(promise) {
        drop(promise.await);
    }
}
