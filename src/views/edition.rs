//! The edition's status below the page: its download for reading offline, and the notice of a newer edition.

use super::element::{Element, element};
use super::words;
use crate::protocol::DownloadState;

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Starts or continues the download.
    Download,
    /// Stops the download.
    Stop,
    /// Deletes the downloaded files.
    Delete,
    /// Reloads the document, which loads the new edition.
    Reload,
}

impl Action {
    const ALL: [Action; 4] = [Action::Download, Action::Stop, Action::Delete, Action::Reload];

    /// The `value` of its button.
    pub fn name(self) -> &'static str {
        match self {
            Action::Download => "keep",
            Action::Stop => "stop",
            Action::Delete => "forget",
            Action::Reload => "reload",
        }
    }

    /// The action whose button has this value.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// The status of the edition.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EditionStatus {
    /// The download's state; `None` without a service worker.
    pub download: Option<DownloadState>,
    /// The bytes that are downloaded.
    pub done: f64,
    /// The edition's size in bytes.
    pub total: f64,
    /// Whether the host has a newer edition.
    pub newer: bool,
}

/// The status, as shown below the page.
pub fn edition_status(status: EditionStatus) -> Element {
    let news = status.newer.then(|| {
        element("p")
            .class("new-edition")
            .attr("role", "status")
            .child(words::NEW_EDITION)
            .child(button(Action::Reload, words::READ_IT))
    });
    let download = status.download.map(|state| {
        let total = size(status.total);
        let kept_of = kept_of(status.done, status.total);
        let (text, buttons) = match state {
            DownloadState::NotStarted => {
                (words::can_be_kept(&total), vec![button(Action::Download, words::KEEP_OFFLINE)])
            }
            DownloadState::Running => (kept_of, vec![button(Action::Stop, words::STOP)]),
            DownloadState::Stopped => (
                kept_of,
                vec![button(Action::Download, words::GO_ON), button(Action::Delete, words::FORGET)],
            ),
            DownloadState::NoSpace => (
                words::no_room(&total),
                vec![
                    button(Action::Download, words::TRY_AGAIN),
                    button(Action::Delete, words::FORGET),
                ],
            ),
            DownloadState::Complete => {
                (words::is_kept(&total), vec![button(Action::Delete, words::FORGET)])
            }
        };
        let progress = (state == DownloadState::Running).then(|| {
            element("progress")
                .attr("aria-label", words::KEEPING)
                .attr("max", kilobytes(status.total))
                .attr("value", kilobytes(status.done))
        });
        element("section")
            .class("keeping")
            .attr("aria-label", words::OFFLINE)
            .child(element("p").child(text))
            .child(progress)
            .child(buttons)
    });
    element("div").child(news).child(download)
}

/// How much of the edition is downloaded, in words.
pub fn kept_of(done: f64, total: f64) -> String {
    words::kept_of(&size(done), &size(total))
}

fn button(action: Action, text: &'static str) -> Element {
    element("button").attr("type", "button").attr("value", action.name()).child(text)
}

fn kilobytes(bytes: f64) -> String {
    ((bytes / 1e3) as u32).to_string()
}

/// A size with one decimal: `0.4 MB`, `1.2 GB`.
fn size(bytes: f64) -> String {
    let (unit, name) = if bytes < 1e9 { (1e5, " MB") } else { (1e8, " GB") };
    let tenths = (bytes / unit) as u32;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), name].concat()
}
