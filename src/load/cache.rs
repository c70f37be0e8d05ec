//! An LRU cache of pages.

use crate::route::Route;

/// Values by route, the most recently used last.
pub struct PageCache<T> {
    pages: Vec<(Route, T)>,
    capacity: usize,
}

impl<T> PageCache<T> {
    /// An empty cache for so many pages.
    pub fn new(capacity: usize) -> PageCache<T> {
        PageCache { pages: Vec::new(), capacity }
    }

    /// Whether there is a value for this page.
    pub fn has(&self, route: &Route) -> bool {
        self.pages.iter().any(|(cached, _)| cached == route)
    }

    /// Removes and returns a value.
    pub fn take(&mut self, route: &Route) -> Option<T> {
        let at = self.pages.iter().position(|(cached, _)| cached == route)?;
        Some(self.pages.remove(at).1)
    }

    /// Removes all values.
    pub fn clear(&mut self) {
        self.pages.clear();
    }

    /// Inserts a value, and evicts the least recently used one if the cache is full.
    pub fn put(&mut self, route: Route, value: T) {
        self.take(&route);
        self.pages.push((route, value));
        if self.pages.len() > self.capacity {
            // Readers return to the front page, so it is never evicted.
            let front = matches!(self.pages[0].0, Route::Front);
            self.pages.remove(usize::from(front));
        }
    }
}
