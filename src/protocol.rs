//! What viewer, press and service worker agree on besides the format (`article`) and the names of files
//! (`article::site_files`): attributes in pages, and the messages between viewer and worker.
//!
//! The press declares these as constants before the worker's script (`press/src/viewer_files/names.rs`).

/// The id of the element that contains the page, prerendered by the press and replaced by the viewer.
pub const APP_ID: &str = "app";
/// The attribute with the file name of the prerendered page.
pub const PAGE_ATTRIBUTE: &str = "data-page";
/// The Trusted Types policy with which the viewer registers the service worker.
pub const TRUSTED_TYPES_POLICY: &str = "dateline";

/// What the viewer can request of the worker: `{ task, address }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Cache the current page, which was opened.
    Visited,
    /// Report the download's progress.
    Status,
    /// Download the whole edition, or continue to.
    Download,
    /// Stop the download.
    Stop,
    /// Delete the downloaded edition.
    Delete,
}

impl Request {
    /// All requests.
    pub const ALL: [Request; 5] =
        [Request::Visited, Request::Status, Request::Download, Request::Stop, Request::Delete];

    /// The request's name in a message. Don't change it: viewer and worker may be of different versions.
    pub fn name(self) -> &'static str {
        match self {
            Request::Visited => "visited",
            Request::Status => "tell",
            Request::Download => "keep",
            Request::Stop => "stop",
            Request::Delete => "forget",
        }
    }
}

/// The state of downloading the edition for reading offline. The worker posts `{ state, done, total }`, the
/// last two in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadState {
    /// Not requested.
    NotStarted,
    /// In progress.
    Running,
    /// Stopped by the reader or by a lost connection.
    Stopped,
    /// Failed: the device has too little storage.
    NoSpace,
    /// Complete.
    Complete,
}

impl DownloadState {
    /// All states.
    pub const ALL: [DownloadState; 5] = [
        DownloadState::NotStarted,
        DownloadState::Running,
        DownloadState::Stopped,
        DownloadState::NoSpace,
        DownloadState::Complete,
    ];

    /// The state's name in a message. Don't change it: the worker also stores it on the reader's device.
    pub fn name(self) -> &'static str {
        match self {
            DownloadState::NotStarted => "none",
            DownloadState::Running => "keeping",
            DownloadState::Stopped => "stopped",
            DownloadState::NoSpace => "full",
            DownloadState::Complete => "kept",
        }
    }

    /// The state with this name in a message.
    pub fn named(name: &str) -> Option<DownloadState> {
        DownloadState::ALL.into_iter().find(|state| state.name() == name)
    }
}
