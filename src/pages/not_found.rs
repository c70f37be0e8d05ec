//! The "not found" page.

use crate::route::Route;
use crate::views::{Element, Notice, notice, words};

/// The notice that there is no such page. If the address is a valid route, it has *Try again*: the site may be in
/// the middle of an upload.
pub fn page(route: &Route) -> Element {
    let meaning = words::NOT_FOUND_MEANS.to_owned();
    notice(Notice { title: words::NOT_FOUND, meaning, route })
}
