//! Scrolling: where the reader is, and going to a place.

use super::events::listen;
use super::{document, focus, window};
use crate::navigation::{Goal, Spot};
use crate::protocol::APP_ID;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, ResizeObserver, ScrollBehavior, ScrollToOptions};

thread_local! {
    static MOVED: Cell<bool> = const { Cell::new(false) };
    static HOLD: RefCell<Option<Hold>> = const { RefCell::new(None) };
    /// Where [`reach`] has scrolled to last, and how high the page was then.
    static REACHED: Cell<(f64, i32)> = const { Cell::new((0.0, 0)) };
}

/// Where the reader is on the page in the document.
pub fn spot() -> Spot {
    Spot { top: top(), unfolded: is_unfolded(), link: focus::link() }
}

fn top() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Whether the page has something unfolded. There is one thing to unfold at most.
pub(super) fn is_unfolded() -> bool {
    document().query_selector("details[open]").is_ok_and(|details| details.is_some())
}

/// Unfolds what is folded.
pub(super) fn unfold() {
    if let Ok(Some(details)) = document().query_selector("details") {
        let _ = details.set_attribute("open", "");
    }
}

/// Scrolls to `goal`, and stays there while the page still grows (pictures without a known size, fonts),
/// until the reader scrolls.
pub fn go(goal: Goal) {
    release();
    reach(&goal);
    let is_top = match &goal {
        Goal::Top => true,
        Goal::Element(id) => element(id).is_none(),
        Goal::Spot(_) => false,
    };
    if !is_top {
        HOLD.with_borrow_mut(|hold| *hold = Hold::new(goal));
    }
}

/// Stops holding the page at a goal.
pub fn release() {
    HOLD.with_borrow_mut(|hold| {
        if let Some(hold) = hold.take() {
            hold.observer.disconnect();
        }
    });
}

fn reach(goal: &Goal) {
    scroll_to(goal);
    REACHED.set((top(), height()));
}

/// How high the page is, without the edition's status below it.
fn height() -> i32 {
    document().get_element_by_id(APP_ID).map_or(0, |app| app.client_height())
}

fn scroll_to(goal: &Goal) {
    let top = match goal {
        Goal::Top => 0.0,
        Goal::Spot(spot) => {
            if spot.unfolded {
                unfold();
            }
            spot.top
        }
        Goal::Element(id) => match element(id) {
            Some(element) => {
                if element.closest("details").is_ok_and(|details| details.is_some()) {
                    unfold();
                }
                // Keeps the distance that the style sheet sets (`scroll-margin-top`).
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

/// Holds the page at a goal while its size changes.
struct Hold {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Hold {
    fn new(goal: Goal) -> Option<Hold> {
        let first = Cell::new(true);
        let closure = Closure::<dyn FnMut()>::new(move || {
            // An observer reports once when it starts.
            if !first.replace(false) {
                reach(&goal);
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(document().get_element_by_id(APP_ID)?.as_ref());
        Some(Hold { observer, _closure: closure })
    }
}

/// Stops holding the page as soon as the reader scrolls.
pub fn watch_reader() {
    for event in ["wheel", "touchstart", "pointerdown", "keydown"] {
        listen(&window(), event, |_: Event| {
            MOVED.set(true);
            release();
        });
    }
    // By other means: the scroll bar, a screen reader. The browser scrolls too when the page has grown;
    // that is not the reader's doing.
    listen(&window(), "scroll", |_: Event| {
        let (reached, height_then) = REACHED.get();
        let away = (top() - reached).abs() > 1.0;
        if away && height() == height_then {
            release();
        }
    });
}

/// Whether the reader has scrolled or pressed anything since the document was opened.
pub fn reader_moved() -> bool {
    MOVED.get()
}
