//! The desk: what the paper says of itself while it is read. It keeps the edition for reading
//! offline, and looks for a new one.

use crate::browser::fetch::Source;
use crate::browser::worker::{self, Report, State, Task};
use crate::browser::{document, visits};
use crate::load::Loader;
use crate::pages::Failure;
use crate::route::Root;
use crate::stage;
use crate::views::{Desk, Keeping, Wish, desk, kept_of};
use article::Publication;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long a look for a new edition holds while the reader goes from page to page, in milliseconds.
const LOOK_HOLDS: f64 = 60_000.0;
/// A worker from which nothing is heard for so long has been ended by the browser, in milliseconds.
const SILENCE: i32 = 15_000;

/// The running desk.
pub struct NewsDesk {
    loader: Loader,
    edition: String,
    bytes: f64,
    state: Rc<Cell<Desk>>,
    change: ArcTrigger,
    looked: Cell<f64>,
    /// Ends the wait for the next report.
    silence: Cell<Option<i32>>,
}

impl NewsDesk {
    /// Opens the desk below the page.
    pub fn open(publication: &Publication, root: Root, loader: Loader) -> Rc<NewsDesk> {
        let state: Rc<Cell<Desk>> = Rc::default();
        let change = ArcTrigger::new();
        let news_desk = Rc::new(NewsDesk {
            loader,
            edition: publication.edition.clone(),
            bytes: f64::from(publication.kilobytes) * 1e3,
            state: Rc::clone(&state),
            change: change.clone(),
            looked: Cell::new(visits::now()),
            silence: Cell::new(None),
        });
        let Some(element) = document::below() else {
            return news_desk;
        };
        let it = Rc::clone(&news_desk);
        visits::on_button(&element, move |name| it.wish(&name));
        stage::put(element, root, change, Box::new(move || desk(state.get()).view()));
        let it = Rc::clone(&news_desk);
        worker::on_report(move |report| it.told(report));
        let it = Rc::clone(&news_desk);
        worker::on_arrival(move || it.worker_is_there());
        let it = Rc::clone(&news_desk);
        visits::on_return(move || it.look());
        news_desk.worker_is_there();
        news_desk
    }

    /// A page has been opened.
    pub fn visited(self: &Rc<Self>) {
        worker::ask(Task::Visited);
        if visits::now() - self.looked.get() > LOOK_HOLDS {
            self.look();
        }
    }

    fn worker_is_there(&self) {
        worker::ask(Task::Visited);
        worker::ask(Task::Tell);
    }

    fn wish(&self, name: &str) {
        match Wish::named(name) {
            Some(Wish::Keep) => worker::ask(Task::Keep),
            Some(Wish::Stop) => worker::ask(Task::Stop),
            Some(Wish::Forget) => worker::ask(Task::Forget),
            Some(Wish::Renew) => document::reload(),
            None => {}
        }
    }

    fn told(&self, Report { state, done, total }: Report) {
        let keeping = match state {
            State::None => Keeping::Offered,
            State::Keeping => Keeping::UnderWay,
            State::Stopped => Keeping::Stopped,
            State::Full => Keeping::Full,
            State::Kept => Keeping::Kept,
        };
        let total = if total > 0.0 { total } else { self.bytes };
        let before = self.state.get();
        let now = Desk { keeping: Some(keeping), done, total, ..before };
        // A button made anew would lose the focus, and the click that has just begun.
        if keeping == Keeping::UnderWay && before.keeping == now.keeping {
            document::show_progress(&kept_of(done, total), done);
        } else if now != before {
            self.show(now);
        }
        if let Some(wait) = self.silence.take() {
            visits::cancel(wait);
        }
        if keeping == Keeping::UnderWay {
            self.silence.set(Some(visits::after(SILENCE, || worker::ask(Task::Keep))));
        }
    }

    fn show(&self, desk: Desk) {
        self.state.set(desk);
        self.change.notify();
    }

    /// Looks whether the host has a new edition.
    fn look(self: &Rc<Self>) {
        self.looked.set(visits::now());
        let desk = Rc::clone(self);
        spawn_local(async move {
            let newer = match desk.loader.publication(Source::Host).await {
                Ok(publication) => publication.edition != desk.edition,
                Err(failure) => failure == Failure::Newer,
            };
            if newer {
                desk.show(Desk { newer: true, ..desk.state.get() });
            }
        });
    }
}
