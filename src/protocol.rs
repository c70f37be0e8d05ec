//! What the viewer, the press and the service worker agree on, besides the format (`article`) and the
//! names of files (`article::site_files`): marks in pages, and messages between viewer and worker.
//!
//! The press writes these before the worker's script as constants (`press/src/viewer_files/names.rs`).

/// The id of the element that holds the app.
pub const APP_ID: &str = "app";
/// The attribute that says which page the HTML is: the file's name.
pub const PAGE_ATTRIBUTE: &str = "data-page";
/// The Trusted Types policy by which the viewer starts the service worker.
pub const TRUSTED_TYPES_POLICY: &str = "dateline";

/// What the viewer can ask the worker for: `{ task, address }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// To keep the page at hand: it was opened.
    Visited,
    /// To say how far the edition is kept.
    Tell,
    /// To keep the whole edition.
    Keep,
    /// To stop keeping it.
    Stop,
    /// To forget it.
    Forget,
}

impl Task {
    /// All tasks.
    pub const ALL: [Task; 5] = [Task::Visited, Task::Tell, Task::Keep, Task::Stop, Task::Forget];

    /// The task in a message.
    pub fn name(self) -> &'static str {
        match self {
            Task::Visited => "visited",
            Task::Tell => "tell",
            Task::Keep => "keep",
            Task::Stop => "stop",
            Task::Forget => "forget",
        }
    }
}

/// How far the edition is kept on this device. The worker reports `{ state, done, total }`, the last two in
/// bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing is kept, and nothing was asked for.
    Offered,
    /// It is being fetched.
    UnderWay,
    /// The reader has stopped it, or the connection is lost.
    Stopped,
    /// There is not enough room.
    Full,
    /// All of it is kept.
    Kept,
}

impl Keeping {
    /// All states.
    pub const ALL: [Keeping; 5] =
        [Keeping::Offered, Keeping::UnderWay, Keeping::Stopped, Keeping::Full, Keeping::Kept];

    /// The state in a message.
    pub fn name(self) -> &'static str {
        match self {
            Keeping::Offered => "none",
            Keeping::UnderWay => "keeping",
            Keeping::Stopped => "stopped",
            Keeping::Full => "full",
            Keeping::Kept => "kept",
        }
    }

    /// The state with this name.
    pub fn named(name: &str) -> Option<Keeping> {
        Keeping::ALL.into_iter().find(|state| state.name() == name)
    }
}
