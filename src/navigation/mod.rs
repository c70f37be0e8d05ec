//! Navigation as a state machine: events in, commands out.
//!
//! It uses neither `web-sys` nor a clock, so unit tests and the walks of `tests/walks` run it natively.
//! `app.rs` dispatches the events and executes the commands. `P` is the type of a page, which this module
//! only passes through.
//!
//! The page of a link is loaded first; then the address and the document change together. Each navigation
//! has an id. A later navigation supersedes a pending one, and results with an outdated id are ignored, so
//! the document always shows the page of the last navigation.

mod command;
mod event;
mod scroll_positions;
#[cfg(test)]
mod tests;

pub use command::{Command, FocusTarget, ScrollTarget};
pub use event::{Event, Scrolled, Start};
pub use scroll_positions::{EntryKey, ScrollPosition};

use crate::route::{Location, Route};
use scroll_positions::ScrollPositions;

/// Why the page in the document is not the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// Loading it again may help.
    Retryable,
    /// Its format is newer than this viewer: the document must be reloaded to get a newer viewer.
    NeedsReload,
}

/// What a navigation does to the session history, as in the Navigation API.
#[derive(Clone, Copy, PartialEq)]
enum NavigationType {
    /// Adds an entry.
    Push,
    /// Replaces the current entry's address.
    Replace,
    /// Nothing: the browser has made another entry the current one already.
    Traverse,
}

/// A navigation in progress.
struct Pending<P> {
    to: Location,
    kind: NavigationType,
    /// The loaded page. `None` before that, and if the page is in the document already.
    page: Option<(P, Option<Unavailable>)>,
}

/// The state of navigation.
pub struct Navigation<P> {
    /// The route of the page in the document.
    shown: Route,
    unavailable: Option<Unavailable>,
    /// The location in the address bar.
    location: Location,
    /// The current entry of the session history.
    entry: EntryKey,
    /// The entry whose page is in the document.
    shown_entry: EntryKey,
    last_key: EntryKey,
    id: u32,
    pending: Option<Pending<P>>,
    scroll_positions: ScrollPositions,
}

type Commands<P> = Vec<Command<P>>;

impl<P> Navigation<P> {
    /// Starts with the page that is in the document.
    pub fn start(start: Start<'_>) -> (Navigation<P>, Commands<P>) {
        let mut navigation = Navigation {
            shown: start.location.route.clone(),
            unavailable: start.unavailable,
            location: start.location,
            entry: start.last_key,
            shown_entry: start.last_key,
            last_key: start.last_key,
            id: 0,
            pending: None,
            scroll_positions: ScrollPositions::default(),
        };
        navigation.scroll_positions.add_serialized(start.stored);
        let mut out = Vec::new();
        navigation.set_entry(start.key, &mut out);
        navigation.shown_entry = navigation.entry;
        let position = navigation.scroll_positions.get(navigation.entry);
        let fragment = &navigation.location.fragment;
        let target = match start.scrolled {
            Scrolled::ByReader => None,
            Scrolled::ByBrowser => {
                position.filter(|position| position.details_open).map(ScrollTarget::Position)
            }
            Scrolled::Not => position.map(ScrollTarget::Position).or_else(|| {
                (!fragment.is_empty()).then(|| ScrollTarget::Element(fragment.clone()))
            }),
        };
        out.extend(target.map(Command::Scroll));
        out.push(Command::Settle);
        (navigation, out)
    }

    /// Handles an event. Returns commands to execute in this order. If a click yields none, the browser
    /// follows the link.
    pub fn handle(&mut self, event: Event<P>) -> Commands<P> {
        let mut out = Vec::new();
        match event {
            Event::Clicked(to, position) => self.clicked(to, position, &mut out),
            Event::Traversed(to, key, position) => {
                self.save_position(position);
                self.set_entry(key, &mut out);
                self.location = to.clone();
                self.navigate(to, NavigationType::Traverse, &mut out);
            }
            Event::Loaded(id, page, unavailable, position) => {
                if let Some(pending) = self.pending(id) {
                    pending.page = Some((page, unavailable));
                    if pending.kind != NavigationType::Traverse {
                        self.save_position(position);
                    }
                    out.push(Command::EndProgress);
                    self.update_history(&mut out);
                }
            }
            Event::Pushed => {
                self.entry = self.last_key;
                self.history_updated(&mut out);
            }
            Event::PushRefused => out.push(Command::RetryLater(self.id)),
            Event::RetryDue(id) => {
                if self.pending(id).is_some() {
                    self.update_history(&mut out);
                }
            }
            Event::Hidden(position) => {
                self.save_position(position);
                out.push(Command::Store(self.scroll_positions.serialize()));
            }
            Event::Restored(stored) => {
                self.scroll_positions.add_serialized(&stored);
                if let Some(position) = self.scroll_positions.get(self.entry) {
                    out.push(Command::Scroll(ScrollTarget::Position(position)));
                }
            }
            Event::Interest(to) => {
                if to.route != self.shown {
                    out.push(Command::Prefetch(to.route));
                }
            }
        }
        out
    }

    fn clicked(&mut self, mut to: Location, position: ScrollPosition, out: &mut Commands<P>) {
        if matches!(to.route, Route::NotFound(_)) {
            return;
        }
        // The address may change before the page does, so this may be the second click of a double click.
        let mut kind =
            if to == self.location { NavigationType::Replace } else { NavigationType::Push };
        if to.route == self.shown {
            match self.unavailable {
                Some(Unavailable::NeedsReload) => return,
                Some(Unavailable::Retryable) => {
                    to.fragment.clear();
                    kind = NavigationType::Replace;
                }
                None => self.save_position(position),
            }
        }
        self.navigate(to, kind, out);
    }

    /// Starts a navigation, superseding the pending one.
    fn navigate(&mut self, to: Location, kind: NavigationType, out: &mut Commands<P>) {
        self.id += 1;
        // *Try again* is a link to the current page. Traversing to that page only scrolls.
        let is_retry = self.unavailable.is_some() && kind == NavigationType::Replace;
        if to.route == self.shown && !is_retry {
            out.push(Command::EndProgress);
            self.pending = Some(Pending { to, kind, page: None });
            self.update_history(out);
        } else {
            out.push(Command::BeginProgress);
            out.push(Command::Load(to.clone(), self.id));
            self.pending = Some(Pending { to, kind, page: None });
        }
    }

    /// Updates the session history, and with it the address bar.
    fn update_history(&mut self, out: &mut Commands<P>) {
        let Some(Pending { to, kind, .. }) = &self.pending else {
            return;
        };
        match kind {
            NavigationType::Push => {
                self.last_key = self.last_key.next();
                out.push(Command::Push(self.last_key, to.clone()));
                // The browser may refuse: see `Event::Pushed` and `Event::PushRefused`.
            }
            NavigationType::Replace => {
                out.push(Command::Replace(self.entry, to.clone()));
                self.history_updated(out);
            }
            NavigationType::Traverse => self.history_updated(out),
        }
    }

    /// Finishes the navigation: shows its page, scrolls, moves focus, announces the title.
    fn history_updated(&mut self, out: &mut Commands<P>) {
        let Some(Pending { to, kind, page }) = self.pending.take() else {
            return;
        };
        let same_page = page.is_none();
        if let Some((page, unavailable)) = page {
            self.shown = to.route.clone();
            self.unavailable = unavailable;
            out.push(Command::Show(page));
        }
        self.location = to.clone();
        self.shown_entry = self.entry;
        let position =
            self.scroll_positions.get(self.entry).filter(|_| kind == NavigationType::Traverse);
        let (target, focus) = match position {
            Some(position) => {
                (ScrollTarget::Position(position), position.focused_link.map(FocusTarget::Link))
            }
            None if to.fragment.is_empty() => (ScrollTarget::Top, Some(FocusTarget::Heading)),
            None => (
                ScrollTarget::Element(to.fragment.clone()),
                Some(FocusTarget::Element(to.fragment)),
            ),
        };
        out.push(Command::Scroll(target));
        // Traversing between fragments of one page doesn't move the focus.
        if let Some(focus) = focus.or_else(|| (!same_page).then_some(FocusTarget::Heading)) {
            out.push(Command::Focus(focus));
        }
        if !same_page {
            out.push(Command::Announce);
        }
        out.push(Command::Settle);
    }

    /// Sets the current entry. An entry without a key gets one: it was created by opening an address, or by
    /// editing the fragment in the address bar.
    fn set_entry(&mut self, key: Option<EntryKey>, out: &mut Commands<P>) {
        self.entry = key.unwrap_or_else(|| {
            self.last_key = self.last_key.next();
            out.push(Command::SetKey(self.last_key));
            self.last_key
        });
    }

    /// Saves the scroll position of the page in the document.
    fn save_position(&mut self, position: ScrollPosition) {
        self.scroll_positions.set(self.shown_entry, position);
    }

    fn pending(&mut self, id: u32) -> Option<&mut Pending<P>> {
        self.pending.as_mut().filter(|_| id == self.id)
    }
}
