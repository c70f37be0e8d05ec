//! The texts of the pages that were loaded.

use crate::route::Route;
use std::rc::Rc;

/// How many pages are kept: more than a reader goes back, and little of a phone's memory.
const KEPT: usize = 40;

/// Texts by their routes, the latest used last.
#[derive(Default)]
pub(super) struct Memory(Vec<(Route, Rc<str>)>);

impl Memory {
    pub(super) fn has(&self, route: &Route) -> bool {
        self.0.iter().any(|(kept, _)| kept == route)
    }

    /// Takes a text out.
    pub(super) fn take(&mut self, route: &Route) -> Option<Rc<str>> {
        let at = self.0.iter().position(|(kept, _)| kept == route)?;
        Some(self.0.remove(at).1)
    }

    /// Puts a text in, and the one that was used longest ago out if there are too many.
    pub(super) fn put(&mut self, route: Route, text: Rc<str>) {
        self.take(&route);
        self.0.push((route, text));
        if self.0.len() > KEPT {
            // Every reader goes back to the front page: it stays.
            let front = matches!(self.0[0].0, Route::Front);
            self.0.remove(usize::from(front));
        }
    }
}
