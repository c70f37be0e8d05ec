//! Answers a browser's requests as a plain static host would, and makes pages live.

use super::answer::{Answer, Body};
use super::limits::is_out_of_descriptors;
use super::live::{EVENTS_PATH, Live, SCRIPT, SCRIPT_PATH};
use super::range::Wanted;
use super::request::Request;
use article::site_files::{INDEX, NOT_FOUND};
use import::file_name::BadName;
use import::hash;
use import::media_types::{self, media_type};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// A host for one site.
#[derive(Debug)]
pub struct Host {
    site: PathBuf,
    live: Arc<Live>,
}

impl Host {
    /// A host for `site` on this computer.
    pub fn new(site: &Path, live: Arc<Live>) -> Host {
        let site = site.canonicalize().unwrap_or_else(|_| site.to_owned());
        Host { site, live }
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request) -> Answer {
        if !is_this_computer(&request.host) {
            return Answer::text(403, "This server answers to localhost only.");
        }
        if !matches!(&*request.method, "GET" | "HEAD") {
            let mut answer = Answer::text(405, "Only GET and HEAD.");
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
            return answer;
        }
        match &*path(request) {
            EVENTS_PATH => self.events(request),
            SCRIPT_PATH => found(media_type(SCRIPT_PATH), SCRIPT.into(), request),
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
        let found = self.file(path).and_then(|found| match found {
            Found::File(file) => self.content(&file, request),
            Found::Folder => {
                let mut answer = Answer::text(301, "The address ends in a slash.");
                let asked = request.address.split('?').next().unwrap_or_default();
                // One slash: two would name another host.
                let address = format!("/{}/", asked.trim_matches('/'));
                answer.headers.push(("Location", address));
                Ok(answer)
            }
            Found::Nothing => Ok(self.not_found(request)),
        });
        found.unwrap_or_else(|error| self.failed(&error, request))
    }

    fn content(&self, file: &Path, request: &Request) -> io::Result<Answer> {
        let kind = media_type(&file.to_string_lossy());
        if kind == media_types::PAGE {
            return Ok(self.page(200, fs::read(file)?, request));
        }
        part(kind, file, request)
    }

    /// The answer when the system does not let us look: only what is not there is not found.
    fn failed(&self, error: &io::Error, request: &Request) -> Answer {
        if is_absent(error) {
            self.not_found(request)
        } else if is_out_of_descriptors(error) {
            Answer::unavailable(&format!("This file can't be opened now: {error}."))
        } else {
            Answer::text(500, &format!("This file can't be read: {error}."))
        }
    }

    fn not_found(&self, request: &Request) -> Answer {
        match fs::read(self.site.join(NOT_FOUND)) {
            Ok(page) => self.page(404, page, request),
            Err(_) => Answer::text(404, "There is nothing here."),
        }
    }

    /// An answer with a page, which gets the script that keeps it up to date.
    fn page(&self, status: u16, page: Vec<u8>, request: &Request) -> Answer {
        let page = String::from_utf8_lossy(&page);
        let script = format!(
            "<script type=\"module\" src=\"/{SCRIPT_PATH}?build={}\"></script></body>",
            self.live.build()
        );
        let page = page.replacen("</body>", &script, 1).into_bytes();
        let mut answer = found(media_types::PAGE, page, request);
        if answer.status == 200 {
            answer.status = status;
        }
        answer
    }

    /// What stands at `path` in the site.
    fn file(&self, path: &str) -> io::Result<Found> {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        if parts.any(|part| BadName::of(part).is_some()) {
            return Ok(Found::Nothing);
        }
        // Joined to a path that begins with a slash, the site would be forgotten.
        let wanted = self.site.join(path.trim_start_matches('/'));
        // A link in the site could lead out of it.
        let real = wanted.canonicalize()?;
        if !real.starts_with(&self.site) {
            return Ok(Found::Nothing);
        }
        let in_folder = path.is_empty() || path.ends_with('/');
        if fs::metadata(&real)?.is_file() {
            return Ok(if in_folder { Found::Nothing } else { Found::File(real) });
        }
        let index = real.join(INDEX);
        Ok(match fs::metadata(&index)?.is_file() {
            false => Found::Nothing,
            true if in_folder => Found::File(index),
            true => Found::Folder,
        })
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
    article::percent::decode(path.strip_prefix('/').unwrap_or(path))
}

/// Whether this is how systems say that there is no such file.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename | InvalidInput)
}

/// The content, unless the browser has it already.
fn found(kind: &'static str, body: Vec<u8>, request: &Request) -> Answer {
    let version = format!("\"{}\"", &hash::of_bytes(&body)[..16]);
    let known = request.header("If-None-Match") == version;
    let body = Body::Bytes(if known { Vec::new() } else { body });
    Answer { status: if known { 304 } else { 200 }, headers: headers(kind, version), body }
}

/// A file, or the part of it that is asked for, unless the browser has it already. A film is not
/// read to its end for that.
fn part(kind: &'static str, file: &Path, request: &Request) -> io::Result<Answer> {
    let mut file = File::open(file)?;
    let about = file.metadata()?;
    let (size, changed) = (about.len(), about.modified()?);
    let changed = changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let version = format!("\"{size:x}-{changed:x}\"");
    // A part is added to what the browser has, which may be of an older file.
    let if_range = request.header("If-Range");
    let ranged = request.method == "GET" && (if_range.is_empty() || if_range == version);
    let wanted = match request.header("Range") {
        range if ranged => Wanted::of(range, size),
        _ => Wanted::Whole,
    };
    let known = request.header("If-None-Match") == version;
    let mut headers = headers(kind, version);
    headers.push(("Accept-Ranges", "bytes".to_owned()));
    let nothing = Body::Bytes(Vec::new());
    let (status, body) = match wanted {
        _ if known => (304, nothing),
        Wanted::Whole => (200, Body::File(file, size)),
        Wanted::Part { from, length } => {
            file.seek(SeekFrom::Start(from))?;
            let last = from + length - 1;
            headers.push(("Content-Range", format!("bytes {from}-{last}/{size}")));
            (206, Body::File(file, length))
        }
        Wanted::Beyond => {
            headers.push(("Content-Range", format!("bytes */{size}")));
            (416, nothing)
        }
    };
    Ok(Answer { status, headers, body })
}

fn headers(kind: &'static str, version: String) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Type", kind.to_owned()),
        ("ETag", version),
        ("Cache-Control", "no-cache".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// Whether a browser asked for this computer by a name that it calls itself, at whatever port. A
/// page of another name that leads here is not ours (DNS rebinding), and shall not read an
/// unpublished paper.
fn is_this_computer(host: &str) -> bool {
    let port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, tail)| port(tail)).map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests;
