//! Answers a browser's requests as a plain static host would, and makes pages live.

use super::http::{Answer, Body, Request};
use super::kind::{self, kind};
use super::live::{EVENTS_PATH, Live, SCRIPT, SCRIPT_PATH};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A host for one site.
#[derive(Debug)]
pub struct Host {
    site: PathBuf,
    /// The names by which this computer calls itself. A page of another name that leads here is
    /// not ours (DNS rebinding), and shall not read an unpublished paper.
    names: [String; 3],
    live: Arc<Live>,
}

impl Host {
    /// A host for `site` at `port` of this computer.
    pub fn new(site: &Path, port: u16, live: Arc<Live>) -> Host {
        let site = site.canonicalize().unwrap_or_else(|_| site.to_owned());
        let names = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}"));
        Host { site, names, live }
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request) -> Answer {
        if !self.names.iter().any(|name| name.eq_ignore_ascii_case(request.header("Host"))) {
            return text(403, "This server answers to localhost only.\n");
        }
        if !matches!(&*request.method, "GET" | "HEAD") {
            let mut answer = text(405, "Only GET and HEAD.\n");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        match &*path(request) {
            EVENTS_PATH => self.events(request),
            SCRIPT_PATH => found(kind(SCRIPT_PATH), SCRIPT.into(), request),
            path => self.find(path, request),
        }
    }

    /// Keeps a page informed.
    fn events(&self, request: &Request) -> Answer {
        // A page that was cut off says itself what it heard last.
        let heard = request.header("Last-Event-ID").parse().ok();
        let asked = request.address.rsplit_once("build=");
        let seen = heard.or_else(|| asked?.1.parse().ok()).unwrap_or(self.live.build());
        let live = Arc::clone(&self.live);
        Answer {
            status: 200,
            headers: vec![
                ("Content-Type", "text/event-stream".to_owned()),
                ("Cache-Control", "no-store".to_owned()),
            ],
            body: Body::Stream(Box::new(move |out| live.follow(seen, out))),
        }
    }

    fn find(&self, path: &str, request: &Request) -> Answer {
        match self.file(path) {
            Found::File(file) => match fs::read(&file) {
                Ok(body) => self.page(200, kind(&file.to_string_lossy()), body, request),
                Err(_) => self.not_found(request),
            },
            Found::Folder => {
                let mut answer = text(301, "The address ends in a slash.\n");
                let asked = request.address.split('?').next().unwrap_or_default();
                // One slash: two would name another host.
                let address = format!("/{}/", asked.trim_matches('/'));
                answer.headers.push(("Location", address));
                answer
            }
            Found::Nothing => self.not_found(request),
        }
    }

    fn not_found(&self, request: &Request) -> Answer {
        match fs::read(self.site.join("404.html")) {
            Ok(body) => self.page(404, kind("404.html"), body, request),
            Err(_) => text(404, "There is nothing here.\n"),
        }
    }

    /// An answer with a file; a page gets the script that keeps it up to date.
    fn page(&self, status: u16, kind: &'static str, body: Vec<u8>, request: &Request) -> Answer {
        let live = |body: Vec<u8>| {
            let Ok(page) = String::from_utf8(body) else {
                return Vec::new();
            };
            let script = format!(
                "<script type=\"module\" src=\"/{SCRIPT_PATH}?build={}\"></script></body>",
                self.live.build()
            );
            page.replacen("</body>", &script, 1).into_bytes()
        };
        let body = if kind.starts_with("text/html") { live(body) } else { body };
        let mut answer = found(kind, body, request);
        if answer.status == 200 {
            answer.status = status;
        }
        answer
    }

    /// What stands at `path` in the site.
    fn file(&self, path: &str) -> Found {
        let strange = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0', ':']);
        if path.split('/').any(strange) {
            return Found::Nothing;
        }
        let wanted = self.site.join(path);
        // A link in the site could lead out of it.
        let Ok(real) = wanted.canonicalize() else {
            return Found::Nothing;
        };
        let index = real.join("index.html");
        if !real.starts_with(&self.site) {
            Found::Nothing
        } else if real.is_file() && !path.ends_with('/') {
            Found::File(real)
        } else if !index.is_file() {
            Found::Nothing
        } else if path.is_empty() || path.ends_with('/') {
            Found::File(index)
        } else {
            Found::Folder
        }
    }
}

/// What an address leads to.
enum Found {
    File(PathBuf),
    /// A folder with a page of its own, whose address should end in a slash.
    Folder,
    Nothing,
}

/// The path that is asked for, without its encoding and first slash.
fn path(request: &Request) -> String {
    let path = request.address.split(['?', '#']).next().unwrap_or_default();
    viewer::route::decode(path.strip_prefix('/').unwrap_or(path))
}

fn text(status: u16, text: &str) -> Answer {
    Answer {
        status,
        headers: vec![("Content-Type", kind::TEXT.to_owned())],
        body: Body::Bytes(text.into()),
    }
}

/// The content, unless the browser has it already.
fn found(kind: &'static str, body: Vec<u8>, request: &Request) -> Answer {
    let version = format!("\"{}\"", &blake3::hash(&body).to_hex()[..16]);
    let known = request.header("If-None-Match") == version;
    Answer {
        status: if known { 304 } else { 200 },
        headers: vec![
            ("Content-Type", kind.to_owned()),
            ("ETag", version),
            ("Cache-Control", "no-cache".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ],
        body: Body::Bytes(if known { Vec::new() } else { body }),
    }
}

#[cfg(test)]
mod tests;
