//! What navigation has the viewer do.

use super::{Key, Spot};
use crate::route::{Location, Route};

/// Something to be done, at once unless it says otherwise.
#[derive(Debug, PartialEq)]
pub enum Command<P> {
    /// Write the key into the current history entry's state.
    NameEntry(Key),
    /// Load the page, then report [`super::Event::Loaded`] with this turn.
    Load(Route, u32),
    /// Add a history entry with this key, and report [`super::Event::Pushed`] or
    /// [`super::Event::PushRefused`].
    Push(Key, Location),
    /// Give the current history entry, which has this key, another address.
    Replace(Key, Location),
    /// Report [`super::Event::RetryDue`] with this turn after a while.
    RetryLater(u32),
    /// Begin a transition from one page to the next, and report [`super::Event::TransitionReady`],
    /// [`super::Event::Shown`] and [`super::Event::TransitionFinished`] with this turn.
    BeginTransition(u32),
    /// Put the page and its title into the document.
    Show(P),
    /// Scroll to the goal, and stay there while the page still grows.
    Scroll(Goal),
    /// Move the focus, without scrolling.
    Focus(Focus),
    /// Have screen readers say the document's title.
    Announce,
    /// A page is being loaded.
    BeginProgress,
    /// No page is being loaded any more.
    EndProgress,
    /// All is done.
    Settle,
    /// Load the page into memory.
    Prefetch(Route),
    /// Store the text for the session's later documents.
    Store(String),
}

/// Where to scroll to.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// The page's top.
    Top,
    /// The element with this id; the page's top if there is none.
    Element(String),
    /// Where the page was left.
    Spot(Spot),
}

/// Where to move the focus.
#[derive(Debug, PartialEq)]
pub enum Focus {
    /// The page's heading, where reading begins.
    Heading,
    /// The element with this id; the heading if there is none.
    Element(String),
    /// The page's link with this number, counted from 0; the heading if there is none.
    Link(u32),
}
