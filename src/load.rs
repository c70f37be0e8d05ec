//! Loads pages: from a cache in memory, or from the host.
//!
//! The cache holds the texts of the bundle's files. A text is parsed each time its page is shown, which
//! takes less than a millisecond. Cached pages would have to be cloned, and the code for that costs more
//! wasm than the time is worth.

mod cache;
mod shared;
#[cfg(test)]
mod tests;

pub use cache::PageCache;

use crate::json::{self, Json};
use crate::pages::{Failure, Page};
use crate::route::{Root, Route};
use article::{FORMAT_VERSION, Headline, HeadlineList, Publication, site_files};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::Shared;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

/// Whether a request may be answered by a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheMode {
    /// A cache may answer, as far as the host's headers allow.
    Default,
    /// The host has to answer.
    Bypass,
}

/// What the loader needs: the site's host, and an executor for its tasks.
pub trait Host: Copy + 'static {
    /// Fetches the text at an address.
    fn fetch(
        self,
        address: String,
        cache_mode: CacheMode,
    ) -> impl Future<Output = Result<String, Failure>> + 'static;

    /// Whether a service worker answers requests, so that it can be asked which pages are cached.
    fn has_worker(self) -> bool;

    /// Spawns a task.
    fn spawn(self, task: impl Future<Output = ()> + 'static);
}

/// Loads and caches pages. Clones share the cache.
pub struct Loader<H>(Rc<Inner<H>>);

struct Inner<H> {
    root: Root,
    host: H,
    state: RefCell<LoaderState>,
}

/// How many texts are cached: more pages than a reader goes back, and little of a phone's memory.
const CACHED_PAGES: usize = 40;

struct LoaderState {
    cache: PageCache<Rc<str>>,
    /// Loads in progress. A second load of the same page joins the first.
    loads: Vec<(Route, Shared<Text>)>,
    /// The page that failed last. A cache may have stored the bad response, so the next load of this
    /// page bypasses caches.
    bypass: Option<Route>,
}

/// A file's text, or why it could not be loaded.
type Text = Result<Rc<str>, Failure>;

impl<H> Clone for Loader<H> {
    fn clone(&self) -> Loader<H> {
        Loader(Rc::clone(&self.0))
    }
}

impl<H: Host> Loader<H> {
    /// A loader for the site at `root`.
    pub fn new(root: Root, host: H) -> Loader<H> {
        let cache = PageCache::new(CACHED_PAGES);
        let state = RefCell::new(LoaderState { cache, loads: Vec::new(), bypass: None });
        Loader(Rc::new(Inner { root, host, state }))
    }

    /// Loads the publication.
    ///
    /// # Errors
    /// The file can't be loaded.
    pub async fn publication(&self, cache_mode: CacheMode) -> Result<Publication, Failure> {
        parse(&self.fetch(site_files::PUBLICATION, cache_mode).await?)
    }

    /// Makes the next load of this page bypass caches.
    pub fn bypass_cache(&self, route: Route) {
        self.0.state.borrow_mut().bypass = Some(route);
    }

    /// The page, from the cache or from the host. Failures are not cached.
    pub async fn page(&self, route: &Route) -> Page {
        if let Some(page) = self.cached(route) {
            return page;
        }
        let text = self.load(route.clone()).get().await;
        let mut page = page_of(route, text.as_deref().map_err(|failure| *failure));
        if matches!(page, Page::Failure(..) | Page::NotFound) {
            self.bypass_cache(route.clone());
        }
        if let Page::Failure(_, kept) = &mut page {
            *kept = self.kept().await;
        }
        page
    }

    /// The page, if it is in the cache. A text that can't be parsed is dropped: prefetching doesn't parse
    /// it, and the host may have repaired it since.
    fn cached(&self, route: &Route) -> Option<Page> {
        if route.data_file().is_none() {
            return Some(Page::NotFound);
        }
        let mut state = self.0.state.borrow_mut();
        let text = state.cache.take(route)?;
        let page = page_of(route, Ok(&text));
        if matches!(page, Page::Failure(..)) {
            state.bypass = Some(route.clone());
            return None;
        }
        state.cache.put(route.clone(), text);
        Some(page)
    }

    /// Loads a page into the cache before it is requested.
    pub fn prefetch(&self, route: Route) {
        let is_cached = self.0.state.borrow().cache.has(&route);
        if !is_cached && route.data_file().is_some() {
            self.load(route);
        }
    }

    /// Joins the load of this page that is in progress, or starts one.
    fn load(&self, route: Route) -> Shared<Text> {
        let mut state = self.0.state.borrow_mut();
        if let Some((_, text)) = state.loads.iter().find(|(loading, _)| *loading == route) {
            return text.clone();
        }
        let shared = Shared::default();
        state.loads.push((route.clone(), shared.clone()));
        let bypass = state.bypass.take_if(|bypass| *bypass == route).is_some();
        // The host may answer synchronously.
        drop(state);
        let (loader, outcome) = (self.clone(), shared.clone());
        self.0.host.spawn(async move {
            let cache_mode = if bypass { CacheMode::Bypass } else { CacheMode::Default };
            let file = route.data_file().unwrap_or_default();
            let text: Text = loader.fetch(&file, cache_mode).await.map(Into::into);
            let mut state = loader.0.state.borrow_mut();
            if let Ok(text) = &text {
                state.cache.put(route.clone(), Rc::clone(text));
            }
            state.loads.retain(|(loading, _)| *loading != route);
            drop(state);
            outcome.set(text);
        });
        shared
    }

    /// The headlines of the articles that can be read offline.
    async fn kept(&self) -> Vec<Headline> {
        if !self.0.host.has_worker() {
            return Vec::new();
        }
        let text = self.fetch(site_files::KEPT, CacheMode::Default).await;
        let list = text.and_then(|text| parse(&text));
        list.map_or_else(|_| Vec::new(), |list: HeadlineList| list.headlines)
    }

    async fn fetch(&self, file: &str, cache_mode: CacheMode) -> Result<String, Failure> {
        self.0.host.fetch(self.0.root.join(file), cache_mode).await
    }
}

/// Makes a page from the host's response.
pub fn page_of(route: &Route, text: Result<&str, Failure>) -> Page {
    let made = text.and_then(|text| {
        Ok(match route {
            Route::Front => Page::Front(parse(text)?),
            Route::Article(_) | Route::Page(_) => Page::Article(Box::new(parse(text)?)),
            _ => Page::Headlines(parse(text)?),
        })
    });
    made.unwrap_or_else(|failure| match failure {
        Failure::Status(404 | 410) => Page::NotFound,
        failure => Page::Failure(failure, Vec::new()),
    })
}

/// The field that every version of the format has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Parses a file of the bundle. The version is checked first: a newer format may match our types by chance.
fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let json = Json::parse(text)?;
    let Version { version } = json.read()?;
    if version > FORMAT_VERSION {
        return Err(Failure::Newer);
    }
    Ok(json.read()?)
}

impl From<json::Error> for Failure {
    fn from(_: json::Error) -> Failure {
        Failure::Unreadable
    }
}
