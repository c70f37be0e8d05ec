//! Scrolling: the current position, and scrolling to a target.

use super::events::listen;
use super::{document, focus, window};
use crate::navigation::{ScrollPosition, ScrollTarget, Scrolled};
use crate::protocol::APP_ID;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, ResizeObserver, ScrollBehavior, ScrollToOptions};

thread_local! {
    static READER_SCROLLED: Cell<bool> = const { Cell::new(false) };
    static ANCHOR: RefCell<Option<Anchor>> = const { RefCell::new(None) };
    /// The offset that [`scroll_and_record`] has scrolled to last, and the page's height then.
    static LAST_SCROLL: Cell<(f64, i32)> = const { Cell::new((0.0, 0)) };
}

/// The scroll position of the page in the document.
pub fn position() -> ScrollPosition {
    ScrollPosition { top: top(), details_open: has_open_details(), focused_link: focus::link() }
}

fn top() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Whether the `<details>` of the page is open. A page has one at most.
fn has_open_details() -> bool {
    document().query_selector("details[open]").is_ok_and(|details| details.is_some())
}

/// Opens the page's `<details>`.
fn open_details() {
    if let Ok(Some(details)) = document().query_selector("details") {
        let _ = details.set_attribute("open", "");
    }
}

/// Scrolls to `target`, and stays anchored there while the page's height changes (fonts, pictures without a
/// known size), until the reader scrolls.
pub fn scroll_to(target: ScrollTarget) {
    release_anchor();
    scroll_and_record(&target);
    let is_top = match &target {
        ScrollTarget::Top => true,
        ScrollTarget::Element(id) => element(id).is_none(),
        ScrollTarget::Position(_) => false,
    };
    if !is_top {
        ANCHOR.with_borrow_mut(|anchor| *anchor = Anchor::new(target));
    }
}

/// Stops anchoring.
pub fn release_anchor() {
    ANCHOR.with_borrow_mut(|anchor| {
        if let Some(anchor) = anchor.take() {
            anchor.observer.disconnect();
        }
    });
}

fn scroll_and_record(target: &ScrollTarget) {
    set_scroll(target);
    LAST_SCROLL.set((top(), height()));
}

/// The page's height, without the edition's status below it.
fn height() -> i32 {
    document().get_element_by_id(APP_ID).map_or(0, |app| app.client_height())
}

fn set_scroll(target: &ScrollTarget) {
    let top = match target {
        ScrollTarget::Top => 0.0,
        ScrollTarget::Position(position) => {
            if position.details_open {
                open_details();
            }
            position.top
        }
        ScrollTarget::Element(id) => match element(id) {
            Some(element) => {
                if element.closest("details").is_ok_and(|details| details.is_some()) {
                    open_details();
                }
                // Respects `scroll-margin-top`.
                return element.scroll_into_view();
            }
            None => 0.0,
        },
    };
    let to = ScrollToOptions::new();
    to.set_top(top);
    to.set_left(0.0);
    to.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&to);
}

fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Keeps the page at a target while its size changes.
struct Anchor {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Anchor {
    fn new(target: ScrollTarget) -> Option<Anchor> {
        let first = Cell::new(true);
        let closure = Closure::<dyn FnMut()>::new(move || {
            // A `ResizeObserver` always reports once at the start.
            if !first.replace(false) {
                scroll_and_record(&target);
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(document().get_element_by_id(APP_ID)?.as_ref());
        Some(Anchor { observer, _closure: closure })
    }
}

/// Stops anchoring as soon as the reader scrolls.
pub fn watch_reader() {
    for event in ["wheel", "touchstart", "pointerdown", "keydown"] {
        listen(&window(), event, |_: Event| {
            READER_SCROLLED.set(true);
            release_anchor();
        });
    }
    // Also by the scroll bar or a screen reader. The browser itself scrolls only when the page's height has
    // changed.
    listen(&window(), "scroll", |_: Event| {
        let (last_top, last_height) = LAST_SCROLL.get();
        let away = (top() - last_top).abs() > 1.0;
        if away && height() == last_height {
            release_anchor();
        }
    });
}

/// Who has scrolled the document so far.
pub fn scrolled() -> Scrolled {
    match (READER_SCROLLED.get(), top() == 0.0) {
        (true, _) => Scrolled::ByReader,
        (false, true) => Scrolled::Not,
        (false, false) => Scrolled::ByBrowser,
    }
}
