//! Walks through a paper, and a model of the session history.
//!
//! The walks of the table run natively on the viewer's navigation core (`tests/walks.rs`), and in real browsers
//! (`tests/e2e`). A walk is a comma-separated list of steps:
//!
//! - `A`: follow the link to page A (`front`, `headlines`, a section, a capital letter for an article, or a file)
//! - `#id`: follow the link to that element of the page
//! - `open A`: open A by its address; `open A#id`: with a fragment
//! - `back`, `forward`, `go -2`: traverse the history
//! - `reload`
//! - `scroll 700`, `scroll end`
//!
//! After each step the address, the page, the scroll position and the number of history entries must equal those of the
//! [`Model`].

mod model;

pub use model::{Entry, Expected, Model};

use anyhow::{Context as _, Result};

/// A walk of the table.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// Its name.
    pub name: &'static str,
    /// Its steps.
    pub steps: &'static str,
    /// Whether the paper is in a subfolder of its host.
    pub in_a_folder: bool,
}

/// The walks of `walks.txt`.
pub fn table() -> impl Iterator<Item = Walk> {
    let lines = include_str!("../walks.txt").lines().filter_map(|line| line.split_once(": "));
    let walks = lines.filter(|(name, _)| !name.starts_with('#'));
    walks.enumerate().map(|(at, (name, steps))| Walk { name, steps, in_a_folder: at % 2 == 1 })
}

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step<'a> {
    /// Opens a page by its address, with an optional fragment, including its `#`.
    Open(&'a str, &'a str),
    /// Follows a link to a page.
    Follow(&'a str),
    /// Follows a link to an element of the page; a fragment with its `#`.
    Fragment(&'a str),
    /// Traverses the history.
    Go(isize),
    /// Reloads the page.
    Reload,
    /// Scrolls to an offset, in CSS pixels.
    Scroll(f64),
    /// Scrolls to the page's end.
    ScrollToEnd,
}

impl Step<'_> {
    /// Parses a step.
    ///
    /// # Errors
    /// A number is missing or invalid.
    pub fn parse(step: &str) -> Result<Step<'_>> {
        let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
        Ok(match word {
            "open" => match rest.find('#') {
                Some(at) => Step::Open(&rest[..at], &rest[at..]),
                None => Step::Open(rest, ""),
            },
            "back" => Step::Go(-1),
            "forward" => Step::Go(1),
            "go" => Step::Go(rest.parse().with_context(|| step.to_owned())?),
            "reload" => Step::Reload,
            "scroll" if rest == "end" => Step::ScrollToEnd,
            "scroll" => Step::Scroll(rest.parse().with_context(|| step.to_owned())?),
            _ if step.starts_with('#') => Step::Fragment(step),
            _ => Step::Follow(step),
        })
    }

    /// The page that the step opens, if it names one.
    pub fn page(&self) -> Option<&str> {
        match self {
            Step::Open(page, _) | Step::Follow(page) => Some(page),
            _ => None,
        }
    }
}
