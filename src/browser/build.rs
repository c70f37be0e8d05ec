//! Builds views as elements.

use super::Element;
use crate::route::Root;
use leptos::prelude::{AnyView, Owner, provide_context};
use leptos::tachys::view::{Mountable, Render};

/// Builds the view that `make` returns, in `element`. Views are static: nothing updates them.
///
/// All views share this function and one view type, so that the code is in the wasm once.
pub fn build(make: impl FnOnce() -> AnyView, element: &Element, root: &Root) {
    let owner = Owner::new();
    let mut view = owner.with(|| {
        provide_context(root.clone());
        make().build()
    });
    view.mount(element, None);
}
