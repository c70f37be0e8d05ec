//! The clock and timers. All times are in milliseconds.

use super::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The time since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Calls `f` once, after `delay`. Returns a handle for [`cancel`].
pub fn after(delay: i32, f: impl FnOnce() + 'static) -> i32 {
    let function = once(Box::new(f));
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(function.unchecked_ref(), delay)
        .unwrap_or_default()
}

/// Cancels a timer of [`after`].
pub fn cancel(handle: i32) {
    window().clear_timeout_with_handle(handle);
}

/// A JavaScript function that runs `f` once. `f` is boxed so that the code is in the wasm once.
pub(super) fn once(f: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(f)
}
