//! A static host that serves a paper, with fault injection.

mod fault;
mod http;
mod kind;
mod line;
mod memory;

pub use fault::Fault;
pub use http::decode;
pub use kind::HostKind;
pub use line::{Line, Sent};

use http::{gzip, is_text, media_type, read, write};
use kind::{Found, Missing};
use line::Wire;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

/// The roots of papers in the tests: the host's root, and a subfolder.
pub const ROOTS: [&str; 2] = ["/", "/a/b/"];

/// The endpoint for reports of policy violations.
const REPORTS: &str = "/policy-reports";

/// The address of the script set by [`Host::inject_script`].
const PREFACE: &str = "/preface.js";

/// The ports that hosts of this process have had.
static USED_PORTS: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// A running host. It stops when dropped.
pub struct Host {
    /// Its address, without a slash at the end.
    pub address: String,
    shared: Arc<Shared>,
}

struct Shared {
    /// Of a host in production; `None` in tests that inspect what is sent.
    wire: OnceLock<Wire>,
    strips_policies: AtomicBool,
    site: Mutex<PathBuf>,
    has_worker: AtomicBool,
    root: &'static str,
    state: Mutex<HostState>,
    lifted: Condvar,
}

#[derive(Default)]
struct HostState {
    /// By the file's address, relative to the paper's root. A key that begins with `*` is a suffix.
    faults: BTreeMap<String, Fault>,
    kind: HostKind,
    asked: Vec<String>,
    reports: Vec<String>,
    preface: String,
    stopping: bool,
}

impl Host {
    /// Serves the folder `site` on a free port, below the path `root`.
    ///
    /// # Errors
    /// There is no free port.
    pub fn start(site: PathBuf, root: &'static str) -> io::Result<Host> {
        let listener = listen_on_unused_port()?;
        let address = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            wire: OnceLock::new(),
            strips_policies: AtomicBool::new(false),
            has_worker: AtomicBool::new(false),
            site: Mutex::new(site),
            root,
            state: Mutex::default(),
            lifted: Condvar::new(),
        });
        let host = Host { address, shared: Arc::clone(&shared) };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.state().stopping {
                    return;
                }
                let shared = Arc::clone(&shared);
                // Ignore errors of closed connections.
                thread::spawn(move || drop(shared.answer(&stream)));
            }
        });
        Ok(host)
    }

    /// Serves over this line from now on, for measurements: text and WebAssembly compressed and no reports of policies,
    /// as most hosts do.
    pub fn serve_over(&self, line: Line) {
        let _ = self.shared.wire.set(Wire::new(line));
    }

    /// What has been sent since [`Host::serve_over`].
    pub fn sent(&self) -> Sent {
        self.shared.wire.get().map(Wire::sent).unwrap_or_default()
    }

    /// Emulates hosts of this kind from now on.
    pub fn emulate(&self, kind: HostKind) {
        self.shared.state().kind = kind;
    }

    /// Serves the service worker from now on. Without it, requests reach the host, which many tests inspect.
    pub fn serve_worker(&self) {
        self.shared.has_worker.store(true, Ordering::Relaxed);
    }

    /// Serves another edition of the paper from now on.
    pub fn publish(&self, site: PathBuf) {
        *self.shared.site.lock().unwrap_or_else(PoisonError::into_inner) = site;
    }

    /// Removes the policies from pages from now on, so that hostile scripts aren't blocked by them.
    pub fn strip_policies(&self) {
        self.shared.strips_policies.store(true, Ordering::Relaxed);
    }

    /// Runs `script` before everything else on every page from now on, to change the browser's APIs.
    pub fn inject_script(&self, script: &str) {
        self.shared.state().preface = script.to_owned();
    }

    /// Injects a fault for `file` from now on.
    pub fn fail(&self, file: &str, fault: Fault) {
        self.shared.state().faults.insert(file.to_owned(), fault);
    }

    /// Removes all faults, and sends held responses.
    pub fn remove_faults(&self) {
        self.shared.state().faults.clear();
        self.shared.lifted.notify_all();
    }

    /// The requested files in order, by their addresses relative to the paper's root.
    pub fn requests(&self) -> Vec<String> {
        self.shared.state().asked.clone()
    }

    /// The browsers' reports of policy violations.
    pub fn reports(&self) -> Vec<String> {
        self.shared.state().reports.clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.shared.state().stopping = true;
        self.remove_faults();
        // Wake the listener, so that it ends.
        let _ = TcpStream::connect(self.address.trim_start_matches("http://"));
    }
}

/// Listens on a port that no other host of this process has had. A browser keeps the service worker and the storage of
/// an origin, which includes the port, from one trial to the next.
fn listen_on_unused_port() -> io::Result<TcpListener> {
    let mut used = USED_PORTS.lock().unwrap_or_else(PoisonError::into_inner);
    // They stay open until the end: the system would offer a closed port again.
    let mut rejected = Vec::new();
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        if used.insert(listener.local_addr()?.port()) {
            return Ok(listener);
        }
        rejected.push(listener);
    }
}

impl Shared {
    fn site(&self) -> PathBuf {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn state(&self) -> MutexGuard<'_, HostState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        let Some(request) = read(stream)? else {
            return Ok(());
        };
        if request.path == PREFACE {
            let script = self.state().preface.clone();
            return write(stream, 200, "text/javascript", "", script.as_bytes());
        }
        if request.path == REPORTS {
            self.state().reports.push(request.body);
            return write(stream, 204, "text/plain", "", &[]);
        }
        if self.root.strip_suffix('/').is_some_and(|root| request.path == root) {
            let to = format!("Location: {}\r\n", self.root);
            return write(stream, 301, "text/plain", &to, b"");
        }
        let Some((file, address)) = self.locate(&request.path) else {
            return write(stream, 404, "text/plain", "", b"another site");
        };
        self.state().asked.push(file.clone());
        let kind = self.state().kind;
        let media_type = kind.media_type(media_type(&file));
        if file == "worker.js" && !self.has_worker.load(Ordering::Relaxed) {
            return write(stream, 404, "text/plain", "", b"no worker in this test");
        }
        let fault = self.wait_for(&file);
        if let Some(fault) = &fault
            && fault.answer(stream, media_type, &self.site().join(&file))?
        {
            return Ok(());
        }
        self.send(stream, kind, &address, fault.as_ref())
    }

    /// Sends the file of an address, emulating hosts of this `kind`. With a fault, only part of the file may be sent.
    fn send(
        &self,
        stream: &TcpStream,
        kind: HostKind,
        address: &str,
        fault: Option<&Fault>,
    ) -> io::Result<()> {
        let file = match kind.find(&self.site(), self.root, address) {
            Found::File(file) => file,
            Found::Moved(to) => {
                return write(stream, 308, "text/plain", &format!("Location: {to}\r\n"), b"");
            }
            Found::Missing => return self.send_missing(stream, kind),
        };
        let mut bytes = fs::read(self.site().join(&file))?;
        if let Some(fault) = fault {
            bytes.truncate(fault.share(bytes.len()));
        }
        if self.strips_policies.load(Ordering::Relaxed) {
            without_policy(&mut bytes);
        }
        if file.ends_with(".html") && !self.state().preface.is_empty() {
            let page = String::from_utf8_lossy(&bytes);
            let script = format!("<head><script src=\"{PREFACE}\"></script>");
            bytes = page.replacen("<head>", &script, 1).into_bytes();
        }
        let media_type = kind.media_type(media_type(&file));
        let mut more = kind.headers(&self.site(), &file);
        let Some(wire) = self.wire.get() else {
            return write(stream, 200, media_type, &(policy(&bytes) + &more), &bytes);
        };
        if is_text(media_type) {
            more += "Content-Encoding: gzip\r\n";
            bytes = compressed(&self.site().join(&file), bytes)?;
        }
        write(wire.to(stream), 200, media_type, &more, &bytes)
    }

    fn send_missing(&self, stream: &TcpStream, kind: HostKind) -> io::Result<()> {
        match kind.missing() {
            Missing::Page => {
                let page = fs::read(self.site().join("404.html")).unwrap_or_default();
                write(stream, 404, "text/html", &policy(&page), &page)
            }
            Missing::Xml(status) => {
                write(stream, status, "application/xml", "", b"<Error>The host's own words</Error>")
            }
        }
    }

    /// The file of an address, and the decoded address, both relative to the paper's root. `None` outside of the paper.
    fn locate(&self, address: &str) -> Option<(String, String)> {
        let address = address.split(['?', '#']).next()?;
        let address = decode(address.strip_prefix(self.root)?);
        let is_folder = address.is_empty() || address.ends_with('/');
        let file = [address.as_str(), if is_folder { "index.html" } else { "" }].concat();
        Some((file, address))
    }

    /// The fault of a file, after waiting while it is held.
    fn wait_for(&self, file: &str) -> Option<Fault> {
        let mut state = self.state();
        loop {
            let fault = state.faults.iter().find(|(pattern, _)| {
                let ending = pattern.strip_prefix('*');
                ending.map_or_else(|| *pattern == file, |ending| file.ends_with(ending))
            });
            match fault.map(|(_, fault)| fault.clone()) {
                Some(Fault::Hold) => {
                    state = self.lifted.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                other => return other,
            }
        }
    }
}

/// The compressed bytes of a file. They are kept, since compressing takes longer than a measurement may.
fn compressed(file: &Path, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    type Copies = BTreeMap<PathBuf, (Vec<u8>, Vec<u8>)>;
    static COPIES: Mutex<Copies> = Mutex::new(BTreeMap::new());
    let copies = || COPIES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((whole, copy)) = copies().get(file)
        && *whole == bytes
    {
        return Ok(copy.clone());
    }
    let copy = gzip(&bytes)?;
    copies().insert(file.to_owned(), (bytes, copy.clone()));
    Ok(copy)
}

/// Removes the policy from a page.
fn without_policy(page: &mut Vec<u8>) {
    const START: &[u8] = b"<meta http-equiv=\"Content-Security-Policy\"";
    if let Some(at) = page.windows(START.len()).position(|bytes| bytes == START)
        && let Some(length) = page[at..].iter().position(|&byte| byte == b'>')
    {
        page.drain(at..=at + length);
    }
}

/// The policy of a page as a header with a report endpoint, because a `<meta>` policy can't report.
fn policy(page: &[u8]) -> String {
    let text = String::from_utf8_lossy(page);
    let meta = text.split_once("http-equiv=\"Content-Security-Policy\"");
    let content = meta.and_then(|(_, rest)| rest.split_once("content=\""));
    let policy = content.and_then(|(_, rest)| rest.split_once('"'));
    policy.map_or_else(String::new, |(policy, _)| {
        let policy = policy.replace("&#39;", "'").replace("&#x27;", "'");
        format!("Content-Security-Policy-Report-Only: {policy}; report-uri {REPORTS}\r\n")
    })
}
