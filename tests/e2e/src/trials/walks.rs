//! Walks through the paper: after each step the address, the page, the scroll position and the
//! history are right. The walks stand in `walks.txt`.

use super::Trial;
use e2e::walk::walk;

const WALKS: &str = include_str!("walks.txt");

/// What every run does in each engine: what depends on the browser's own history, scrolling and
/// back/forward cache. The rest of the table is done natively in every run, and here with all trials.
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
    "spots_over_documents",
];

pub(super) fn trials() -> Vec<Trial> {
    let lines = WALKS.lines().filter_map(|line| line.split_once(": "));
    let walks = lines.filter(|(name, _)| !name.starts_with('#'));
    let trial = |(at, (name, steps)): (usize, (&str, &'static str))| {
        let trial = Trial::new(&format!("walks::{name}"), move |reader| walk(reader, steps));
        let trial = if at % 2 == 0 { trial } else { trial.in_a_folder() };
        if ESSENTIAL.contains(&name) { trial } else { trial.thorough() }
    };
    walks.enumerate().map(trial).collect()
}

#[cfg(test)]
mod tests {
    use super::{ESSENTIAL, WALKS};

    #[test]
    fn essential_walks_are_in_the_table() {
        for name in ESSENTIAL {
            assert!(WALKS.lines().any(|line| line.starts_with(&format!("{name}: "))), "{name}");
        }
    }
}
