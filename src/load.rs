//! From a route to its data: a memory of what was read, and the host behind it.

use crate::browser::fetch::{self, FetchError};
use crate::pages::{Failure, Page};
use crate::route::{ListPage, PUBLICATION_FILE, Root, Route};
use article::{Article, FORMAT_VERSION, Front, HeadlineList, Publication};
use js_sys::Promise;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::VecDeque;
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
    /// Pages that were read, the latest used last.
    pages: VecDeque<(Route, Page)>,
    /// Loads under way, so that nothing is asked for twice.
    under_way: Vec<Load>,
}

/// A load under way.
#[derive(Clone)]
struct Load {
    route: Route,
    /// Fulfilled when the outcome is there.
    promise: Promise,
    outcome: Rc<RefCell<Option<Page>>>,
}

impl Loader {
    /// A loader for the site at `root`.
    pub fn new(root: Root) -> Loader {
        Loader {
            root,
            memory: Rc::default(),
        }
    }

    /// What the paper is.
    ///
    /// # Errors
    /// Says why it can't be known.
    pub async fn publication(&self) -> Result<Publication, Failure> {
        get(&self.root.join(PUBLICATION_FILE)).await
    }

    /// The page, if it is in memory.
    pub fn remembered(&self, route: &Route) -> Option<Page> {
        let mut memory = self.memory.borrow_mut();
        let at = memory.pages.iter().position(|(kept, _)| kept == route)?;
        let entry = memory.pages.remove(at)?;
        let page = entry.1.clone();
        memory.pages.push_back(entry);
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
        load.outcome
            .borrow()
            .clone()
            .unwrap_or(Page::Failure(Failure::Unreachable))
    }

    /// Loads a page into memory before it is asked for.
    pub fn prefetch(&self, route: Route) {
        if self.remembered(&route).is_none() {
            self.load(route);
        }
    }

    /// Joins the load of that page that is under way, or begins one.
    fn load(&self, route: Route) -> Load {
        let under_way = self
            .memory
            .borrow()
            .under_way
            .iter()
            .find(|load| load.route == route)
            .cloned();
        under_way.unwrap_or_else(|| {
            let outcome = Rc::new(RefCell::new(None));
            let (loader, wanted, told) = (self.clone(), route.clone(), Rc::clone(&outcome));
            let promise = future_to_promise(async move {
                let page = loader.fetch(&wanted).await;
                told.replace(Some(page));
                loader
                    .memory
                    .borrow_mut()
                    .under_way
                    .retain(|load| load.route != wanted);
                Ok(JsValue::UNDEFINED)
            });
            let load = Load {
                route,
                promise,
                outcome,
            };
            self.memory.borrow_mut().under_way.push(load.clone());
            load
        })
    }

    async fn fetch(&self, route: &Route) -> Page {
        match self.read(route).await {
            Ok(page) => {
                self.remember(route, &page);
                page
            }
            Err(Failure::Status(404 | 410)) => Page::NotFound,
            Err(failure) => Page::Failure(failure),
        }
    }

    async fn read(&self, route: &Route) -> Result<Page, Failure> {
        let Some(file) = route.data_file() else {
            return Ok(Page::NotFound);
        };
        let address = self.root.join(&file);
        Ok(match route {
            Route::Front => Page::Front(get::<Front>(&address).await?),
            Route::Article(_) => Page::Article(Box::new(get::<Article>(&address).await?)),
            _ => Page::Headlines(get::<HeadlineList>(&address).await?),
        })
    }

    fn remember(&self, route: &Route, page: &Page) {
        let mut memory = self.memory.borrow_mut();
        memory.pages.retain(|(kept, _)| kept != route);
        memory.pages.push_back((route.clone(), page.clone()));
        // The front page is where everybody goes back to: it stays.
        while memory.pages.len() > KEPT {
            let oldest = memory
                .pages
                .iter()
                .position(|(kept, _)| *kept != Route::Front);
            memory.pages.remove(oldest.unwrap_or_default());
        }
    }
}

/// The route of the article that a reader of `page` most likely opens next.
pub fn likely_next(page: &Page) -> Option<Route> {
    match page {
        Page::Article(article) => {
            let neighbour = article.next.as_ref().or(article.previous.as_ref())?;
            Some(Route::Article(neighbour.slug.clone()))
        }
        Page::Front(front) => Some(Route::Article(front.lead.as_ref()?.slug.clone())),
        Page::Headlines(list) if !list.has_newer => {
            Some(Route::Article(list.headlines.first()?.slug.clone()))
        }
        Page::NotFound | Page::Failure(_) => Some(Route::Headlines(ListPage::Newest)),
        Page::Headlines(_) => None,
    }
}

/// The one thing that every version of the format has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

async fn get<T: DeserializeOwned>(address: &str) -> Result<T, Failure> {
    let text = fetch::text(address).await.map_err(|error| match error {
        FetchError::Unreachable => Failure::Unreachable,
        FetchError::TimedOut => Failure::TimedOut,
        FetchError::Status(status) => Failure::Status(status),
    })?;
    parse(&text)
}

/// Reads what the press wrote. The version comes first: a newer format may fit our types by chance.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let Version { version } = serde_json::from_str(text).map_err(|_| Failure::Unreadable)?;
    if version > FORMAT_VERSION {
        return Err(Failure::Newer);
    }
    serde_json::from_str(text).map_err(|_| Failure::Unreadable)
}
