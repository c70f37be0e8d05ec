//! Handles requests as a plain static host would, and adds live reload to pages.

use super::limits::is_out_of_descriptors;
use super::live_reload::{EVENTS_PATH, LiveReload, SCRIPT, SCRIPT_PATH};
use super::range::ByteRange;
use super::request::Request;
use super::response::{Body, Response};
use article::site_files::{INDEX, NOT_FOUND};
use import::file_name::BadName;
use import::hash;
use import::media_types::{self, media_type};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// Serves the files of one site.
#[derive(Debug)]
pub struct Handler {
    site: PathBuf,
    reload: Arc<LiveReload>,
}

impl Handler {
    /// A handler for `site`.
    pub fn new(site: &Path, reload: Arc<LiveReload>) -> Handler {
        let site = site.canonicalize().unwrap_or_else(|_| site.to_owned());
        Handler { site, reload }
    }

    /// The response to a request.
    pub fn handle(&self, request: &Request) -> Response {
        if !is_this_computer(&request.host) {
            return Response::text(403, "This server answers to localhost only.");
        }
        if !matches!(&*request.method, "GET" | "HEAD") {
            let mut response = Response::text(405, "Only GET and HEAD.");
            response.headers.push(("Allow", "GET, HEAD".to_owned()));
            return response;
        }
        match &*path(request) {
            EVENTS_PATH => self.events(request),
            SCRIPT_PATH => found(media_type(SCRIPT_PATH), SCRIPT.into(), request),
            path => self.find(path, request),
        }
    }

    /// The stream of events for an open page.
    fn events(&self, request: &Request) -> Response {
        // After a broken connection the browser sends the id of the last event.
        let last = request.header("Last-Event-ID").parse().ok();
        let asked = request.target.rsplit_once("build=");
        let seen = last.or_else(|| asked?.1.parse().ok()).unwrap_or(self.reload.build());
        let reload = Arc::clone(&self.reload);
        Response {
            status: 200,
            headers: vec![
                ("Content-Type", "text/event-stream".to_owned()),
                ("Cache-Control", "no-store".to_owned()),
            ],
            body: Body::Stream(Box::new(move |out| reload.stream_events(seen, out))),
        }
    }

    fn find(&self, path: &str, request: &Request) -> Response {
        let found = self.file(path).and_then(|found| match found {
            Found::File(file) => self.content(&file, request),
            Found::Folder => {
                let mut response = Response::text(301, "The address ends in a slash.");
                let asked = request.target.split('?').next().unwrap_or_default();
                // One slash at the start: two would name another host.
                let address = format!("/{}/", asked.trim_matches('/'));
                response.headers.push(("Location", address));
                Ok(response)
            }
            Found::Nothing => Ok(self.not_found(request)),
        });
        found.unwrap_or_else(|error| self.failed(&error, request))
    }

    fn content(&self, file: &Path, request: &Request) -> io::Result<Response> {
        let kind = media_type(&file.to_string_lossy());
        if kind == media_types::PAGE {
            return Ok(self.page(200, fs::read(file)?, request));
        }
        part(kind, file, request)
    }

    /// The response when the system refuses to read: only what does not exist is 404.
    fn failed(&self, error: &io::Error, request: &Request) -> Response {
        if is_absent(error) {
            self.not_found(request)
        } else if is_out_of_descriptors(error) {
            Response::unavailable(&format!("This file can't be opened now: {error}."))
        } else {
            Response::text(500, &format!("This file can't be read: {error}."))
        }
    }

    fn not_found(&self, request: &Request) -> Response {
        match fs::read(self.site.join(NOT_FOUND)) {
            Ok(page) => self.page(404, page, request),
            Err(_) => Response::text(404, "There is nothing here."),
        }
    }

    /// A response with a page, to which the script for live reload is added.
    fn page(&self, status: u16, page: Vec<u8>, request: &Request) -> Response {
        let page = String::from_utf8_lossy(&page);
        let script = format!(
            "<script type=\"module\" src=\"/{SCRIPT_PATH}?build={}\"></script></body>",
            self.reload.build()
        );
        let page = page.replacen("</body>", &script, 1).into_bytes();
        let mut response = found(media_types::PAGE, page, request);
        if response.status == 200 {
            response.status = status;
        }
        response
    }

    /// What is at `path` in the site.
    fn file(&self, path: &str) -> io::Result<Found> {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        if parts.any(|part| BadName::of(part).is_some()) {
            return Ok(Found::Nothing);
        }
        // `join` with an absolute path would replace the site's.
        let wanted = self.site.join(path.trim_start_matches('/'));
        // A symbolic link in the site could lead out of it.
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

/// The requested path, decoded and without its first slash.
fn path(request: &Request) -> String {
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    article::percent::decode(path.strip_prefix('/').unwrap_or(path))
}

/// Whether the error means that there is no such file.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename | InvalidInput)
}

/// A response with the content, or 304 if the browser has it.
fn found(kind: &'static str, body: Vec<u8>, request: &Request) -> Response {
    let version = format!("\"{}\"", &hash::of_bytes(&body)[..16]);
    let known = request.header("If-None-Match") == version;
    let body = Body::Bytes(if known { Vec::new() } else { body });
    Response { status: if known { 304 } else { 200 }, headers: headers(kind, version), body }
}

/// A response with a file or the requested part of it, or 304 if the browser has it. The version is made
/// of size and time, so that large files need not be read for it.
fn part(kind: &'static str, file: &Path, request: &Request) -> io::Result<Response> {
    let mut file = File::open(file)?;
    let about = file.metadata()?;
    let (size, changed) = (about.len(), about.modified()?);
    let changed = changed.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let version = format!("\"{size:x}-{changed:x}\"");
    // `If-Range`: the browser has a part already, perhaps of an older file.
    let if_range = request.header("If-Range");
    let ranged = request.method == "GET" && (if_range.is_empty() || if_range == version);
    let wanted = match request.header("Range") {
        range if ranged => ByteRange::parse(range, size),
        _ => ByteRange::Whole,
    };
    let known = request.header("If-None-Match") == version;
    let mut headers = headers(kind, version);
    headers.push(("Accept-Ranges", "bytes".to_owned()));
    let nothing = Body::Bytes(Vec::new());
    let (status, body) = match wanted {
        _ if known => (304, nothing),
        ByteRange::Whole => (200, Body::File(file, size)),
        ByteRange::Part { from, length } => {
            file.seek(SeekFrom::Start(from))?;
            let last = from + length - 1;
            headers.push(("Content-Range", format!("bytes {from}-{last}/{size}")));
            (206, Body::File(file, length))
        }
        ByteRange::Unsatisfiable => {
            headers.push(("Content-Range", format!("bytes */{size}")));
            (416, nothing)
        }
    };
    Ok(Response { status, headers, body })
}

fn headers(kind: &'static str, version: String) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Type", kind.to_owned()),
        ("ETag", version),
        ("Cache-Control", "no-cache".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// Whether the Host header names this computer, at any port. Under another name, a foreign page could
/// read the unpublished paper (DNS rebinding).
fn is_this_computer(host: &str) -> bool {
    let port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, tail)| port(tail)).map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests;
