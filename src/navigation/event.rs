//! What navigation is told.

use super::{Key, Spot, Trouble};
use crate::route::Location;

/// What is known when the viewer starts.
pub struct Start<'a> {
    /// What the address bar says.
    pub location: Location,
    /// The key in the state of the current history entry.
    pub key: Option<Key>,
    /// New keys follow this one: greater than any that an earlier document has given.
    pub last_key: Key,
    /// Why the page in the document is not the one that was asked for.
    pub trouble: Option<Trouble>,
    /// What [`super::Command::Store`] has stored in an earlier document of the session.
    pub stored: &'a str,
    /// Whether the reader has scrolled already.
    pub reader_moved: bool,
}

/// Something that has happened. A [`Spot`] is where the reader is on the page in the document; a
/// number is the turn that the command had.
pub enum Event<P> {
    /// A link was clicked.
    Clicked(Location, Spot),
    /// Another history entry is the current one, with the key in its state: back, forward, or a new
    /// fragment in the address bar.
    Traversed(Location, Option<Key>, Spot),
    /// [`super::Command::Load`] has an outcome.
    Loaded(u32, P, Option<Trouble>, Spot),
    /// [`super::Command::Push`] was carried out.
    Pushed,
    /// The browser has refused [`super::Command::Push`]: when hundreds of entries are added within
    /// seconds, browsers take no more for a while.
    PushRefused,
    /// [`super::Command::RetryLater`] has waited.
    RetryDue(u32),
    /// [`super::Command::BeginTransition`] has kept the picture of the old page: it may go.
    TransitionReady(u32),
    /// The page of [`super::Command::Show`] is in the document.
    Shown(u32),
    /// The transition is over.
    TransitionFinished(u32),
    /// The document may go away: `pagehide`.
    Hidden(Spot),
    /// The document comes back out of the browser's back/forward cache. The text is what is stored
    /// now: other documents may have stored theirs since.
    Restored(String),
    /// The reader will probably follow a link to this location.
    Interest(Location),
}
