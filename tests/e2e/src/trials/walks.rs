//! Walks through the paper: after each step the address, the page, the scroll position and the
//! history are right. The walks stand in `walks.txt`.

use super::Trial;
use e2e::walk::walk;

const WALKS: &str = include_str!("walks.txt");

pub(super) fn trials() -> Vec<Trial> {
    let lines = WALKS.lines().filter_map(|line| line.split_once(": "));
    let walks = lines.filter(|(name, _)| !name.starts_with('#'));
    let trial = |(at, (name, steps)): (usize, (&str, &'static str))| {
        let trial = Trial::new(&format!("walks::{name}"), move |reader| walk(reader, steps));
        if at % 2 == 0 { trial } else { trial.in_a_folder() }
    };
    walks.enumerate().map(trial).collect()
}
