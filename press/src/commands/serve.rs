//! `dateline serve`: shows a paper while it is being written.

mod host;
mod http;
mod kind;
mod live;

use super::build::{Build, Done, Failure, Publish};
use host::Host;
use live::Live;
use notify::{EventKind, RecursiveMode, Watcher, recommended_watcher};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{io, thread};

/// How long to wait for more changes after one: an editor's *Save* is several.
const SETTLING: Duration = Duration::from_millis(100);
/// Runs the subcommand. It ends only when it can't go on.
///
/// # Errors
/// Says why it can't go on.
pub fn run(mut build: Build, site: &Path, port: u16) -> Result<ExitCode, Failure> {
    // Before the build: a taken port is no reason to wait.
    let listener = bind(port)?;
    // Before the build too: what is saved meanwhile is not missed.
    let changes = Changes::watch(&build.folder, site)?;
    build.run()?;
    // What stands there now is better than half of what comes.
    build.publish = Publish::WithoutErrors;

    let live = Arc::new(Live::new());
    let port = listener.local_addr().map_or(port, |address| address.port());
    let host = Arc::new(Host::new(site, port, Arc::clone(&live)));
    thread::spawn(move || http::serve(&listener, move |request| host.answer(request)));
    eprintln!("http://127.0.0.1:{port}/ shows the paper and every change; Ctrl-C ends it");
    while changes.wait() {
        match build.run() {
            Ok(Done { changes: Some(changes), .. }) => live.tell(changes.written),
            Ok(Done { changes: None, .. }) => eprintln!("the pages stay as they were"),
            Err(failure) => eprintln!("error: {failure}\nthe pages stay as they were"),
        }
    }
    Ok(ExitCode::from(2))
}

fn bind(port: u16) -> Result<TcpListener, Failure> {
    // Nobody but this computer: an unfinished paper is not published by accident.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Failure::PortTaken(port),
        _ => Failure::NoServer(error.to_string()),
    })
}

/// The changes in a folder of articles.
struct Changes {
    events: mpsc::Receiver<()>,
    // Watches as long as it lives.
    _watcher: notify::RecommendedWatcher,
}

impl Changes {
    fn watch(folder: &Path, site: &Path) -> Result<Changes, Failure> {
        let (sender, events) = mpsc::channel();
        let own = OwnFiles::of(site);
        let tell = move |event: notify::Result<notify::Event>| {
            let matters = event.is_ok_and(|event| {
                // Reading the articles is an event too.
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| !own.contain(path))
            });
            if matters {
                // The receiver is gone only when everything ends.
                let _ = sender.send(());
            }
        };
        let watch = || {
            let mut watcher = recommended_watcher(tell)?;
            watcher.watch(&real(folder), RecursiveMode::Recursive)?;
            Ok(watcher)
        };
        let watcher = watch().map_err(|error: notify::Error| Failure::NoWatch {
            folder: folder.to_owned(),
            error: error.to_string(),
        })?;
        Ok(Changes { events, _watcher: watcher })
    }

    /// Waits until something has changed and nothing more does. `false` if nothing ever will.
    fn wait(&self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        while self.events.recv_timeout(SETTLING).is_ok() {}
        true
    }
}

/// What the press writes itself, which may lie inside the folder of articles.
struct OwnFiles {
    site: PathBuf,
    /// How the folders are named that the site is made in: `.site.`.
    workshop: String,
}

impl OwnFiles {
    fn of(site: &Path) -> OwnFiles {
        let site = real(site);
        let name = site.file_name().unwrap_or_default().to_string_lossy();
        OwnFiles { workshop: format!(".{name}."), site }
    }

    fn contain(&self, path: &Path) -> bool {
        let beside = self.site.parent().and_then(|parent| path.strip_prefix(parent).ok());
        let entry = beside.and_then(|path| path.components().next());
        path.starts_with(&self.site)
            || entry.is_some_and(|entry| {
                entry.as_os_str().to_string_lossy().starts_with(&self.workshop)
            })
    }
}

/// The path without links, as the system's events name it, even if nothing is there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let above = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(above).unwrap_or(path)
}
