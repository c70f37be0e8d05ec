//! `dateline serve`: serves the site on this computer, and rebuilds it when an article changes.

mod connections;
mod handler;
mod limits;
mod live_reload;
mod range;
mod request;
mod response;
mod server;
mod watch;

use super::build::{self, Build, BuildError, BuildOutcome, Publish};
use handler::Handler;
use import::diagnostics::ErrorChain;
use live_reload::LiveReload;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::{io, thread};
use watch::{ChangeWatcher, WatchError};

/// Why a paper can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It can't be built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Another program listens on the port.
    #[error("port {0} is taken by another program; end that one, or choose another with --port")]
    PortTaken(u16),
    /// No server can be started.
    #[error("can't serve")]
    NoServer(#[source] io::Error),
    /// The folder of articles can't be watched.
    #[error(transparent)]
    Watch(#[from] WatchError),
}

/// Runs the subcommand. If `viewer` names a folder, the viewer is read from there again for each build.
/// Returns only when it can't go on.
///
/// # Errors
/// When the first build fails, the port is taken, or the folder can't be watched.
pub fn run(
    mut build: Build,
    site: &Path,
    viewer: Option<&Path>,
    port: u16,
) -> Result<ExitCode, ServeError> {
    // Before the build, so that a taken port is reported at once.
    let listener = bind(port)?;
    // Before the build too, so that no change made meanwhile is missed.
    let mut changes = ChangeWatcher::watch(&build.folder, site, viewer)?;
    // The pages are for writers, who should see what readers don't see yet.
    build.mark_future = true;
    build.run()?;
    // From now on a complete older site is better than a newer one that lacks articles.
    if build.publish == Publish::Always {
        build.publish = Publish::WithEveryArticle;
    }

    let reload = Arc::new(LiveReload::new());
    let port = listener.local_addr().map_or(port, |address| address.port());
    let handler = Arc::new(Handler::new(site, Arc::clone(&reload)));
    thread::spawn(move || server::serve(&listener, move |request| handler.handle(request)));
    eprintln!("http://127.0.0.1:{port}/ shows the paper and every change; Ctrl-C ends it");
    while changes.wait() {
        if viewer.is_some() {
            match build::viewer(viewer) {
                Ok(viewer) => build.viewer = viewer,
                // It may be in the middle of being built.
                Err(error) => {
                    eprintln!("error: {}\nthe viewer stays as it was", ErrorChain(&error));
                }
            }
        }
        match build.run() {
            Ok(BuildOutcome { changes: Some(changes), .. }) => reload.notify(changes.written),
            Ok(BuildOutcome { changes: None, .. }) => eprintln!("the pages stay as they were"),
            Err(error) => eprintln!("error: {}\nthe pages stay as they were", ErrorChain(&error)),
        }
    }
    Ok(ExitCode::from(2))
}

fn bind(port: u16) -> Result<TcpListener, ServeError> {
    // The loopback interface only, so that an unfinished paper is not published by accident.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken(port),
        _ => ServeError::NoServer(error),
    })
}
