//! The running viewer: from the reader's steps to the page shown.
//!
//! A step (a link, back, forward) becomes a [`Place`]; its page is loaded; only then are the
//! address and the page changed, together. A later step overtakes an earlier one that still waits
//! for its page, so what is shown always belongs to the last step.

use crate::browser::click::{Click, on_click};
use crate::browser::document::{self, Place, State};
use crate::browser::fetch::Source;
use crate::browser::history::{self, Key};
use crate::browser::scroll::{self, Goal};
use crate::browser::{self, focus, panic, prefetch, progress, takeover, transition};
use crate::desk::NewsDesk;
use crate::load::{Loader, likely_next};
use crate::pages::{Failure, Page};
use crate::route::{Root, Route};
use crate::stage;
use article::Publication;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long we wait, in milliseconds, before we ask the browser again to take an address.
const BROWSER_RESTS: i32 = 500;

/// Starts the viewer on the page at hand.
pub fn start() {
    panic::install();
    scroll::watch_reader();
    scroll::recall();
    spawn_local(begin(document::root()));
}

/// Loads what the page needs and takes it over. If that fails, the printed page stays as it is and
/// its links are ordinary links.
async fn begin(root: Root) {
    let loader = Loader::new(root.clone());
    let mut place = document::here(&root);
    // A host may let browsers keep pages and data unasked for a while. What a reader loads anew has to
    // be new in all its parts, or an old text would take the place of the new one that is printed.
    let mut source = Source::Nearest;
    if document::is_reloaded() {
        source = Source::Host;
        loader.doubt(place.route.clone());
    }
    loader.prefetch(place.route.clone());
    let Ok(publication) = loader.publication(source).await else {
        return;
    };
    // The reader goes on reading meanwhile: to a place on the page, and in a paper that is one file
    // to another page.
    let page = loop {
        let page = loader.page(&place.route).await;
        takeover::until_released().await;
        let asked = mem::replace(&mut place, document::here(&root)).route;
        if asked == place.route {
            break page;
        }
    };
    // A host may answer any address with the front page, or with its own words for "not found".
    let printed = document::printed_file() == Some(place.route.file());
    // What is printed is better than word of what is missing: a site may be half uploaded.
    let has_data = place.route.data_file().is_some();
    if printed && has_data && matches!(page, Page::Failure(..) | Page::NotFound) {
        return;
    }
    let app = Rc::new(App {
        desk: NewsDesk::open(&publication, root.clone(), loader.clone()),
        loader,
        shown: RefCell::new(Shown::of(&page, &publication)),
        screen: Rc::new(RefCell::new((place.route.clone(), Some(page)))),
        change: ArcTrigger::new(),
        publication,
        root,
        place: RefCell::new(place),
        entry: Cell::new(None),
        turn: Cell::new(0),
    });
    app.take_over(printed);
    app.follow_reader();
}

/// What has to be known of the page on the screen, besides its route.
struct Shown {
    title: String,
    likely_next: Option<Route>,
    trouble: Option<Trouble>,
}

/// Why what is on the screen is not what was asked for.
#[derive(Clone, Copy, PartialEq)]
enum Trouble {
    /// Another try may help.
    Passing,
    /// Only a newer viewer can help, and only the host has one.
    Newer,
}

impl Shown {
    fn of(page: &Page, publication: &Publication) -> Shown {
        let trouble = match page {
            Page::Failure(Failure::Newer, _) => Some(Trouble::Newer),
            Page::Failure(..) | Page::NotFound => Some(Trouble::Passing),
            _ => None,
        };
        Shown { title: page.title(publication), likely_next: likely_next(page), trouble }
    }
}

/// What a step does to the session history.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// A link was followed: there is a new entry.
    Push,
    /// The same address again: the entry stays.
    Stay,
    /// The reader has stepped to this entry. Fresh ones have never been shown.
    Pop { key: Key, fresh: bool },
}

struct App {
    root: Root,
    desk: Rc<NewsDesk>,
    loader: Loader,
    publication: Publication,
    /// The route of the page on the screen; and, until the view takes it, a page to put there.
    screen: Rc<RefCell<(Route, Option<Page>)>>,
    /// Tells the view of a page to put there.
    change: ArcTrigger,
    shown: RefCell<Shown>,
    /// Where the last step led.
    place: RefCell<Place>,
    /// The history entry whose page is on the screen.
    entry: Cell<Option<Key>>,
    /// Counts the steps, so that late answers are known as such.
    turn: Cell<u32>,
}

impl App {
    /// Puts the living page in the place of the printed one.
    fn take_over(&self, printed: bool) {
        let Some(element) = takeover::fresh() else {
            return;
        };
        let (publication, screen) = (self.publication.clone(), Rc::clone(&self.screen));
        let view = move || {
            let (route, page) = &mut *screen.borrow_mut();
            page.take().map_or_else(|| ().into_any(), |page| page.view(&publication, route))
        };
        stage::put(element.clone(), self.root.clone(), self.change.clone(), Box::new(view));
        takeover::swap(&element, printed);
        self.set_title();
        let (key, fresh) = history::current();
        self.entry.set(Some(key));
        let fragment = self.place.borrow().fragment.clone();
        if !scroll::reader_moved() {
            match scroll::remembered(key) {
                Some(spot) if !fresh => scroll::go(Goal::Spot(spot)),
                _ if !fragment.is_empty() => scroll::go(Goal::Element(fragment)),
                _ => {}
            }
        }
        focus::prepare();
        document::set_state(State::Ready);
        document::set_state(State::Settled);
        self.prefetch_next();
    }

    /// From now on the reader's steps are ours.
    fn follow_reader(self: Rc<Self>) {
        let app = Rc::clone(&self);
        on_click(move |click| app.clicked(&click));
        let app = Rc::clone(&self);
        history::on_step(move || app.stepped());
        let app = Rc::clone(&self);
        prefetch::on_interest(move |click| {
            if let Some(route) = app.root.route(&click.path) {
                app.loader.prefetch(route);
            }
        });
        scroll::keep_over_reloads(move || self.remember_spot());
    }

    /// Follows a link, if it leads to a page of the paper.
    fn clicked(self: &Rc<Self>, click: &Click) -> bool {
        let Some(route) = self.root.route(&click.path) else {
            return false;
        };
        if matches!(route, Route::NotFound(_)) {
            return false;
        }
        let same_page = self.is_shown(&route);
        let trouble = self.shown.borrow().trouble;
        match trouble.filter(|_| same_page) {
            Some(Trouble::Newer) => return false,
            Some(Trouble::Passing) => {
                self.go(Place { route, fragment: String::new() }, Step::Stay);
                return true;
            }
            None => {}
        }
        let place = Place { route, fragment: document::decoded_fragment(&click.hash) };
        let same_place = *self.place.borrow() == place && same_page;
        if same_page {
            self.overtake();
            self.move_to(place, if same_place { Step::Stay } else { Step::Push });
        } else {
            self.go(place, Step::Push);
        }
        true
    }

    /// The reader has stepped through the history.
    fn stepped(self: &Rc<Self>) {
        self.remember_spot();
        let (key, fresh) = history::current();
        let place = document::here(&self.root);
        let step = Step::Pop { key, fresh };
        if self.is_shown(&place.route) {
            self.overtake();
            self.move_to(place, step);
        } else {
            self.go(place, step);
        }
    }

    fn is_shown(&self, route: &Route) -> bool {
        self.screen.borrow().0 == *route
    }

    /// Goes to a place on the page that is already shown.
    fn move_to(&self, place: Place, step: Step) {
        self.remember_spot();
        self.enter(&place, step);
        self.arrive(&place, step, true);
        document::set_state(State::Settled);
    }

    /// Ends what is still under way.
    fn overtake(&self) -> u32 {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        progress::end();
        turn
    }

    /// Goes to another page: loads it, then shows it.
    fn go(self: &Rc<Self>, place: Place, step: Step) {
        let turn = self.overtake();
        // The second click of a double click comes when the address is there and the page is not.
        let again = step == Step::Push && *self.place.borrow() == place;
        let step = if again { Step::Stay } else { step };
        if let Some(page) = self.loader.remembered(&place.route) {
            self.show(place, page, step);
            return;
        }
        progress::begin();
        document::set_state(State::Loading);
        let app = Rc::clone(self);
        spawn_local(async move {
            let page = app.loader.page(&place.route).await;
            if app.turn.get() == turn {
                progress::end();
                app.show(place, page, step);
            }
        });
    }

    /// Shows a page that has come.
    fn show(self: &Rc<Self>, place: Place, page: Page, step: Step) {
        if !matches!(step, Step::Pop { .. }) {
            self.remember_spot();
        }
        document::set_state(State::Loading);
        scroll::release();
        let app = Rc::clone(self);
        let turn = self.turn.get();
        if !self.enter(&place, step) {
            let again = move || {
                if app.turn.get() == turn {
                    app.go(place, step);
                }
            };
            browser::after(BROWSER_RESTS, again);
            return;
        }
        let change = async move {
            if app.turn.get() != turn {
                return;
            }
            app.shown.replace(Shown::of(&page, &app.publication));
            app.screen.replace((place.route.clone(), Some(page)));
            app.change.notify();
            // The page follows in a task of its own.
            leptos::task::tick().await;
            app.set_title();
            document::drop_printed_address();
            app.arrive(&place, step, false);
            app.prefetch_next();
            app.desk.visited();
        };
        let app = Rc::clone(self);
        spawn_local(async move {
            transition::run(change).await;
            if app.turn.get() == turn {
                document::set_state(State::Settled);
            }
        });
    }

    /// Makes the history and the address bar say where we are going, if the browser lets us.
    fn enter(&self, place: &Place, step: Step) -> bool {
        let address = self.root.join(&place.route.address());
        let address = match place.fragment.as_str() {
            "" => address,
            fragment => address + &Root::fragment(fragment),
        };
        match step {
            Step::Push => {
                if !history::push(&address) {
                    return false;
                }
                self.entry.set(None);
            }
            Step::Stay => history::replace(&address),
            Step::Pop { .. } => self.entry.set(None),
        }
        *self.place.borrow_mut() = place.clone();
        true
    }

    /// The page is there: puts eyes, keyboard and ears where they belong.
    fn arrive(&self, place: &Place, step: Step, same_page: bool) {
        let (key, _) = history::current();
        self.entry.set(Some(key));
        let spot = match step {
            Step::Pop { key, fresh: false } => scroll::remembered(key),
            _ => None,
        };
        let element = scroll::element(&place.fragment);
        scroll::go(match spot {
            Some(spot) => Goal::Spot(spot),
            None if element.is_some() => Goal::Element(place.fragment.clone()),
            None => Goal::Top,
        });
        let focused = spot.and_then(|spot| spot.link).is_some_and(focus::on_link);
        match element {
            _ if focused => {}
            Some(element) if spot.is_none() => focus::on_place(&element),
            _ if same_page && spot.is_some() => {}
            _ => focus::on_heading(),
        }
        if !same_page {
            focus::say(&self.shown.borrow().title);
        }
    }

    fn set_title(&self) {
        document::set_title(&self.shown.borrow().title);
    }

    /// Notes where the reader is on the page at hand, before it goes.
    fn remember_spot(&self) {
        if let Some(key) = self.entry.get() {
            scroll::remember(key, focus::link());
        }
    }

    fn prefetch_next(&self) {
        let loader = self.loader.clone();
        if let Some(route) = self.shown.borrow_mut().likely_next.take() {
            prefetch::when_idle(move || loader.prefetch(route));
        }
    }
}
