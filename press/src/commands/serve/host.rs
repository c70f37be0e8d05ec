//! Answers a browser's requests as a plain static host would, and makes pages live.

use super::kind::{self, kind};
use super::live::{EVENTS_PATH, Live, SCRIPT, SCRIPT_PATH};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response};

/// A host for one site.
#[derive(Debug)]
pub struct Host {
    site: PathBuf,
    /// The names by which this computer calls itself. A page of another name that leads here is
    /// not ours (DNS rebinding), and shall not read an unpublished paper.
    names: [String; 3],
    live: Arc<Live>,
}

/// An answer to a request.
#[derive(Debug)]
struct Answer {
    status: u16,
    kind: &'static str,
    /// Further headers.
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// What of a request matters here.
#[derive(Debug)]
struct Question<'a> {
    method: &'a Method,
    /// The path and query, as the browser sent them.
    address: &'a str,
    host: &'a str,
    /// The version that the browser has (`If-None-Match`).
    has: &'a str,
}

impl Host {
    /// A host for `site` at `port` of this computer.
    pub fn new(site: &Path, port: u16, live: Arc<Live>) -> Host {
        let site = site.canonicalize().unwrap_or_else(|_| site.to_owned());
        let names = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}"));
        Host { site, names, live }
    }

    /// Answers a request.
    pub fn answer(&self, request: Request) {
        let header = |name: &'static str| {
            let found = request
                .headers()
                .iter()
                .find(|header| header.field.equiv(name));
            found
                .map(|header| header.value.as_str())
                .unwrap_or_default()
        };
        let question = Question {
            method: request.method(),
            address: request.url(),
            host: header("Host"),
            has: header("If-None-Match"),
        };
        let listens = question.path() == EVENTS_PATH && self.refuse(&question).is_none();
        if listens {
            // A page that was cut off says itself what it heard last.
            let seen = header("Last-Event-ID").parse().ok();
            let asked = question.address.rsplit_once("build=");
            let seen = seen
                .or_else(|| asked?.1.parse().ok())
                .unwrap_or(self.live.build());
            self.follow(request, seen);
            return;
        }
        let Answer {
            status,
            kind,
            headers,
            body,
        } = self.find(&question);
        let mut response = Response::from_data(body).with_status_code(status);
        let headers = [("Content-Type", kind.to_owned())]
            .into_iter()
            .chain(headers);
        for (name, value) in headers {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        // Whoever asked may be gone.
        let _ = request.respond(response);
    }

    /// Keeps a page informed, in a thread of its own.
    fn follow(&self, request: Request, seen: u64) {
        let live = Arc::clone(&self.live);
        thread::spawn(move || {
            let mut out = request.into_writer();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
                Cache-Control: no-store\r\nConnection: close\r\n\r\n";
            // Ends when the page is closed.
            let _ = out
                .write_all(head.as_bytes())
                .and_then(|()| live.follow(seen, &mut out));
        });
    }

    fn refuse(&self, question: &Question) -> Option<Answer> {
        if !self
            .names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(question.host))
        {
            return Some(Answer::text(
                403,
                "This server answers to localhost only.\n",
            ));
        }
        if !matches!(question.method, Method::Get | Method::Head) {
            let mut answer = Answer::text(405, "Only GET and HEAD.\n");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return Some(answer);
        }
        None
    }

    fn find(&self, question: &Question) -> Answer {
        if let Some(refusal) = self.refuse(question) {
            return refusal;
        }
        let path = question.path();
        if path == SCRIPT_PATH {
            return Answer::ok(kind(SCRIPT_PATH), SCRIPT.into(), question);
        }
        match self.file(&path) {
            Found::File(file) => match fs::read(&file) {
                Ok(body) => self.page(200, kind(&file.to_string_lossy()), body, question),
                Err(_) => self.not_found(question),
            },
            Found::Folder => {
                let mut answer = Answer::text(301, "The address ends in a slash.\n");
                let asked = question.address.split('?').next().unwrap_or_default();
                // One slash: two would name another host.
                let address = format!("/{}/", asked.trim_matches('/'));
                answer.headers.push(("Location", address));
                answer
            }
            Found::Nothing => self.not_found(question),
        }
    }

    fn not_found(&self, question: &Question) -> Answer {
        match fs::read(self.site.join("404.html")) {
            Ok(body) => self.page(404, kind("404.html"), body, question),
            Err(_) => Answer::text(404, "There is nothing here.\n"),
        }
    }

    /// An answer with a file; a page gets the script that keeps it up to date.
    fn page(&self, status: u16, kind: &'static str, body: Vec<u8>, question: &Question) -> Answer {
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
        let body = if kind.starts_with("text/html") {
            live(body)
        } else {
            body
        };
        let mut answer = Answer::ok(kind, body, question);
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

impl Question<'_> {
    /// The path without its encoding and first slash.
    fn path(&self) -> String {
        let path = self.address.split(['?', '#']).next().unwrap_or_default();
        viewer::route::decode(path.strip_prefix('/').unwrap_or(path))
    }
}

impl Answer {
    fn text(status: u16, text: &str) -> Answer {
        Answer {
            status,
            kind: kind::TEXT,
            headers: Vec::new(),
            body: text.into(),
        }
    }

    /// The content, unless the browser has it already.
    fn ok(kind: &'static str, body: Vec<u8>, question: &Question) -> Answer {
        let version = format!("\"{}\"", &blake3::hash(&body).to_hex()[..16]);
        let known = question.has == version;
        let headers = vec![
            ("ETag", version),
            ("Cache-Control", "no-cache".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        let (status, body) = if known {
            (304, Vec::new())
        } else {
            (200, body)
        };
        Answer {
            status,
            kind,
            headers,
            body,
        }
    }
}

#[cfg(test)]
mod tests;
