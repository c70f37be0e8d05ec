//! The page that stands in for one that could not be had.

use crate::route::Route;
use crate::views::{Element, Notice, element, headline_list, notice, words};
use article::Headline;

/// Why a page could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The host could not be reached.
    Unreachable,
    /// The host did not answer in time.
    TimedOut,
    /// The host answered with this HTTP status.
    Status(u16),
    /// What came is not what was asked for: cut off, or something else.
    Unreadable,
    /// What came is written in a newer format than this viewer knows.
    Newer,
}

impl Failure {
    /// What happened, in a few plain words.
    pub fn title(&self) -> &'static str {
        match self {
            Failure::Unreachable => words::UNREACHABLE,
            Failure::TimedOut => words::TIMED_OUT,
            Failure::Status(_) => words::STATUS,
            Failure::Unreadable => words::UNREADABLE,
            Failure::Newer => words::NEWER_EDITION,
        }
    }

    /// What that means.
    fn meaning(&self) -> String {
        let meaning = match self {
            Failure::Status(status) => return words::status_means(*status),
            Failure::Unreachable => words::UNREACHABLE_MEANS,
            Failure::TimedOut => words::TIMED_OUT_MEANS,
            Failure::Unreadable => words::UNREADABLE_MEANS,
            Failure::Newer => words::NEWER_EDITION_MEANS,
        };
        meaning.to_owned()
    }
}

/// Says what happened, what still works, and offers to try again. `kept` are the headlines of what is
/// kept on this device.
pub fn page(failure: Failure, kept: Vec<Headline>, route: &Route) -> Vec<Element> {
    let list = (!kept.is_empty()).then(|| {
        element("section")
            .class("kept")
            .child(element("h2").child(words::KEPT_HERE))
            .child(headline_list(kept, true))
    });
    let notice = notice(Notice { title: failure.title(), meaning: failure.meaning(), route });
    [Some(notice), list].into_iter().flatten().collect()
}
