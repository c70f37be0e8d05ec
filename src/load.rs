//! From a route to its page: a memory of what was loaded, and the host behind it.
//!
//! The memory holds the text of the bundle's files. A page is made of it each time it is shown, which
//! takes less than a millisecond; kept pages would have to be copied, and the code for that costs
//! more wasm than the time is worth.

mod memory;
mod shared;
#[cfg(test)]
mod tests;

use crate::json::{Json, Unreadable};
use crate::pages::{Failure, Page};
use crate::route::{Root, Route};
use article::{FORMAT_VERSION, Headline, HeadlineList, Publication, site_files};
use memory::Memory;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::Shared;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A cache, if the host has allowed it; else the host.
    Cache,
    /// The host, past every cache.
    Host,
}

/// What the loader needs: the site's host, and somebody who runs its tasks.
pub trait Host: Copy + 'static {
    /// Fetches the text at an address.
    fn fetch(
        self,
        address: String,
        source: Source,
    ) -> impl Future<Output = Result<String, Failure>> + 'static;

    /// Whether a service worker answers requests, so that it can be asked what it keeps.
    fn has_worker(self) -> bool;

    /// Runs a task to its end.
    fn spawn(self, task: impl Future<Output = ()> + 'static);
}

/// Loads pages, and remembers them. Its clones share the memory.
pub struct Loader<H>(Rc<Inner<H>>);

struct Inner<H> {
    root: Root,
    host: H,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    memory: Memory,
    /// Loads that have begun and not ended: nothing is requested twice at a time.
    loads: Vec<(Route, Shared<Text>)>,
    /// The page that could not be shown last. A cache may have kept the answer, and would give it
    /// again, so the next load of this page bypasses caches.
    bypass: Option<Route>,
}

/// A file's text, or why there is none.
type Text = Result<Rc<str>, Failure>;

impl<H> Clone for Loader<H> {
    fn clone(&self) -> Loader<H> {
        Loader(Rc::clone(&self.0))
    }
}

impl<H: Host> Loader<H> {
    /// A loader for the site at `root`.
    pub fn new(root: Root, host: H) -> Loader<H> {
        Loader(Rc::new(Inner { root, host, state: RefCell::default() }))
    }

    /// What the paper is.
    ///
    /// # Errors
    /// Says why it can't be known.
    pub async fn publication(&self, source: Source) -> Result<Publication, Failure> {
        parse(&self.fetch(site_files::PUBLICATION, source).await?)
    }

    /// The next load of this page bypasses caches.
    pub fn bypass_cache(&self, route: Route) {
        self.0.state.borrow_mut().bypass = Some(route);
    }

    /// The page, from memory or from the host. A load that has failed is tried anew each time.
    pub async fn page(&self, route: &Route) -> Page {
        if let Some(page) = self.remembered(route) {
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

    /// The page, if it needs no waiting. A text that turns out to be damaged (a prefetch doesn't read
    /// it) is forgotten: the host may have repaired it since.
    fn remembered(&self, route: &Route) -> Option<Page> {
        if route.data_file().is_none() {
            return Some(Page::NotFound);
        }
        let mut state = self.0.state.borrow_mut();
        let text = state.memory.take(route)?;
        let page = page_of(route, Ok(&text));
        if matches!(page, Page::Failure(..)) {
            state.bypass = Some(route.clone());
            return None;
        }
        state.memory.put(route.clone(), text);
        Some(page)
    }

    /// Loads a page into memory before it is asked for.
    pub fn prefetch(&self, route: Route) {
        let kept = self.0.state.borrow().memory.has(&route);
        if !kept && route.data_file().is_some() {
            self.load(route);
        }
    }

    /// Joins the load of that page, or begins one.
    fn load(&self, route: Route) -> Shared<Text> {
        let mut state = self.0.state.borrow_mut();
        if let Some((_, text)) = state.loads.iter().find(|(loading, _)| *loading == route) {
            return text.clone();
        }
        let shared = Shared::default();
        state.loads.push((route.clone(), shared.clone()));
        let bypass = state.bypass.take_if(|bypass| *bypass == route).is_some();
        // A host may answer at once.
        drop(state);
        let (loader, outcome) = (self.clone(), shared.clone());
        self.0.host.spawn(async move {
            let source = if bypass { Source::Host } else { Source::Cache };
            let file = route.data_file().unwrap_or_default();
            let text: Text = loader.fetch(&file, source).await.map(Into::into);
            let mut state = loader.0.state.borrow_mut();
            if let Ok(text) = &text {
                state.memory.put(route.clone(), Rc::clone(text));
            }
            state.loads.retain(|(loading, _)| *loading != route);
            drop(state);
            outcome.set(text);
        });
        shared
    }

    /// The headlines of what is kept on this device.
    async fn kept(&self) -> Vec<Headline> {
        if !self.0.host.has_worker() {
            return Vec::new();
        }
        let text = self.fetch(site_files::KEPT, Source::Cache).await;
        let list = text.and_then(|text| parse(&text));
        list.map_or_else(|_| Vec::new(), |list: HeadlineList| list.headlines)
    }

    async fn fetch(&self, file: &str, source: Source) -> Result<String, Failure> {
        self.0.host.fetch(self.0.root.join(file), source).await
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
pub fn page_of(route: &Route, text: Result<&str, Failure>) -> Page {
    let made = text.and_then(|text| {
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
