//! The page for addresses that lead nowhere.

use crate::route::Route;
use crate::views::{Element, Notice, notice};

/// The page's heading.
pub const TITLE: &str = "Not found";

/// Says that there is no such page, and where there are some. An address that could be one of the
/// paper's may only not be there yet: a site takes its time to be copied.
pub fn page(route: &Route) -> Element {
    let words = "There is no page at this address. It may have moved, or the link to it may be \
                 wrong."
        .to_owned();
    notice(Notice { title: TITLE, words, route })
}
