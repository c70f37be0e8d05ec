//! The page that is shown when loading fails.

use crate::route::Route;
use crate::views::{Element, Notice, element, headline_list, notice, words};
use article::Headline;

/// Why a page could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The host could not be reached.
    Unreachable,
    /// The host did not answer in time.
    TimedOut,
    /// The host answered with this HTTP status.
    Status(u16),
    /// The response is not the requested file: truncated, or something else.
    Unreadable,
    /// The response is in a newer format than this viewer supports.
    Newer,
}

impl Failure {
    /// What happened, in a few words.
    pub fn title(&self) -> &'static str {
        match self {
            Failure::Unreachable => words::UNREACHABLE,
            Failure::TimedOut => words::TIMED_OUT,
            Failure::Status(_) => words::STATUS,
            Failure::Unreadable => words::UNREADABLE,
            Failure::Newer => words::NEWER_EDITION,
        }
    }

    /// What that means for the reader.
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

/// The notice, and the headlines of the articles that can be read offline (`kept`).
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
