//! The page for addresses that lead nowhere.

use crate::views::{Element, Notice, notice};

/// The page's heading.
pub const TITLE: &str = "Not found";

/// Says that there is no such page, and where there are some.
pub fn page() -> Element {
    let words = "There is no page at this address. It may have moved, or the link to it may be \
                 wrong."
        .to_owned();
    notice(Notice { title: TITLE, words, retry: None })
}
