//! Walks through the paper: after each step the address, the page, the scroll position and the history
//! are right. Their table is in the crate `walks`.

use super::Trial;
use e2e::walk::walk;

pub(super) fn trials() -> Vec<Trial> {
    let trial = |it: ::walks::Walk| {
        let trial =
            Trial::new(&format!("walks::{}", it.name), move |reader| walk(reader, it.steps));
        if it.in_a_folder { trial.in_a_folder() } else { trial }
    };
    ::walks::table().map(trial).collect()
}
