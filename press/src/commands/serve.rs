//! `dateline serve`: shows a paper while it is being written.

mod answer;
mod host;
mod limits;
mod live;
mod places;
mod range;
mod request;
mod server;
mod watch;

use super::build::{self, Build, BuildError, Done, Publish};
use host::Host;
use import::diagnostics::ErrorChain;
use live::Live;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::{io, thread};
use watch::{Changes, WatchError};

/// Why a paper can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It can't be built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Another program listens at the port.
    #[error("port {0} is taken by another program; end that one, or choose another with --port")]
    PortTaken(u16),
    /// No server can be started.
    #[error("can't serve")]
    NoServer(#[source] io::Error),
    /// The folder of articles can't be watched.
    #[error(transparent)]
    Watch(#[from] WatchError),
}

/// Runs the subcommand: with the viewer in the folder `viewer`, if one is named, as it is then. It
/// ends only when it can't go on.
///
/// # Errors
/// Says why it can't go on.
pub fn run(
    mut build: Build,
    site: &Path,
    viewer: Option<&Path>,
    port: u16,
) -> Result<ExitCode, ServeError> {
    // Before the build: a taken port is no reason to wait.
    let listener = bind(port)?;
    // Before the build too: what is saved meanwhile is not missed.
    let mut changes = Changes::watch(&build.folder, site, viewer)?;
    build.run()?;
    // What stands there now is better than half of what comes.
    if build.publish == Publish::Always {
        build.publish = Publish::WithEveryArticle;
    }

    let live = Arc::new(Live::new());
    let port = listener.local_addr().map_or(port, |address| address.port());
    let host = Arc::new(Host::new(site, Arc::clone(&live)));
    thread::spawn(move || server::serve(&listener, move |request| host.answer(request)));
    eprintln!("http://127.0.0.1:{port}/ shows the paper and every change; Ctrl-C ends it");
    while changes.wait() {
        if viewer.is_some() {
            match build::viewer(viewer) {
                Ok(viewer) => build.viewer = viewer,
                // It is being built, perhaps.
                Err(error) => {
                    eprintln!("error: {}\nthe viewer stays as it was", ErrorChain(&error));
                }
            }
        }
        match build.run() {
            Ok(Done { changes: Some(changes), .. }) => live.tell(changes.written),
            Ok(Done { changes: None, .. }) => eprintln!("the pages stay as they were"),
            Err(error) => eprintln!("error: {}\nthe pages stay as they were", ErrorChain(&error)),
        }
    }
    Ok(ExitCode::from(2))
}

fn bind(port: u16) -> Result<TcpListener, ServeError> {
    // Nobody but this computer: an unfinished paper is not published by accident.
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken(port),
        _ => ServeError::NoServer(error),
    })
}
