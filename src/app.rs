//! The running viewer: dispatches the browser's events to `navigation`, and executes its commands.

use crate::browser::build::build;
use crate::browser::click::on_click;
use crate::browser::document::{self, ViewerState};
use crate::browser::fetch::BrowserHost;
use crate::browser::page::{self, PageNodes};
use crate::browser::time::{after, now};
use crate::browser::{events, focus, head, history, panic, prefetch, progress, scroll, storage};
use crate::edition::Edition;
use crate::load::{CacheMode, Loader, PageCache};
use crate::navigation::{Command, EntryKey, Event, Navigation, Scrolled, Start, Unavailable};
use crate::pages::{Failure, Head, Page};
use crate::route::{Location, Root, Route};
use article::Publication;
use std::cell::{OnceCell, RefCell};
use std::mem;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The delay before a refused history entry is tried again, in milliseconds.
const RETRY_DELAY: i32 = 500;
/// How many pages' elements are kept, for back and forward.
const KEPT_PAGES: usize = 8;

/// Starts the viewer on the page in the document.
pub fn start() {
    panic::install();
    scroll::watch_reader();
    spawn_local(begin(document::root()));
}

/// Adopts the prerendered page, which stays as it is. If the document has another page than was asked for,
/// replaces it: a host may answer any address with the front page, or with its own "not found" page.
async fn begin(root: Root) {
    let app = Rc::new(App::new(root.clone()));
    let mut location = document::location(&root);
    // The links of the page for unknown addresses may be wrong: it is shown at any depth.
    let is_known = location.route.data_file().is_some();
    if is_known && document::printed_file() == Some(location.route.file()) {
        app.start(location, None);
        return;
    }
    // Meanwhile the reader may follow links in a single-file paper.
    let screen = loop {
        let Some(screen) = app.screen(location.route.clone()).await else {
            return;
        };
        let asked = mem::replace(&mut location, document::location(&root)).route;
        if asked == location.route {
            break screen;
        }
    };
    app.start(location, Some(screen));
}

/// A page that is ready to be shown.
struct Screen {
    route: Route,
    content: Content,
    unavailable: Option<Unavailable>,
}

enum Content {
    /// The page was shown before.
    Kept(PageNodes),
    /// The page is to be rendered.
    Loaded(Box<Page>, Rc<Publication>),
}

/// Whether and why the page is not the requested one.
fn unavailable(page: &Page) -> Option<Unavailable> {
    match page {
        Page::Failure(Failure::Newer, _) => Some(Unavailable::NeedsReload),
        Page::Failure(..) | Page::NotFound => Some(Unavailable::Retryable),
        _ => None,
    }
}

struct App {
    root: Root,
    loader: Loader<BrowserHost>,
    publication: OnceCell<Rc<Publication>>,
    edition: OnceCell<Option<Rc<Edition>>>,
    navigation: OnceCell<RefCell<Navigation<Screen>>>,
    /// The route of the page in the document, if the page may be kept.
    shown: RefCell<Option<Route>>,
    kept: RefCell<PageCache<PageNodes>>,
}

impl App {
    fn new(root: Root) -> App {
        App {
            loader: Loader::new(root.clone(), BrowserHost),
            root,
            publication: OnceCell::new(),
            edition: OnceCell::new(),
            navigation: OnceCell::new(),
            shown: RefCell::default(),
            kept: RefCell::new(PageCache::new(KEPT_PAGES)),
        }
    }

    /// Starts navigation with the page in the document, or with another one.
    fn start(self: &Rc<Self>, location: Location, screen: Option<Screen>) {
        let unavailable = screen.as_ref().and_then(|screen| screen.unavailable);
        let scrolled = match scroll::scrolled() {
            // The page that the browser has scrolled is replaced.
            Scrolled::ByBrowser if screen.is_some() => Scrolled::Not,
            scrolled => scrolled,
        };
        match screen {
            Some(screen) => self.show(screen),
            None => drop(self.shown.replace(Some(location.route.clone()))),
        }
        let start = Start {
            location,
            key: history::key(),
            last_key: EntryKey::at(now()),
            unavailable,
            stored: &storage::read(),
            scrolled,
        };
        let (navigation, commands) = Navigation::start(start);
        let _ = self.navigation.set(RefCell::new(navigation));
        focus::prepare();
        document::set_state(ViewerState::Ready);
        commands.into_iter().for_each(|command| self.execute(command));
        self.listen();
        let app = Rc::clone(self);
        prefetch::when_idle(move || spawn_local(app.prepare()));
    }

    /// Loads what the next pages need.
    async fn prepare(self: Rc<Self>) {
        let Some(publication) = self.publication().await else {
            return;
        };
        self.edition
            .get_or_init(|| Edition::show(&publication, self.root.clone(), self.loader.clone()));
        // For the way back.
        if let Some(route) = self.shown.borrow().clone() {
            self.prefetch(route);
        }
        self.prefetch_next();
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
        let app = Rc::clone(self);
        events::on_freeze(move || app.kept.borrow_mut().clear());
    }

    /// Handles an event and executes the resulting commands. Returns whether there were any.
    fn dispatch(self: &Rc<Self>, event: Event<Screen>) -> bool {
        let Some(navigation) = self.navigation.get() else {
            return false;
        };
        let commands = navigation.borrow_mut().handle(event);
        let any = !commands.is_empty();
        commands.into_iter().for_each(|command| self.execute(command));
        any
    }

    fn execute(self: &Rc<Self>, command: Command<Screen>) {
        match command {
            Command::SetKey(key) => history::set_key(key),
            Command::Load(to, id) => self.load(to, id),
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
            Command::Show(screen) => {
                self.show(screen);
                if let Some(Some(edition)) = self.edition.get() {
                    edition.page_opened();
                }
                let app = Rc::clone(self);
                prefetch::when_idle(move || app.prefetch_next());
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
            Command::Prefetch(route) => self.prefetch(route),
            Command::Store(text) => storage::write(&text),
        }
    }

    fn load(self: &Rc<Self>, to: Location, id: u32) {
        let kept = self.kept.borrow_mut().take(&to.route);
        if let Some(nodes) = kept {
            let content = Content::Kept(nodes);
            let screen = Screen { route: to.route, content, unavailable: None };
            self.dispatch(Event::Loaded(id, screen, None, scroll::position()));
            return;
        }
        let app = Rc::clone(self);
        spawn_local(async move {
            // Without the publication, the browser loads the document: it is readable without the viewer.
            let Some(screen) = app.screen(to.route.clone()).await else {
                return document::open(&app.root, &to);
            };
            let unavailable = screen.unavailable;
            app.dispatch(Event::Loaded(id, screen, unavailable, scroll::position()));
        });
    }

    /// Loads a page; `None` if the publication can't be loaded.
    async fn screen(&self, route: Route) -> Option<Screen> {
        self.loader.prefetch(route.clone());
        let publication = self.publication().await?;
        let page = self.loader.page(&route).await;
        let unavailable = unavailable(&page);
        Some(Screen { route, content: Content::Loaded(Box::new(page), publication), unavailable })
    }

    async fn publication(&self) -> Option<Rc<Publication>> {
        if self.publication.get().is_none() {
            // A reader who reloads wants what the host has now.
            let reloaded = document::is_reloaded();
            let cache_mode = if reloaded { CacheMode::Bypass } else { CacheMode::Default };
            let publication = self.loader.publication(cache_mode).await.ok()?;
            let _ = self.publication.set(Rc::new(publication));
        }
        self.publication.get().cloned()
    }

    /// Puts a page into the document, and keeps the one before.
    fn show(&self, Screen { route, content, unavailable }: Screen) {
        scroll::release_anchor();
        let nodes = match content {
            Content::Kept(nodes) => nodes,
            Content::Loaded(page, publication) => {
                let head = head::build(&Head::new(&publication, &self.root, &route, &page));
                let Some(element) = page::new_element(&route.file()) else {
                    return;
                };
                build(|| page.view(&publication, &route), &element, &self.root);
                PageNodes { element, head }
            }
        };
        let shown = self.shown.replace(unavailable.is_none().then_some(route));
        let old = page::replace(nodes);
        // A picture that couldn't be loaded is loaded again when its page is rendered again.
        if let (Some(route), Some(old)) = (shown, old.filter(PageNodes::is_whole)) {
            self.kept.borrow_mut().put(route, old);
        }
    }

    fn prefetch(&self, route: Route) {
        if !self.kept.borrow().has(&route) {
            self.loader.prefetch(route);
        }
    }

    /// Prefetches pages that the reader is likely to open next.
    fn prefetch_next(&self) {
        prefetch::likely_next(&self.root).into_iter().for_each(|route| self.prefetch(route));
    }
}
