//! Walks through the paper: after each step the address, the page, the scroll position and the history are compared with
//! the model. The crate `walks` has the table.

use super::Trial;
use e2e::walk::walk;

/// The essential walks in each engine: those that depend on the browser's history, scrolling and back/forward cache. Every
/// run makes all walks natively; here the others are made in a run of all trials.
const ESSENTIAL: [&str; 12] = [
    "back_forward_and_on",
    "two_back_and_on",
    "beyond_the_end",
    "the_same_page_twice",
    "from_the_front",
    "a_deep_link_to_a_place",
    "two_places_on_a_page",
    "to_the_top_and_on",
    "reload_in_the_middle",
    "scroll_of_a_page_in_the_history_twice",
    "pages_with_pictures",
    "scroll_over_documents",
];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |it: ::walks::Walk| {
        let trial = Trial::new(&format!("walks::{}", it.name), move |user| walk(user, it.steps));
        let trial = if it.in_a_folder { trial.in_a_folder() } else { trial };
        if ESSENTIAL.contains(&it.name) { trial } else { trial.thorough() }
    };
    ::walks::table().map(trial).collect()
}

#[cfg(test)]
mod tests {
    use super::ESSENTIAL;

    #[test]
    fn essential_walks_are_in_the_table() {
        for name in ESSENTIAL {
            assert!(::walks::table().any(|it| it.name == name), "{name}");
        }
    }
}
