//! The page that stands in for one that could not be had.

use crate::route::Route;
use crate::views::{Element, Notice, element, headline_list, notice};
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
            Failure::Unreachable => "No connection",
            Failure::TimedOut => "No answer",
            Failure::Status(_) => "The page could not be fetched",
            Failure::Unreadable => "The page arrived damaged",
            Failure::Newer => "A newer edition is out",
        }
    }

    fn words(&self) -> String {
        match self {
            Failure::Unreachable => {
                "The paper’s host can’t be reached: you may be offline. This page is not kept on \
                 this device; what you have read is."
                    .to_owned()
            }
            Failure::TimedOut => {
                "The paper’s host has not answered in time. It may be busy.".to_owned()
            }
            Failure::Status(status) => {
                let (before, after) = (
                    "The paper’s host answered with error ",
                    ". That is the host’s trouble, not yours; it often passes.",
                );
                [before, &status.to_string(), after].concat()
            }
            Failure::Unreadable => {
                "What came is not a page of this paper, or only a part of one. A network that wants \
                 you to sign in can cause this. If you are offline, the copy kept on this device is \
                 damaged: the page is fetched again when there is a connection."
                    .to_owned()
            }
            Failure::Newer => {
                "This page belongs to a newer edition than the one that you have open. Reload to \
                 read it."
                    .to_owned()
            }
        }
    }
}

/// Says what happened, what still works, and offers to try again. `kept` are the headlines of what is
/// kept on this device.
pub fn page(failure: Failure, kept: Vec<Headline>, route: &Route) -> Vec<Element> {
    let words = failure.words();
    let list = (!kept.is_empty()).then(|| {
        element("section")
            .class("kept")
            .child(element("h2").child("Kept on this device"))
            .child(headline_list(kept, true))
    });
    let notice = notice(Notice { title: failure.title(), words, route });
    [Some(notice), list].into_iter().flatten().collect()
}
