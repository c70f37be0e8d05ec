//! The page for addresses that lead nowhere.

use crate::route::Route;
use crate::views::{Element, Notice, notice, words};

/// Says that there is no such page, and where there are some. An address that could be one of the
/// paper's may only not be there yet: uploading a site takes its time.
pub fn page(route: &Route) -> Element {
    let meaning = words::NOT_FOUND_MEANS.to_owned();
    notice(Notice { title: words::NOT_FOUND, meaning, route })
}
