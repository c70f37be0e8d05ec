//! The events that navigation handles.

use super::{EntryKey, ScrollPosition, Unavailable};
use crate::route::Location;

/// The initial state, when the viewer starts.
pub struct Start<'a> {
    /// The location in the address bar.
    pub location: Location,
    /// The key in the state of the current history entry.
    pub key: Option<EntryKey>,
    /// New keys are greater than this one, which is greater than all keys of earlier documents.
    pub last_key: EntryKey,
    /// Why the page in the document is not the one that was asked for.
    pub unavailable: Option<Unavailable>,
    /// What an earlier document of the session stored through [`super::Command::Store`].
    pub stored: &'a str,
    /// Whether the page is scrolled already.
    pub scrolled: Scrolled,
}

/// Who has scrolled the page before the viewer started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrolled {
    /// Nobody: the viewer has built the page.
    Not,
    /// The browser: it scrolls a prerendered page to its fragment, and restores its scroll position. It
    /// doesn't restore an open list of months, whose pages are longer.
    ByBrowser,
    /// The reader has scrolled or pressed something.
    ByReader,
}

/// Something that happened. A [`ScrollPosition`] is that of the page in the document. A number is the id of
/// the navigation whose command led to the event.
pub enum Event<P> {
    /// A link was clicked.
    Clicked(Location, ScrollPosition),
    /// Another history entry has become the current one, with the key in its state: back, forward, or an
    /// edited fragment in the address bar.
    Traversed(Location, Option<EntryKey>, ScrollPosition),
    /// [`super::Command::Load`] has ended, successfully or not.
    Loaded(u32, P, Option<Unavailable>, ScrollPosition),
    /// [`super::Command::Push`] has added an entry.
    Pushed,
    /// The browser has refused [`super::Command::Push`]: browsers limit how many entries a page may add
    /// within seconds.
    PushRefused,
    /// The delay of [`super::Command::RetryLater`] is over.
    RetryDue(u32),
    /// `pagehide`: the document may be unloaded.
    Hidden(ScrollPosition),
    /// The document was restored from the back/forward cache. The text is what session storage holds now:
    /// other documents may have written to it since.
    Restored(String),
    /// The reader hovers, focuses or touches a link to this location.
    Interest(Location),
}
