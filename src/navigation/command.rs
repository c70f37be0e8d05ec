//! The commands that navigation issues.

use super::{EntryKey, ScrollPosition};
use crate::route::{Location, Route};

/// An effect for the viewer to execute, immediately unless documented otherwise.
#[derive(Debug, PartialEq)]
pub enum Command<P> {
    /// Write the key into the current history entry's state.
    SetKey(EntryKey),
    /// Load the page at the location, then dispatch [`super::Event::Loaded`] with this navigation's id.
    Load(Location, u32),
    /// Add a history entry with this key, then dispatch [`super::Event::Pushed`] or
    /// [`super::Event::PushRefused`].
    Push(EntryKey, Location),
    /// Replace the address of the current history entry, which has this key.
    Replace(EntryKey, Location),
    /// After a delay, dispatch [`super::Event::RetryDue`] with this id.
    RetryLater(u32),
    /// Put the page into the document, with its head.
    Show(P),
    /// Scroll to the target, and stay anchored there while the page's height changes.
    Scroll(ScrollTarget),
    /// Move the focus, without scrolling.
    Focus(FocusTarget),
    /// Announce the document's title in the live region.
    Announce,
    /// Show that a page is loading.
    BeginProgress,
    /// Stop showing that a page is loading.
    EndProgress,
    /// The navigation is complete.
    Settle,
    /// Load the page into the cache.
    Prefetch(Route),
    /// Write the text to session storage.
    Store(String),
}

/// Where to scroll to.
#[derive(Clone, Debug, PartialEq)]
pub enum ScrollTarget {
    /// The top of the page.
    Top,
    /// The element with this id; the top if there is none.
    Element(String),
    /// A saved position.
    Position(ScrollPosition),
}

/// Where to move the focus.
#[derive(Debug, PartialEq)]
pub enum FocusTarget {
    /// The page's main heading.
    Heading,
    /// The element with this id; the heading if there is none.
    Element(String),
    /// The page's link with this index; the heading if there is none.
    Link(u32),
}
