//! The running viewer: dispatches the browser's events to `navigation`, and executes its commands.

use crate::browser::click::on_click;
use crate::browser::document::{self, ViewerState};
use crate::browser::fetch::BrowserHost;
use crate::browser::time::{after, now};
use crate::browser::{
    focus, head, history, panic, prefetch, progress, scroll, storage, takeover, transition,
};
use crate::edition::Edition;
use crate::load::{CacheMode, Loader, likely_next};
use crate::mount;
use crate::navigation::{Command, EntryKey, Event, Navigation, Start, Unavailable};
use crate::pages::{Failure, Head, Page};
use crate::route::{Root, Route};
use article::Publication;
use leptos::prelude::*;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The delay before a refused history entry is tried again, in milliseconds.
const RETRY_DELAY: i32 = 500;

/// Starts the viewer on the page in the document.
pub fn start() {
    panic::install();
    scroll::watch_reader();
    spawn_local(begin(document::root()));
}

/// Loads the page's data and takes the page over. If that fails, the prerendered page stays as it is and its
/// links are ordinary links.
async fn begin(root: Root) {
    let loader = Loader::new(root.clone(), BrowserHost);
    let mut location = document::location(&root);
    // A host may let browsers cache pages and data. After a reload the data must not come from a cache:
    // outdated data would replace the prerendered page, which is new.
    let mut cache_mode = CacheMode::Default;
    if document::is_reloaded() {
        cache_mode = CacheMode::Bypass;
        loader.bypass_cache(location.route.clone());
    }
    loader.prefetch(location.route.clone());
    let Ok(publication) = loader.publication(cache_mode).await else {
        return;
    };
    // Meanwhile the reader may follow links: to a fragment of the page, or, in a single-file paper, to
    // another page.
    let page = loop {
        let page = loader.page(&location.route).await;
        takeover::pointer_released().await;
        let asked = mem::replace(&mut location, document::location(&root)).route;
        if asked == location.route {
            break page;
        }
    };
    // A host may answer any address with the front page, or with its own "not found" page.
    let printed = document::printed_file() == Some(location.route.file());
    // The site may be half uploaded. A prerendered page is better than a message that it can't be loaded.
    let has_data = location.route.data_file().is_some();
    if printed && has_data && unavailable(&page).is_some() {
        return;
    }
    let start = Start {
        location,
        key: history::key(),
        last_key: EntryKey::at(now()),
        unavailable: unavailable(&page),
        stored: &storage::read(),
        reader_scrolled: scroll::reader_scrolled(),
    };
    App::take_over(root, publication, loader, page, start, printed);
}

/// Whether and why the page is not the requested one.
fn unavailable(page: &Page) -> Option<Unavailable> {
    match page {
        Page::Failure(Failure::Newer, _) => Some(Unavailable::NeedsReload),
        Page::Failure(..) | Page::NotFound => Some(Unavailable::Retryable),
        _ => None,
    }
}

/// A page and its route.
type Screen = (Route, Page);

struct App {
    root: Root,
    publication: Publication,
    loader: Loader<BrowserHost>,
    edition: Rc<Edition>,
    navigation: RefCell<Navigation<Screen>>,
    /// The page for the view to render next.
    next: Rc<RefCell<Option<Screen>>>,
    /// Notified when `next` is set.
    change: ArcTrigger,
}

impl App {
    /// Replaces the prerendered page by the viewer's, and starts listening to events.
    fn take_over(
        root: Root,
        publication: Publication,
        loader: Loader<BrowserHost>,
        page: Page,
        start: Start<'_>,
        printed: bool,
    ) {
        let route = start.location.route.clone();
        let (navigation, commands) = Navigation::start(start);
        let app = Rc::new(App {
            edition: Edition::show(&publication, root.clone(), loader.clone()),
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
        commands.into_iter().for_each(|command| app.execute(command));
        app.listen();
    }

    /// Dispatches the browser's events.
    fn listen(self: &Rc<Self>) {
        let app = Rc::clone(self);
        on_click(self.root.clone(), move |to| app.dispatch(Event::Clicked(to, scroll::position())));
        let app = Rc::clone(self);
        history::on_traverse(move || {
            let to = document::location(&app.root);
            app.dispatch(Event::Traversed(to, history::key(), scroll::position()));
        });
        let app = Rc::clone(self);
        prefetch::on_interest(self.root.clone(), move |to| {
            app.dispatch(Event::Interest(to));
        });
        let (app, same) = (Rc::clone(self), Rc::clone(self));
        let hidden = move || {
            app.dispatch(Event::Hidden(scroll::position()));
        };
        let restored = move || {
            same.dispatch(Event::Restored(storage::read()));
        };
        storage::on_hide_and_restore(hidden, restored);
    }

    /// Handles an event and executes the resulting commands. Returns whether there were any.
    fn dispatch(self: &Rc<Self>, event: Event<Screen>) -> bool {
        let commands = self.navigation.borrow_mut().handle(event);
        let any = !commands.is_empty();
        commands.into_iter().for_each(|command| self.execute(command));
        any
    }

    fn execute(self: &Rc<Self>, command: Command<Screen>) {
        match command {
            Command::SetKey(key) => history::set_key(key),
            Command::Load(route, id) => self.load(route, id),
            Command::Push(key, location) => {
                let pushed = history::push(key, &self.root.address(&location));
                self.dispatch(if pushed { Event::Pushed } else { Event::PushRefused });
            }
            Command::Replace(key, location) => history::replace(key, &self.root.address(&location)),
            Command::RetryLater(id) => {
                let app = Rc::clone(self);
                after(RETRY_DELAY, move || {
                    app.dispatch(Event::RetryDue(id));
                });
            }
            Command::BeginTransition(id) => self.begin_transition(id),
            Command::Show(screen) => {
                scroll::release_anchor();
                self.show(screen);
                self.edition.page_opened();
            }
            Command::Scroll(target) => scroll::scroll_to(target),
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

    fn load(self: &Rc<Self>, route: Route, id: u32) {
        let app = Rc::clone(self);
        spawn_local(async move {
            let page = app.loader.page(&route).await;
            let unavailable = unavailable(&page);
            app.dispatch(Event::Loaded(id, (route, page), unavailable, scroll::position()));
        });
    }

    fn begin_transition(self: &Rc<Self>, id: u32) {
        let app = Rc::clone(self);
        let change = async move {
            app.dispatch(Event::TransitionReady(id));
            // Leptos updates the view in a separate task.
            leptos::task::tick().await;
            app.dispatch(Event::Shown(id));
        };
        let app = Rc::clone(self);
        spawn_local(async move {
            transition::run(change).await;
            app.dispatch(Event::TransitionFinished(id));
        });
    }

    /// Renders a page into the document, and prefetches the one that is likely next.
    fn show(&self, screen: Screen) {
        let (route, page) = &screen;
        head::take();
        head::put(&head::build(&Head::new(&self.publication, &self.root, route, page)));
        if let Some(route) = likely_next(&screen.1) {
            let loader = self.loader.clone();
            prefetch::when_idle(move || loader.prefetch(route));
        }
        self.next.replace(Some(screen));
        self.change.notify();
    }
}
