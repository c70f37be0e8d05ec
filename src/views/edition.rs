//! The edition's status, below the page: that it can be kept offline, that a newer one is out.

use super::element::{Element, element};
use super::words;
use crate::protocol::Keeping;

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Keeps the edition, or goes on with it.
    Keep,
    /// Stops keeping it.
    Stop,
    /// Deletes what is kept.
    Forget,
    /// Reloads the document, and with it the new edition.
    Reload,
}

impl Action {
    const ALL: [Action; 4] = [Action::Keep, Action::Stop, Action::Forget, Action::Reload];

    /// The value of its button.
    pub fn name(self) -> &'static str {
        match self {
            Action::Keep => "keep",
            Action::Stop => "stop",
            Action::Forget => "forget",
            Action::Reload => "reload",
        }
    }

    /// The action whose button has this value.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What is known of the edition.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EditionStatus {
    /// How far the edition is kept; `None` where nothing can be.
    pub keeping: Option<Keeping>,
    /// What is kept of it, in bytes.
    pub done: f64,
    /// Its size, in bytes.
    pub total: f64,
    /// Whether the host has a newer edition than the one at hand.
    pub newer: bool,
}

/// What is shown below the page.
pub fn edition_status(status: EditionStatus) -> Element {
    let news = status.newer.then(|| {
        element("p")
            .class("new-edition")
            .attr("role", "status")
            .child(words::NEW_EDITION)
            .child(button(Action::Reload, words::READ_IT))
    });
    let keeping = status.keeping.map(|keeping| {
        let total = size(status.total);
        let kept_of = kept_of(status.done, status.total);
        let (text, buttons) = match keeping {
            Keeping::Offered => {
                (words::can_be_kept(&total), vec![button(Action::Keep, words::KEEP_OFFLINE)])
            }
            Keeping::UnderWay => (kept_of, vec![button(Action::Stop, words::STOP)]),
            Keeping::Stopped => (
                kept_of,
                vec![button(Action::Keep, words::GO_ON), button(Action::Forget, words::FORGET)],
            ),
            Keeping::Full => (
                words::no_room(&total),
                vec![button(Action::Keep, words::TRY_AGAIN), button(Action::Forget, words::FORGET)],
            ),
            Keeping::Kept => (words::is_kept(&total), vec![button(Action::Forget, words::FORGET)]),
        };
        let progress = (keeping == Keeping::UnderWay).then(|| {
            element("progress")
                .attr("aria-label", words::KEEPING)
                .attr("max", whole(status.total))
                .attr("value", whole(status.done))
        });
        element("section")
            .class("keeping")
            .attr("aria-label", words::OFFLINE)
            .child(element("p").child(text))
            .child(progress)
            .child(buttons)
    });
    element("div").child(news).child(keeping)
}

/// How much of the edition has come.
pub fn kept_of(done: f64, total: f64) -> String {
    words::kept_of(&size(done), &size(total))
}

fn button(action: Action, text: &'static str) -> Element {
    element("button").attr("type", "button").attr("value", action.name()).child(text)
}

fn whole(bytes: f64) -> String {
    ((bytes / 1e3) as u32).to_string()
}

/// A size in the largest unit that fits, a tenth exact: `0.4 MB`, `1.2 GB`.
fn size(bytes: f64) -> String {
    let (unit, name) = if bytes < 1e9 { (1e5, " MB") } else { (1e8, " GB") };
    let tenths = (bytes / unit) as u32;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), name].concat()
}
