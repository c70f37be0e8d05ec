//! Detects which pages the reader will probably open next: of links that are hovered, touched, focused or in view.

use super::click::{link_at, location_of};
use super::events::listen;
use super::time::{after, cancel, once};
use super::{document, window};
use crate::route::{Location, Root, Route};
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlAnchorElement};

/// How long a link must be hovered, in milliseconds.
const HOVER_DELAY: i32 = 60;

/// Calls `handler` with the locations of links that are hovered, touched or focused, unless the browser is
/// set to save data.
pub fn on_interest(root: Root, handler: impl Fn(Location) + 'static) {
    if document::save_data() {
        return;
    }
    let shared = Rc::new((root, handler, Cell::new(0)));
    for event in ["pointerover", "focusin", "pointerdown"] {
        let shared = Rc::clone(&shared);
        listen(&document(), event, move |event: Event| {
            let (root, _, timer) = &*shared;
            cancel(timer.get());
            let link = link_at(event.target());
            let Some(location) = link.and_then(|link| location_of(&link, root)) else {
                return;
            };
            let delay = if event.type_() == "pointerover" { HOVER_DELAY } else { 0 };
            let told = Rc::clone(&shared);
            timer.set(after(delay, move || told.1(location)));
        });
    }
}

/// The next article, and the first articles whose links are in view; none if the browser is set to save data.
pub fn likely_next(root: &Root) -> Vec<Route> {
    const LINKS: &str = "#app [rel=next], #app main a";
    /// No more than about one article's picture.
    const MAX: usize = 4;
    let mut routes = Vec::new();
    let Ok(links) = document().query_selector_all(LINKS) else {
        return routes;
    };
    let height =
        window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    for at in 0..links.length() {
        if document::save_data() || routes.len() == MAX {
            break;
        }
        let Some(link) = links.item(at).and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
        else {
            continue;
        };
        let top = link.get_bounding_client_rect().top();
        let in_view = link.rel() == "next" || (top >= 0.0 && top < height);
        let route = location_of(&link, root).map(|location| location.route);
        if let Some(route @ Route::Article(_)) =
            route.filter(|route| in_view && !routes.contains(route))
        {
            routes.push(route);
        }
    }
    routes
}

/// Calls `f` when the browser is idle.
pub fn when_idle(f: impl FnOnce() + 'static) {
    let window = window();
    let request = Reflect::get(&window, &"requestIdleCallback".into());
    match request.ok().and_then(|request| request.dyn_into::<Function>().ok()) {
        Some(request) => {
            let function = once(Box::new(f));
            let _ = request.call1(&window, &function);
        }
        // Safari has no `requestIdleCallback`.
        None => drop(after(1_000, f)),
    }
}
