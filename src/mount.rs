//! Mounts views into the document.

use crate::route::Root;
use leptos::either::Either;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// Mounts in `element` the view that `make` returns, and replaces it by a new one whenever `change` is
/// notified.
///
/// One function for all views, with one type of view, so that its code is in the wasm once.
pub fn mount(
    element: impl JsCast,
    root: Root,
    change: ArcTrigger,
    make: Box<dyn FnMut() -> AnyView>,
) {
    // There is one thread.
    let mut make = SendWrapper::new(make);
    mount_to(element.unchecked_into(), move || {
        provide_context(root);
        let mut even = false;
        move || {
            change.track();
            let view = make();
            // Leptos would patch a new page into the old page's elements, and keep what the reader did
            // there: an open list, a film that plays. Alternating between two types, it replaces them.
            even = !even;
            if even { Either::Left(view) } else { Either::Right(view) }
        }
    })
    .forget();
}
