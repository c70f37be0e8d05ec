//! Navigation as a state machine: events in, commands out.
//!
//! It knows no browser and no clock, so unit tests and the walks of `tests/walks` drive it natively;
//! `app.rs` reports the events and carries the commands out. `P` is a page, which is only handed on.
//!
//! A page that is followed to is loaded first; only then do the address and the document change,
//! together. Each navigation has a number, its turn. A later one supersedes an earlier one that still
//! waits, and an answer that comes with an old turn is ignored. So the document always shows the
//! page of the last navigation.

mod command;
mod event;
mod spots;
#[cfg(test)]
mod tests;

pub use command::{Command, Focus, Goal};
pub use event::{Event, Start};
pub use spots::{Key, Spot};

use crate::route::{Location, Route};
use spots::Spots;

/// Why the page in the document is not the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another try may help.
    Passing,
    /// Only a newer viewer can read the page, and only the host has one.
    Newer,
}

/// What a navigation does to the session history.
#[derive(Clone, Copy, PartialEq)]
enum Change {
    /// It adds an entry.
    Push,
    /// It gives the current entry another address.
    Replace,
    /// None: another entry has become the current one already.
    Traverse,
}

/// A navigation that is not finished.
struct Pending<P> {
    to: Location,
    change: Change,
    /// What was loaded. `None` before that, and if the page is in the document already.
    page: Option<(P, Option<Trouble>)>,
}

/// The state of navigation.
pub struct Navigation<P> {
    /// The route of the page in the document.
    shown: Route,
    trouble: Option<Trouble>,
    /// What the address bar says.
    location: Location,
    /// The current entry of the session history.
    entry: Key,
    /// The entry whose page is in the document; `None` while that page is being replaced.
    shown_entry: Option<Key>,
    last_key: Key,
    turn: u32,
    pending: Option<Pending<P>>,
    spots: Spots,
}

type Commands<P> = Vec<Command<P>>;

impl<P> Navigation<P> {
    /// Begins with the page that is in the document.
    pub fn start(start: Start<'_>) -> (Navigation<P>, Commands<P>) {
        let mut navigation = Navigation {
            shown: start.location.route.clone(),
            trouble: start.trouble,
            location: start.location,
            entry: start.last_key,
            shown_entry: None,
            last_key: start.last_key,
            turn: 0,
            pending: None,
            spots: Spots::default(),
        };
        navigation.spots.read(start.stored);
        let mut out = Vec::new();
        navigation.enter(start.key, &mut out);
        navigation.shown_entry = Some(navigation.entry);
        if !start.reader_moved {
            let fragment = &navigation.location.fragment;
            if let Some(spot) = navigation.spots.get(navigation.entry) {
                out.push(Command::Scroll(Goal::Spot(spot)));
            } else if !fragment.is_empty() {
                out.push(Command::Scroll(Goal::Element(fragment.clone())));
            }
        }
        out.push(Command::Settle);
        (navigation, out)
    }

    /// What is to be done about `event`, in this order. A click about which nothing is to be done is
    /// the browser's to follow.
    pub fn handle(&mut self, event: Event<P>) -> Commands<P> {
        let mut out = Vec::new();
        match event {
            Event::Clicked(to, spot) => self.clicked(to, spot, &mut out),
            Event::Traversed(to, key, spot) => {
                self.remember(spot);
                self.enter(key, &mut out);
                self.location = to.clone();
                self.go(to, Change::Traverse, &mut out);
            }
            Event::Loaded(turn, page, trouble, spot) => {
                if let Some(pending) = self.pending_at(turn) {
                    pending.page = Some((page, trouble));
                    if pending.change != Change::Traverse {
                        self.remember(spot);
                    }
                    out.push(Command::EndProgress);
                    self.change_history(&mut out);
                }
            }
            Event::Pushed => {
                self.entry = self.last_key;
                self.history_changed(&mut out);
            }
            Event::PushRefused => out.push(Command::RetryLater(self.turn)),
            Event::RetryDue(turn) => {
                if self.pending_at(turn).is_some() {
                    self.change_history(&mut out);
                }
            }
            Event::TransitionReady(turn) => self.replace_page(turn, &mut out),
            Event::Shown(turn) => {
                if self.pending_at(turn).is_some() {
                    self.arrive(false, &mut out);
                }
            }
            Event::TransitionFinished(turn) => {
                if turn == self.turn {
                    out.push(Command::Settle);
                }
            }
            Event::Hidden(spot) => {
                self.remember(spot);
                out.push(Command::Store(self.spots.write()));
            }
            Event::Restored(stored) => {
                self.spots.read(&stored);
                if let Some(spot) = self.spots.get(self.entry) {
                    out.push(Command::Scroll(Goal::Spot(spot)));
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

    fn clicked(&mut self, mut to: Location, spot: Spot, out: &mut Commands<P>) {
        if matches!(to.route, Route::NotFound(_)) {
            return;
        }
        // The address may be there before the page: at the second click of a double click.
        let mut change = if to == self.location { Change::Replace } else { Change::Push };
        if to.route == self.shown {
            match self.trouble {
                Some(Trouble::Newer) => return,
                Some(Trouble::Passing) => {
                    to.fragment.clear();
                    change = Change::Replace;
                }
                None => self.remember(spot),
            }
        }
        self.go(to, change, out);
    }

    /// Begins a navigation, and supersedes the one before.
    fn go(&mut self, to: Location, change: Change, out: &mut Commands<P>) {
        self.turn += 1;
        // *Try again* is a link to the page at hand. Stepping to it only goes to a place on it.
        let again = self.trouble.is_some() && change == Change::Replace;
        if to.route == self.shown && !again {
            out.push(Command::EndProgress);
            self.pending = Some(Pending { to, change, page: None });
            self.change_history(out);
        } else {
            out.push(Command::BeginProgress);
            out.push(Command::Load(to.route.clone(), self.turn));
            self.pending = Some(Pending { to, change, page: None });
        }
    }

    /// Makes the session history and the address bar say where the navigation leads.
    fn change_history(&mut self, out: &mut Commands<P>) {
        let Some(Pending { to, change, .. }) = &self.pending else {
            return;
        };
        match change {
            Change::Push => {
                self.last_key = self.last_key.next();
                out.push(Command::Push(self.last_key, to.clone()));
                // The browser may refuse: see `Event::Pushed` and `Event::PushRefused`.
            }
            Change::Replace => {
                out.push(Command::Replace(self.entry, to.clone()));
                self.history_changed(out);
            }
            Change::Traverse => self.history_changed(out),
        }
    }

    fn history_changed(&mut self, out: &mut Commands<P>) {
        let Some(Pending { to, page, .. }) = &self.pending else {
            return;
        };
        self.location = to.clone();
        if page.is_some() {
            self.shown_entry = None;
            out.push(Command::BeginTransition(self.turn));
        } else {
            self.arrive(true, out);
        }
    }

    fn replace_page(&mut self, turn: u32, out: &mut Commands<P>) {
        let Some(pending) = self.pending.as_mut().filter(|_| turn == self.turn) else {
            return;
        };
        if let Some((page, trouble)) = pending.page.take() {
            self.shown = pending.to.route.clone();
            self.trouble = trouble;
            out.push(Command::Show(page));
        }
    }

    /// The page is in the document: restores scroll, moves focus, announces the title.
    fn arrive(&mut self, same_page: bool, out: &mut Commands<P>) {
        let Some(Pending { to, change, .. }) = self.pending.take() else {
            return;
        };
        self.shown_entry = Some(self.entry);
        let spot = self.spots.get(self.entry).filter(|_| change == Change::Traverse);
        let (goal, focus) = match spot {
            Some(spot) => (Goal::Spot(spot), spot.link.map(Focus::Link)),
            None if to.fragment.is_empty() => (Goal::Top, Some(Focus::Heading)),
            None => (Goal::Element(to.fragment.clone()), Some(Focus::Element(to.fragment))),
        };
        out.push(Command::Scroll(goal));
        // Stepping between places on one page leaves the focus where it is.
        if let Some(focus) = focus.or_else(|| (!same_page).then_some(Focus::Heading)) {
            out.push(Command::Focus(focus));
        }
        out.push(if same_page { Command::Settle } else { Command::Announce });
    }

    /// `key` names the entry that is the current one now. An entry without a key (opened by its
    /// address, or by a change of the fragment in the address bar) gets one.
    fn enter(&mut self, key: Option<Key>, out: &mut Commands<P>) {
        self.entry = key.unwrap_or_else(|| {
            self.last_key = self.last_key.next();
            out.push(Command::NameEntry(self.last_key));
            self.last_key
        });
    }

    /// Remembers where the reader is on the page in the document.
    fn remember(&mut self, spot: Spot) {
        if let Some(key) = self.shown_entry {
            self.spots.set(key, spot);
        }
    }

    fn pending_at(&mut self, turn: u32) -> Option<&mut Pending<P>> {
        self.pending.as_mut().filter(|_| turn == self.turn)
    }
}
