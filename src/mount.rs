//! Mounts views into the document.

use crate::route::Root;
use leptos::either::Either;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// Mounts the view that `make` returns into `element`, and replaces it by a new one whenever `change` is
/// notified.
///
/// All views share this function and one view type, so that the code is in the wasm once.
pub fn mount(
    element: impl JsCast,
    root: Root,
    change: ArcTrigger,
    make: Box<dyn FnMut() -> AnyView>,
) {
    // Wasm has one thread.
    let mut make = SendWrapper::new(make);
    mount_to(element.unchecked_into(), move || {
        provide_context(root);
        let mut even = false;
        move || {
            change.track();
            let view = make();
            // Leptos would patch the old page's elements, which would keep their state: an open list, a
            // playing video. Alternating between the sides of an `Either` replaces them.
            even = !even;
            if even { Either::Left(view) } else { Either::Right(view) }
        }
    })
    .forget();
}
