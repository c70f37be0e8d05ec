//! The edition: keeping it on this device for reading offline, and telling of a newer one.

use crate::browser::document;
use crate::browser::events::{on_button, on_return};
use crate::browser::fetch::Browser;
use crate::browser::time::{after, cancel, now};
use crate::browser::worker::{self, Report};
use crate::load::{Loader, Source};
use crate::mount;
use crate::pages::Failure;
use crate::protocol::{Keeping, Task};
use crate::route::Root;
use crate::views::{Action, EditionStatus, edition_status, kept_of};
use article::Publication;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The host is asked for a new edition at most once in this time, in milliseconds, while the reader goes
/// from page to page.
const CHECK_INTERVAL: f64 = 60_000.0;
/// The browser has ended a service worker that reports nothing for so long, in milliseconds.
const SILENCE: i32 = 15_000;

/// The edition that is being read.
pub struct Edition {
    loader: Loader<Browser>,
    /// Tells it from other editions.
    mark: String,
    bytes: f64,
    status: Rc<Cell<EditionStatus>>,
    /// Notified when the status has changed.
    change: ArcTrigger,
    checked_at: Cell<f64>,
    /// The timer that ends when no report has come.
    silence: Cell<Option<i32>>,
}

impl Edition {
    /// Shows the edition's status below the page, and follows it.
    pub fn follow(publication: &Publication, root: Root, loader: Loader<Browser>) -> Rc<Edition> {
        let status: Rc<Cell<EditionStatus>> = Rc::default();
        let change = ArcTrigger::new();
        let edition = Rc::new(Edition {
            loader,
            mark: publication.edition.clone(),
            bytes: f64::from(publication.kilobytes) * 1e3,
            status: Rc::clone(&status),
            change: change.clone(),
            checked_at: Cell::new(now()),
            silence: Cell::new(None),
        });
        let Some(element) = document::add_below_page() else {
            return edition;
        };
        let it = Rc::clone(&edition);
        on_button(&element, move |name| it.pressed(&name));
        mount::mount(element, root, change, Box::new(move || edition_status(status.get()).view()));
        let it = Rc::clone(&edition);
        worker::on_report(move |report| it.reported(report));
        let it = Rc::clone(&edition);
        worker::on_arrival(move || it.worker_arrived());
        let it = Rc::clone(&edition);
        on_return(move || it.check());
        edition.worker_arrived();
        edition
    }

    /// A page has been opened.
    pub fn page_opened(self: &Rc<Self>) {
        worker::ask(Task::Visited);
        if now() - self.checked_at.get() > CHECK_INTERVAL {
            self.check();
        }
    }

    fn worker_arrived(&self) {
        worker::ask(Task::Visited);
        worker::ask(Task::Tell);
    }

    fn pressed(&self, name: &str) {
        match Action::named(name) {
            Some(Action::Keep) => worker::ask(Task::Keep),
            Some(Action::Stop) => worker::ask(Task::Stop),
            Some(Action::Forget) => worker::ask(Task::Forget),
            Some(Action::Reload) => document::reload(),
            None => {}
        }
    }

    fn reported(&self, Report { keeping, done, total }: Report) {
        let total = if total > 0.0 { total } else { self.bytes };
        let before = self.status.get();
        let status = EditionStatus { keeping: Some(keeping), done, total, ..before };
        // A new button would lose the focus, and a click that has just begun.
        if keeping == Keeping::UnderWay && before.keeping == status.keeping {
            document::show_kept(&kept_of(done, total), done);
        } else if status != before {
            self.set(status);
        }
        if let Some(timer) = self.silence.take() {
            cancel(timer);
        }
        if keeping == Keeping::UnderWay {
            self.silence.set(Some(after(SILENCE, || worker::ask(Task::Keep))));
        }
    }

    fn set(&self, status: EditionStatus) {
        self.status.set(status);
        self.change.notify();
    }

    /// Asks the host whether there is a new edition.
    fn check(self: &Rc<Self>) {
        self.checked_at.set(now());
        let edition = Rc::clone(self);
        spawn_local(async move {
            let newer = match edition.loader.publication(Source::Host).await {
                Ok(publication) => publication.edition != edition.mark,
                Err(failure) => failure == Failure::Newer,
            };
            if newer {
                edition.set(EditionStatus { newer: true, ..edition.status.get() });
            }
        });
    }
}
