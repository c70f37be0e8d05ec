//! Runs the walks of `tests/walks` natively: the navigation core in a simulated browser tab.
//!
//! The tab has a session history, documents with the viewer, and session storage. It simulates browsers' reactions to the
//! reader's steps and the viewer's commands. The same walks in real browsers show whether the simulation is right.

use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use viewer::navigation::{
    Command, EntryKey, Event, FocusTarget, Navigation, ScrollPosition, ScrollTarget, Scrolled,
    Start,
};
use viewer::route::{Location, Root, Route};
use walks::{Expected, Model, Step, Walk};

#[test]
fn every_walk_of_the_table() {
    let mut failed = Vec::new();
    for walk in walks::table() {
        for keeps_documents in [false, true] {
            if let Err(error) = make(walk, keeps_documents) {
                failed
                    .push(format!("{} (documents kept: {keeps_documents}): {error:#}", walk.name));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(walks::table().count() >= 40, "the table is read");
}

/// Runs the steps of a walk, and checks the state after each.
fn make(walk: Walk, keeps_documents: bool) -> Result<()> {
    let root = Root::at(if walk.in_a_folder { "/a/paper/" } else { "/" });
    let mut tab = Tab::new(root, keeps_documents);
    let mut model = Model::default();
    let mut done = Vec::new();
    for text in walk.steps.split(',').map(str::trim) {
        done.push(text);
        let told = || format!("after: {}", done.join(", "));
        let step = Step::parse(text)?;
        let file = step.page().map(file).unwrap_or_default();
        let top = tab.document().map_or(0.0, |document| document.position.top);
        tab.take(step, &file);
        let expected = model.take(step, &file, top)?;
        check(&tab, &model, expected).with_context(told)?;
    }
    Ok(())
}

/// The file of the page with this name in a walk.
fn file(name: &str) -> String {
    match name {
        "front" => "index.html".to_owned(),
        "headlines" => "headlines.html".to_owned(),
        _ if name.contains('/') => name.to_owned(),
        _ if name.len() == 1 => format!("article/{}.html", name.to_lowercase()),
        _ => format!("section/{name}.html"),
    }
}

fn check(tab: &Tab, model: &Model, expected: Expected) -> Result<()> {
    let entry = model.entry()?;
    let document = tab.document().context("there is no document")?;
    let address = tab.root.address(&Location {
        route: Route::parse(&entry.file),
        fragment: entry.fragment.trim_start_matches('#').to_owned(),
    });
    let (seen, shown) = (&tab.entries[tab.at].address, document.page.file());
    ensure!(*seen == address, "the address is {seen} instead of {address}");
    ensure!(shown == entry.file, "the page is {shown} instead of {}", entry.file);
    let entries = (tab.entries.len(), model.entries());
    ensure!(entries.0 == entries.1, "{} entries instead of {}", entries.0, entries.1);
    ensure!(document.settled, "it has not settled");
    let wanted = match expected {
        Expected::Anywhere => return Ok(()),
        Expected::Top => 0.0,
        Expected::Offset(top) => top,
        Expected::Fragment => place_of(&entry.fragment[1..]).unwrap_or_default(),
    };
    let top = document.position.top;
    ensure!((top - wanted).abs() < 0.2, "it is scrolled to {top} instead of {wanted}");
    Ok(())
}

/// The offset of an element on a page; `None` if there is none.
fn place_of(id: &str) -> Option<f64> {
    (id != "top").then(|| 400.0 + 100.0 * f64::from(id.bytes().map(u32::from).sum::<u32>() % 17))
}

/// A simulated tab.
struct Tab {
    root: Root,
    entries: Vec<Entry>,
    at: usize,
    /// The documents in memory by number. A reload replaces the document of a number.
    documents: BTreeMap<usize, Document>,
    made: usize,
    /// Whether documents enter the back/forward cache.
    keeps_documents: bool,
    storage: String,
    now: f64,
}

/// An entry of the session history.
struct Entry {
    address: String,
    state: Option<EntryKey>,
    document: usize,
    /// The scroll offset that the browser restores: of the entry at which a document was left. Restoring the
    /// others is left to the viewer.
    left_at: Option<f64>,
}

/// A document with the viewer in it.
struct Document {
    navigation: Navigation<Route>,
    page: Route,
    position: ScrollPosition,
    settled: bool,
}

fn locate(root: &Root, address: &str) -> Location {
    let (path, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    root.locate(path.to_owned(), fragment.to_owned())
}

impl Tab {
    fn new(root: Root, keeps_documents: bool) -> Tab {
        let (entries, documents) = (Vec::new(), BTreeMap::new());
        let storage = String::new();
        Tab { root, entries, at: 0, documents, made: 0, keeps_documents, storage, now: 1e12 }
    }

    fn document(&self) -> Option<&Document> {
        self.documents.get(&self.entries.get(self.at)?.document)
    }

    /// The current document.
    fn here(&mut self) -> &mut Document {
        let number = self.entries[self.at].document;
        self.documents.get_mut(&number).expect("the document at hand is alive")
    }

    fn take(&mut self, step: Step<'_>, file: &str) {
        match step {
            Step::Open(_, fragment) => {
                let address = self.root.join(&Route::parse(file).address());
                self.open(address + fragment);
            }
            Step::Follow(_) => self.click(self.root.join(file)),
            Step::Fragment(fragment) => {
                let page = self.entries[self.at].address.split('#').next().unwrap_or_default();
                self.click([page, fragment].concat());
            }
            Step::Go(by) => self.go(by),
            Step::Reload => {
                self.leave(false);
                self.load();
            }
            Step::Scroll(top) => self.here().position.top = top,
            Step::ScrollToEnd => self.here().position.top = 2_900.0,
        }
    }

    /// Opens an address in a new document.
    fn open(&mut self, address: String) {
        if !self.entries.is_empty() {
            self.leave(self.keeps_documents);
        }
        self.entries.truncate(self.at + 1);
        self.made += 1;
        self.entries.push(Entry { address, state: None, document: self.made, left_at: None });
        self.at = self.entries.len() - 1;
        self.load();
    }

    fn click(&mut self, address: String) {
        let (to, position) = (locate(&self.root, &address), self.here().position);
        if !self.dispatch(Event::Clicked(to, position)) {
            self.open(address);
        }
    }

    fn go(&mut self, by: isize) {
        let to = self.at.checked_add_signed(by).filter(|&to| to < self.entries.len());
        let Some(to) = to else {
            return;
        };
        if self.entries[to].document == self.entries[self.at].document {
            self.at = to;
            let Entry { address, state, .. } = &self.entries[to];
            let (location, state) = (locate(&self.root, address), *state);
            let position = self.here().position;
            self.dispatch(Event::Traversed(location, state, position));
            return;
        }
        self.leave(self.keeps_documents);
        self.at = to;
        match self.documents.contains_key(&self.entries[to].document) {
            // Scrolled to its top, as in WebKit.
            true => {
                self.here().position.top = 0.0;
                self.entries[to].left_at = None;
                let stored = self.storage.clone();
                self.dispatch(Event::Restored(stored));
            }
            false => self.load(),
        }
    }

    /// Leaves the current document, which enters the back/forward cache if `keep`.
    fn leave(&mut self, keep: bool) {
        let position = self.here().position;
        self.dispatch(Event::Hidden(position));
        self.entries[self.at].left_at = Some(position.top);
        if !keep {
            let number = self.entries[self.at].document;
            self.documents.remove(&number);
        }
    }

    /// Loads the prerendered page of the current address, which the browser scrolls and the viewer adopts.
    fn load(&mut self) {
        self.now += 1_000.0;
        let Entry { address, state, document, left_at } = &mut self.entries[self.at];
        let location = locate(&self.root, address);
        let page = location.route.clone();
        let fragment = Some(&*location.fragment).filter(|fragment| !fragment.is_empty());
        let top = left_at.take().or_else(|| place_of(fragment?)).unwrap_or_default();
        let start = Start {
            location,
            key: *state,
            last_key: EntryKey::at(self.now),
            unavailable: None,
            stored: &self.storage,
            scrolled: if top == 0.0 { Scrolled::Not } else { Scrolled::ByBrowser },
        };
        let (navigation, commands) = Navigation::start(start);
        let position = ScrollPosition { top, ..ScrollPosition::default() };
        let document_here = Document { navigation, page, position, settled: false };
        self.documents.insert(*document, document_here);
        commands.into_iter().for_each(|command| self.execute(command));
    }

    fn dispatch(&mut self, event: Event<Route>) -> bool {
        let commands = self.here().navigation.handle(event);
        let any = !commands.is_empty();
        commands.into_iter().for_each(|command| self.execute(command));
        any
    }

    fn execute(&mut self, command: Command<Route>) {
        match command {
            Command::SetKey(key) => self.entries[self.at].state = Some(key),
            Command::Load(to, id) => {
                self.here().settled = false;
                let position = self.here().position;
                self.dispatch(Event::Loaded(id, to.route, None, position));
            }
            Command::Push(key, location) => {
                self.entries.truncate(self.at + 1);
                let address = self.root.address(&location);
                let document = self.entries[self.at].document;
                self.entries.push(Entry { address, state: Some(key), document, left_at: None });
                self.at += 1;
                self.dispatch(Event::Pushed);
            }
            Command::Replace(key, location) => {
                let address = self.root.address(&location);
                let entry = &mut self.entries[self.at];
                assert_eq!(entry.state, Some(key), "the key of the current entry");
                entry.address = address;
            }
            Command::Show(route) => self.here().page = route,
            Command::Scroll(target) => {
                self.here().position.top = match target {
                    ScrollTarget::Top => 0.0,
                    ScrollTarget::Element(id) => place_of(&id).unwrap_or_default(),
                    ScrollTarget::Position(position) => position.top,
                };
            }
            Command::Focus(focus) => {
                let link = if let FocusTarget::Link(number) = focus { Some(number) } else { None };
                self.here().position.focused_link = link;
            }
            Command::Settle => self.here().settled = true,
            Command::Store(text) => self.storage = text,
            Command::RetryLater(_) => unreachable!("this tab refuses no entry"),
            Command::Announce
            | Command::BeginProgress
            | Command::EndProgress
            | Command::Prefetch(_) => {}
        }
    }
}
