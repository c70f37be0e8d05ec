//! An LRU cache of the loaded pages' texts.

use crate::route::Route;
use std::rc::Rc;

/// More pages than a reader goes back, and little of a phone's memory.
const CAPACITY: usize = 40;

/// Texts by route, the most recently used last.
#[derive(Default)]
pub(super) struct PageCache(Vec<(Route, Rc<str>)>);

impl PageCache {
    pub(super) fn has(&self, route: &Route) -> bool {
        self.0.iter().any(|(cached, _)| cached == route)
    }

    /// Removes and returns a text.
    pub(super) fn take(&mut self, route: &Route) -> Option<Rc<str>> {
        let at = self.0.iter().position(|(cached, _)| cached == route)?;
        Some(self.0.remove(at).1)
    }

    /// Inserts a text, and evicts the least recently used one if the cache is full.
    pub(super) fn put(&mut self, route: Route, text: Rc<str>) {
        self.take(&route);
        self.0.push((route, text));
        if self.0.len() > CAPACITY {
            // Readers return to the front page, so it is never evicted.
            let front = matches!(self.0[0].0, Route::Front);
            self.0.remove(usize::from(front));
        }
    }
}
