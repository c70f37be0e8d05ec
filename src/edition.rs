//! The edition's status below the page: the download for reading offline, and the notice of a newer edition.

use crate::browser::build::build;
use crate::browser::events::{on_button, on_resume};
use crate::browser::fetch::BrowserHost;
use crate::browser::time::{after, cancel, now};
use crate::browser::worker::{self, DownloadProgress};
use crate::browser::{Element, document};
use crate::load::{CacheMode, Loader};
use crate::pages::Failure;
use crate::protocol::{DownloadState, Request};
use crate::route::Root;
use crate::views::{Action, EditionStatus, edition_status, kept_of};
use article::Publication;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The shortest interval between checks for a new edition as pages are opened, in milliseconds.
const CHECK_INTERVAL: f64 = 60_000.0;
/// A service worker that reports no progress for this long has been stopped by the browser. In milliseconds.
const WORKER_TIMEOUT: i32 = 15_000;

/// The edition that the open document belongs to.
pub struct Edition {
    root: Root,
    loader: Loader<BrowserHost>,
    /// The element with the status.
    element: Element,
    /// Identifies the edition.
    id: String,
    bytes: f64,
    status: Cell<EditionStatus>,
    checked_at: Cell<f64>,
    /// The timer that restarts a download without progress.
    watchdog: Cell<Option<i32>>,
}

impl Edition {
    /// Shows the status below the page, and keeps it up to date; `None` without a body.
    pub fn show(
        publication: &Publication,
        root: Root,
        loader: Loader<BrowserHost>,
    ) -> Option<Rc<Edition>> {
        let element = document::create_status_element()?;
        let edition = Rc::new(Edition {
            root,
            loader,
            element: element.clone(),
            id: publication.edition.clone(),
            bytes: f64::from(publication.kilobytes) * 1e3,
            status: Cell::default(),
            checked_at: Cell::new(now()),
            watchdog: Cell::new(None),
        });
        let it = Rc::clone(&edition);
        on_button(&element, move |name| it.pressed(&name));
        let it = Rc::clone(&edition);
        worker::on_progress(move |report| it.progress(report));
        let it = Rc::clone(&edition);
        worker::on_controller_change(move || it.worker_ready());
        let it = Rc::clone(&edition);
        on_resume(move || it.check());
        edition.worker_ready();
        Some(edition)
    }

    /// Tells the service worker that a page was opened, and checks for a new edition now and then.
    pub fn page_opened(self: &Rc<Self>) {
        worker::post(Request::Visited);
        if now() - self.checked_at.get() > CHECK_INTERVAL {
            self.check();
        }
    }

    fn worker_ready(&self) {
        worker::post(Request::Visited);
        worker::post(Request::Status);
    }

    fn pressed(&self, name: &str) {
        match Action::named(name) {
            Some(Action::Download) => worker::post(Request::Download),
            Some(Action::Stop) => worker::post(Request::Stop),
            Some(Action::Delete) => worker::post(Request::Delete),
            Some(Action::Reload) => document::reload(),
            None => {}
        }
    }

    fn progress(&self, DownloadProgress { state, done, total }: DownloadProgress) {
        let total = if total > 0.0 { total } else { self.bytes };
        let before = self.status.get();
        let status = EditionStatus { download: Some(state), done, total, ..before };
        // Rendering anew would replace the button, and with it the focus and a click in progress.
        if state == DownloadState::Running && before.download == status.download {
            document::update_progress(&kept_of(done, total), done);
        } else if status != before {
            self.set(status);
        }
        if let Some(timer) = self.watchdog.take() {
            cancel(timer);
        }
        if state == DownloadState::Running {
            self.watchdog.set(Some(after(WORKER_TIMEOUT, || worker::post(Request::Download))));
        }
    }

    fn set(&self, status: EditionStatus) {
        self.status.set(status);
        self.element.replace_children_with_node_0();
        build(|| edition_status(status).view(), &self.element, &self.root);
    }

    /// Checks whether the host has a newer edition.
    fn check(self: &Rc<Self>) {
        self.checked_at.set(now());
        let edition = Rc::clone(self);
        spawn_local(async move {
            let newer = match edition.loader.publication(CacheMode::Bypass).await {
                Ok(publication) => publication.edition != edition.id,
                Err(failure) => failure == Failure::Newer,
            };
            if newer {
                edition.set(EditionStatus { newer: true, ..edition.status.get() });
            }
        });
    }
}
