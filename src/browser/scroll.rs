//! Where the reader is on a page: remembered for each history entry, found again later.

use super::document::APP_ID;
use super::history::{self, Key};
use super::{listen, page, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, PageTransitionEvent, ResizeObserver, ScrollBehavior, ScrollToOptions};

/// What is remembered of a history entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// How far the page was scrolled down, in CSS pixels.
    pub top: f64,
    /// Whether its list of months was unfolded.
    pub unfolded: bool,
    /// Which of the page's links had the focus, counted from 0.
    pub link: Option<u32>,
}

/// Where to go on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// To its top.
    Top,
    /// To the element with this id; to the top if there is none.
    Element(String),
    /// To where it was left.
    Spot(Spot),
}

/// More entries than a session ever has are not kept: old ones go first.
const KEPT: usize = 500;
const STORED_UNDER: &str = "dateline-spots";

thread_local! {
    static SPOTS: RefCell<Vec<(Key, Spot)>> = const { RefCell::new(Vec::new()) };
    static MOVED: Cell<bool> = const { Cell::new(false) };
    static HOLD: RefCell<Option<Hold>> = const { RefCell::new(None) };
    /// Where [`reach`] has brought the page last, and how high the page was then.
    static REACHED: Cell<(f64, i32)> = const { Cell::new((0.0, 0)) };
}

/// Remembers where the reader is, under the entry `key`.
pub fn remember(key: Key, link: Option<u32>) {
    let top = window().scroll_y().unwrap_or_default();
    keep(key, Spot { top, unfolded: is_unfolded(), link });
}

/// Whether the page has something unfolded. There is one thing to unfold at the most.
pub fn is_unfolded() -> bool {
    page().query_selector("details[open]").is_ok_and(|details| details.is_some())
}

/// Unfolds what is folded.
pub fn unfold() {
    if let Ok(Some(details)) = page().query_selector("details") {
        let _ = details.set_attribute("open", "");
    }
}

fn keep(key: Key, spot: Spot) {
    SPOTS.with_borrow_mut(|spots| {
        spots.retain(|(kept, _)| *kept != key);
        spots.push((key, spot));
        if spots.len() > KEPT {
            spots.remove(0);
        }
    });
}

/// Where the reader was at the entry `key`.
pub fn remembered(key: Key) -> Option<Spot> {
    SPOTS.with_borrow(|spots| spots.iter().find(|(kept, _)| *kept == key).map(|(_, spot)| *spot))
}

/// Reads what was stored before a reload: before the takeover, which goes there.
pub fn recall() {
    let storage = window().session_storage().ok().flatten();
    let stored = storage.and_then(|storage| storage.get_item(STORED_UNDER).ok().flatten());
    if let Some(stored) = stored {
        for (key, spot) in stored.split(' ').filter_map(parse_spot) {
            keep(key, spot);
        }
    }
}

/// Stores what is remembered whenever the page may go away. Without storage (private mode) it is
/// forgotten at a reload, no more.
pub fn keep_over_reloads(mut before: impl FnMut() + 'static) {
    let storage = window().session_storage().ok().flatten();
    let mut store = move || {
        before();
        let text: Vec<String> = SPOTS.with_borrow(|spots| spots.iter().map(print_spot).collect());
        if let Some(storage) = &storage {
            let _ = storage.set_item(STORED_UNDER, &text.join(" "));
        }
    };
    listen(&window(), "pagehide", move |_: Event| {
        store();
        history::leave_scrolling_to_browser();
    });
    listen(&window(), "pageshow", |event: PageTransitionEvent| {
        history::take_scrolling();
        // Out of the browser's back/forward cache WebKit brings the page, but not the spot; and
        // the pages seen since have stored theirs.
        if event.persisted() {
            recall();
            if let Some(spot) = remembered(history::current().0) {
                go(Goal::Spot(spot));
            }
        }
    });
}

/// `key,top,unfolded` or `key,top,unfolded,link`; the top in eighths of a pixel, finer than any screen
/// shows.
fn print_spot((key, spot): &(Key, Spot)) -> String {
    let top = ((spot.top * 8.0) as u32).to_string();
    let unfolded = if spot.unfolded { ",1" } else { ",0" };
    let mut text = [&key.number().to_string(), ",", &top, unfolded].concat();
    if let Some(link) = spot.link {
        text += ",";
        text += &link.to_string();
    }
    text
}

fn parse_spot(text: &str) -> Option<(Key, Spot)> {
    let mut parts = text.split(',');
    let key = Key::from_number(parts.next()?.parse().ok()?);
    let top = f64::from(parts.next()?.parse::<u32>().ok()?) / 8.0;
    let unfolded = parts.next()? == "1";
    let link = parts.next().and_then(|link| link.parse().ok());
    Some((key, Spot { top, unfolded, link }))
}

/// Goes to `goal`, and stays there while the page still grows (pictures without known size, fonts),
/// until the reader moves.
pub fn go(goal: Goal) {
    release();
    reach(&goal);
    if goal != Goal::Top {
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
    REACHED.set((window().scroll_y().unwrap_or_default(), height()));
}

/// How high the page is, without what the desk says below it.
fn height() -> i32 {
    page().get_element_by_id(APP_ID).map_or(0, |app| app.client_height())
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
                // Keeps the distance that the style sheet asks for (`scroll-margin-top`).
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

/// The element that a fragment names. `top` and the empty fragment name the page's top.
pub fn element(id: &str) -> Option<web_sys::Element> {
    page().get_element_by_id(id)
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
        observer.observe(page().get_element_by_id(APP_ID)?.as_ref());
        Some(Hold { observer, _closure: closure })
    }
}

/// Lets go of the page as soon as the reader takes it in hand.
pub fn watch_reader() {
    for event in ["wheel", "touchstart", "pointerdown", "keydown"] {
        listen(&window(), event, |_: Event| {
            MOVED.set(true);
            release();
        });
    }
    // By other means: the scroll bar, a screen reader. What the browser moves because the page has
    // grown is another matter.
    listen(&window(), "scroll", |_: Event| {
        let (top, height_then) = REACHED.get();
        let away = (window().scroll_y().unwrap_or_default() - top).abs() > 1.0;
        if away && height() == height_then {
            release();
        }
    });
}

/// Whether the reader has taken the page in hand since it was opened.
pub fn reader_moved() -> bool {
    MOVED.get()
}
