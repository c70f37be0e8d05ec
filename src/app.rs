//! The running viewer: reports the browser's events to `navigation`, and carries its commands out.

use crate::browser::click::on_click;
use crate::browser::document::{self, ViewerState};
use crate::browser::fetch::Browser;
use crate::browser::time::{after, now};
use crate::browser::{
    focus, history, panic, prefetch, progress, scroll, storage, takeover, transition,
};
use crate::edition::Edition;
use crate::load::{Loader, Source, likely_next};
use crate::mount;
use crate::navigation::{Command, Event, Key, Navigation, Start, Trouble};
use crate::pages::{Failure, Page};
use crate::route::{Root, Route};
use article::Publication;
use leptos::prelude::*;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long until a history entry that the browser has refused is tried again, in milliseconds.
const RETRY_DELAY: i32 = 500;

/// Starts the viewer on the page in the document.
pub fn start() {
    panic::install();
    scroll::watch_reader();
    spawn_local(begin(document::root()));
}

/// Loads what the page needs and takes it over. If that fails, the printed page stays as it is and
/// its links are ordinary links.
async fn begin(root: Root) {
    let loader = Loader::new(root.clone(), Browser);
    let mut location = document::location(&root);
    // A host may let browsers cache pages and data. What a reader reloads has to be new in all its
    // parts: else an old text would replace the new one that is printed.
    let mut source = Source::Cache;
    if document::is_reloaded() {
        source = Source::Host;
        loader.bypass_cache(location.route.clone());
    }
    loader.prefetch(location.route.clone());
    let Ok(publication) = loader.publication(source).await else {
        return;
    };
    // The reader goes on reading meanwhile: to a place on the page, and in a paper that is one file
    // to another page.
    let page = loop {
        let page = loader.page(&location.route).await;
        takeover::until_released().await;
        let asked = mem::replace(&mut location, document::location(&root)).route;
        if asked == location.route {
            break page;
        }
    };
    // A host may answer any address with the front page, or with its own page for "not found".
    let printed = document::printed_file() == Some(location.route.file());
    // A printed page is better than a message that it can't be loaded: a site may be half uploaded.
    let has_data = location.route.data_file().is_some();
    if printed && has_data && trouble(&page).is_some() {
        return;
    }
    let start = Start {
        location,
        key: history::key(),
        last_key: Key::at(now()),
        trouble: trouble(&page),
        stored: &storage::read(),
        reader_moved: scroll::reader_moved(),
    };
    App::take_over(root, publication, loader, page, start, printed);
}

/// Why the page is not the one that was asked for.
fn trouble(page: &Page) -> Option<Trouble> {
    match page {
        Page::Failure(Failure::Newer, _) => Some(Trouble::Newer),
        Page::Failure(..) | Page::NotFound => Some(Trouble::Passing),
        _ => None,
    }
}

/// A page and its route.
type Screen = (Route, Page);

struct App {
    root: Root,
    publication: Publication,
    loader: Loader<Browser>,
    edition: Rc<Edition>,
    navigation: RefCell<Navigation<Screen>>,
    /// What the view is to show, until it does.
    next: Rc<RefCell<Option<Screen>>>,
    /// Notified when there is something to show.
    change: ArcTrigger,
}

impl App {
    /// Replaces the printed page by the viewer's, and follows the reader from now on.
    fn take_over(
        root: Root,
        publication: Publication,
        loader: Loader<Browser>,
        page: Page,
        start: Start<'_>,
        printed: bool,
    ) {
        let route = start.location.route.clone();
        let (navigation, commands) = Navigation::start(start);
        let app = Rc::new(App {
            edition: Edition::follow(&publication, root.clone(), loader.clone()),
            root,
            publication,
            loader,
            navigation: RefCell::new(navigation),
            next: Rc::default(),
            change: ArcTrigger::new(),
        });
        let Some(element) = takeover::new_element() else {
            return;
        };
        app.show((route, page));
        let (publication, next) = (app.publication.clone(), Rc::clone(&app.next));
        let view = move || {
            let next = next.take();
            next.map_or_else(|| ().into_any(), |(route, page)| page.view(&publication, &route))
        };
        mount::mount(element.clone(), app.root.clone(), app.change.clone(), Box::new(view));
        takeover::swap(&element, printed);
        focus::prepare();
        document::set_state(ViewerState::Ready);
        commands.into_iter().for_each(|command| app.carry_out(command));
        app.follow_reader();
    }

    /// Reports what the reader does.
    fn follow_reader(self: &Rc<Self>) {
        let app = Rc::clone(self);
        on_click(self.root.clone(), move |to| app.report(Event::Clicked(to, scroll::spot())));
        let app = Rc::clone(self);
        history::on_traverse(move || {
            let to = document::location(&app.root);
            app.report(Event::Traversed(to, history::key(), scroll::spot()));
        });
        let app = Rc::clone(self);
        prefetch::on_interest(self.root.clone(), move |to| {
            app.report(Event::Interest(to));
        });
        let (app, same) = (Rc::clone(self), Rc::clone(self));
        let hidden = move || {
            app.report(Event::Hidden(scroll::spot()));
        };
        let restored = move || {
            same.report(Event::Restored(storage::read()));
        };
        storage::on_leave(hidden, restored);
    }

    /// Reports an event, and does what is to be done about it. Says whether there was anything to do.
    fn report(self: &Rc<Self>, event: Event<Screen>) -> bool {
        let commands = self.navigation.borrow_mut().handle(event);
        let any = !commands.is_empty();
        commands.into_iter().for_each(|command| self.carry_out(command));
        any
    }

    fn carry_out(self: &Rc<Self>, command: Command<Screen>) {
        match command {
            Command::NameEntry(key) => history::name_entry(key),
            Command::Load(route, turn) => self.load(route, turn),
            Command::Push(key, location) => {
                let pushed = history::push(key, &self.root.address(&location));
                self.report(if pushed { Event::Pushed } else { Event::PushRefused });
            }
            Command::Replace(key, location) => history::replace(key, &self.root.address(&location)),
            Command::RetryLater(turn) => {
                let app = Rc::clone(self);
                after(RETRY_DELAY, move || {
                    app.report(Event::RetryDue(turn));
                });
            }
            Command::BeginTransition(turn) => self.begin_transition(turn),
            Command::Show(screen) => {
                scroll::release();
                document::remove_printed_address();
                self.show(screen);
                self.edition.page_opened();
            }
            Command::Scroll(goal) => scroll::go(goal),
            Command::Focus(focus) => focus::move_to(&focus),
            Command::Announce => focus::announce_title(),
            Command::BeginProgress => {
                progress::begin();
                document::set_state(ViewerState::Loading);
            }
            Command::EndProgress => progress::end(),
            Command::Settle => document::set_state(ViewerState::Settled),
            Command::Prefetch(route) => self.loader.prefetch(route),
            Command::Store(text) => storage::write(&text),
        }
    }

    fn load(self: &Rc<Self>, route: Route, turn: u32) {
        let app = Rc::clone(self);
        spawn_local(async move {
            let page = app.loader.page(&route).await;
            let trouble = trouble(&page);
            app.report(Event::Loaded(turn, (route, page), trouble, scroll::spot()));
        });
    }

    fn begin_transition(self: &Rc<Self>, turn: u32) {
        let app = Rc::clone(self);
        let change = async move {
            app.report(Event::TransitionReady(turn));
            // The view is updated in a task of its own.
            leptos::task::tick().await;
            app.report(Event::Shown(turn));
        };
        let app = Rc::clone(self);
        spawn_local(async move {
            transition::run(change).await;
            app.report(Event::TransitionFinished(turn));
        });
    }

    /// Puts a page into the document, and fetches the one that is probably next.
    fn show(&self, screen: Screen) {
        document::set_title(&screen.1.title(&self.publication));
        if let Some(route) = likely_next(&screen.1) {
            let loader = self.loader.clone();
            prefetch::when_idle(move || loader.prefetch(route));
        }
        self.next.replace(Some(screen));
        self.change.notify();
    }
}
