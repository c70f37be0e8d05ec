//! From a route to its data: a memory of what was read, and the host behind it.
//!
//! The memory holds the text of the bundle's files. A page is made of it anew each time it is
//! shown, which takes less than a millisecond; kept pages would have to be copied, and the code for
//! that costs more wasm than the time is worth.

use crate::browser::fetch::{self, FetchError, Source};
use crate::browser::worker;
use crate::json::{Json, Unreadable};
use crate::pages::{Failure, Page};
use crate::route::{KEPT_FILE, PUBLICATION_FILE, Root, Route};
use article::{FORMAT_VERSION, Headline, HeadlineList, Publication};
use js_sys::Promise;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// How many pages are kept: more than a reader goes back, less than a phone's memory minds.
const KEPT: usize = 40;

/// Loads pages, and remembers them.
#[derive(Clone)]
pub struct Loader {
    root: Root,
    memory: Rc<RefCell<Memory>>,
}

#[derive(Default)]
struct Memory {
    /// What was read, the latest used last.
    texts: Vec<(Route, Text)>,
    /// Loads under way, so that nothing is asked for twice.
    under_way: Vec<Load>,
    /// The page that could not be shown last. The browser may have kept the answer, and would give
    /// it again.
    doubted: Option<Route>,
}

/// A file's text, or why there is none.
type Text = Result<Rc<str>, Failure>;

/// A load under way.
#[derive(Clone)]
struct Load {
    route: Route,
    /// Fulfilled when the outcome is there.
    promise: Promise,
    outcome: Rc<RefCell<Option<Text>>>,
}

impl Loader {
    /// A loader for the site at `root`.
    pub fn new(root: Root) -> Loader {
        Loader { root, memory: Rc::default() }
    }

    /// What the paper is.
    ///
    /// # Errors
    /// Says why it can't be known.
    pub async fn publication(&self, source: Source) -> Result<Publication, Failure> {
        parse(&get(&self.root.join(PUBLICATION_FILE), source).await?)
    }

    /// Whatever the browser has kept of the page, it is asked for anew.
    pub fn doubt(&self, route: Route) {
        self.memory.borrow_mut().doubted = Some(route);
    }

    /// The page, if it needs no waiting. What came damaged (it may have been fetched ahead, unread)
    /// is forgotten: the host may have mended it since.
    pub fn remembered(&self, route: &Route) -> Option<Page> {
        if route.data_file().is_none() {
            return Some(Page::NotFound);
        }
        let mut memory = self.memory.borrow_mut();
        let at = memory.texts.iter().position(|(kept, _)| kept == route)?;
        let entry = memory.texts.remove(at);
        let page = page(route, &entry.1);
        if matches!(page, Page::Failure(..)) {
            memory.doubted = Some(entry.0);
            return None;
        }
        memory.texts.push(entry);
        Some(page)
    }

    /// The page, from memory or from the host. What failed is tried anew each time.
    pub async fn page(&self, route: &Route) -> Page {
        if let Some(page) = self.remembered(route) {
            return page;
        }
        let load = self.load(route.clone());
        // Can't fail: the promise is ours and never rejects.
        let _ = JsFuture::from(load.promise).await;
        let outcome = load.outcome.borrow().clone();
        let mut page = page(route, &outcome.unwrap_or(Err(Failure::Unreachable)));
        if matches!(page, Page::Failure(..) | Page::NotFound) {
            self.doubt(route.clone());
        }
        if let Page::Failure(_, kept) = &mut page {
            *kept = self.kept().await;
        }
        page
    }

    /// The headlines of what is kept on this device.
    async fn kept(&self) -> Vec<Headline> {
        if !worker::answers() {
            return Vec::new();
        }
        let list =
            get(&self.root.join(KEPT_FILE), Source::Nearest).await.and_then(|text| parse(&text));
        list.map_or_else(|_| Vec::new(), |list: HeadlineList| list.headlines)
    }

    /// Loads a page into memory before it is asked for.
    pub fn prefetch(&self, route: Route) {
        let kept = self.memory.borrow().texts.iter().any(|(kept, _)| *kept == route);
        if !kept && route.data_file().is_some() {
            self.load(route);
        }
    }

    /// Joins the load of that page that is under way, or begins one.
    fn load(&self, route: Route) -> Load {
        let joined =
            self.memory.borrow().under_way.iter().find(|load| load.route == route).cloned();
        if let Some(load) = joined {
            return load;
        }
        let outcome = Rc::new(RefCell::new(None));
        let (loader, wanted, told) = (self.clone(), route.clone(), Rc::clone(&outcome));
        let promise = future_to_promise(async move {
            let text = loader.fetch(&wanted).await;
            if let Ok(text) = &text {
                loader.remember(&wanted, Rc::clone(text));
            }
            told.replace(Some(text));
            loader.memory.borrow_mut().under_way.retain(|load| load.route != wanted);
            Ok(JsValue::UNDEFINED)
        });
        let load = Load { route, promise, outcome };
        self.memory.borrow_mut().under_way.push(load.clone());
        load
    }

    async fn fetch(&self, route: &Route) -> Text {
        let file = route.data_file().ok_or(Failure::Status(404))?;
        let doubted = self.memory.borrow_mut().doubted.take_if(|doubted| doubted == route);
        let source = if doubted.is_some() { Source::Host } else { Source::Nearest };
        Ok(get(&self.root.join(&file), source).await?.into())
    }

    fn remember(&self, route: &Route, text: Rc<str>) {
        let texts = &mut self.memory.borrow_mut().texts;
        texts.retain(|(kept, _)| kept != route);
        texts.push((route.clone(), Ok(text)));
        if texts.len() > KEPT {
            // The front page is where everybody goes back to: it stays.
            let front = matches!(texts[0].0, Route::Front);
            drop(texts.remove(usize::from(front)));
        }
    }
}

/// The route of the page that a reader of `page` most likely opens next.
pub fn likely_next(page: &Page) -> Option<Route> {
    let slug = match page {
        Page::Article(article) => &article.next.as_ref().or(article.previous.as_ref())?.slug,
        Page::Front(front) => &front.lead.as_ref()?.slug,
        Page::Headlines(list) => &list.headlines.first()?.slug,
        Page::NotFound | Page::Failure(..) => return None,
    };
    Some(Route::Article(slug.clone()))
}

/// Makes the page of what the host has sent.
fn page(route: &Route, text: &Text) -> Page {
    let made = text.as_ref().map_err(|failure| *failure).and_then(|text| {
        Ok(match route {
            Route::Front => Page::Front(parse(text)?),
            Route::Article(_) => Page::Article(Box::new(parse(text)?)),
            _ => Page::Headlines(parse(text)?),
        })
    });
    made.unwrap_or_else(|failure| match failure {
        Failure::Status(404 | 410) => Page::NotFound,
        failure => Page::Failure(failure, Vec::new()),
    })
}

async fn get(address: &str, source: Source) -> Result<String, Failure> {
    fetch::text(address, source).await.map_err(|error| match error {
        FetchError::Unreachable => Failure::Unreachable,
        FetchError::TimedOut => Failure::TimedOut,
        FetchError::Status(status) => Failure::Status(status),
    })
}

/// The one thing that every version of the format has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Reads what the press wrote. The version comes first: a newer format may fit our types by chance.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let json = Json::parse(text)?;
    let Version { version } = json.read()?;
    if version > FORMAT_VERSION {
        return Err(Failure::Newer);
    }
    Ok(json.read()?)
}

impl From<Unreadable> for Failure {
    fn from(Unreadable: Unreadable) -> Failure {
        Failure::Unreadable
    }
}
