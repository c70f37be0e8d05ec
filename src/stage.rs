//! Puts living views into the document.

use crate::route::Root;
use leptos::either::Either;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// Puts into `element` what `make` makes, and makes it anew whenever `change` is triggered.
///
/// One function for all, with one type of view, so that its code is in the wasm once.
pub fn put(
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
            // What is new is made anew: patched into the old it would inherit what the reader did
            // there, an opened list or a film that plays.
            even = !even;
            if even { Either::Left(view) } else { Either::Right(view) }
        }
    })
    .forget();
}
