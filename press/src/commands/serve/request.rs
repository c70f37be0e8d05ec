//! Parses HTTP/1 requests (RFC 9112), with precise errors for malformed ones.

use super::response::Response;
use std::io::{self, Read};

/// The longest request head in bytes: more than any browser sends.
const MAX_HEAD: usize = 64 * 1024;

/// A request. Bodies are not read: a static host has no use for them.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path and query, as the browser sent them; `*` for a request about the server itself.
    pub target: String,
    /// The host and port; empty if an HTTP/1.0 client names none.
    pub host: String,
    headers: Vec<(String, String)>,
}

/// Why a request can't be read.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The browser closed the connection.
    #[error("the connection ended: {0}")]
    Disconnected(io::Error),
    /// The head did not arrive in time.
    #[error("The request took too long to arrive.")]
    Timeout,
    /// The head is larger than any browser sends.
    #[error("The request's head is larger than 64 KB.")]
    HeadTooLarge,
    /// The version of HTTP is not supported.
    #[error("Only HTTP/1.0 and HTTP/1.1.")]
    Version,
    /// The request does not follow the grammar.
    #[error("Malformed request: {0}.")]
    Malformed(&'static str),
}

impl RequestError {
    /// The response; `None` if the connection is closed.
    pub fn response(&self) -> Option<Response> {
        let status = match self {
            RequestError::Disconnected(_) => return None,
            RequestError::Timeout => 408,
            RequestError::HeadTooLarge => 431,
            RequestError::Version => 505,
            RequestError::Malformed(_) => 400,
        };
        Some(Response::text(status, &self.to_string()))
    }
}

impl Request {
    /// A request to `localhost`, unless one of the headers names another host.
    #[cfg(test)]
    pub fn new(method: &str, target: &str, headers: &[(&str, &str)]) -> Request {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers: Vec<_> = headers.iter().map(owned).collect();
        let host = headers.iter().find(|(name, _)| name == "Host");
        Request {
            method: method.to_owned(),
            target: target.to_owned(),
            host: host.map_or("localhost".to_owned(), |(_, host)| host.clone()),
            headers,
        }
    }

    /// The value of a header; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = move |(other, _): &&(String, String)| other.eq_ignore_ascii_case(name);
        self.headers.iter().filter(named).map(|(_, value)| value.as_str())
    }

    /// Reads a request's head.
    ///
    /// # Errors
    /// When it is malformed, or does not arrive.
    pub fn read(from: &mut impl Read) -> Result<Request, RequestError> {
        Request::parse(&read_head(from)?)
    }

    fn parse(head: &[u8]) -> Result<Request, RequestError> {
        let mut lines = head.split(|byte| *byte == b'\n').map(|line| match line {
            [line @ .., b'\r'] | line => line,
        });
        let first = std::str::from_utf8(lines.next().unwrap_or_default());
        let mut words = first.map_err(|_| RequestError::Malformed("it is not UTF-8"))?.split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(RequestError::Malformed("its first line is not `METHOD ADDRESS VERSION`"));
        };
        if !is_token(method.as_bytes()) || target.contains(char::is_control) {
            return Err(RequestError::Malformed(
                "its first line has characters that don't belong there",
            ));
        }
        let host_is_needed = needs_host(version)?;
        let headers = lines.take_while(|line| !line.is_empty()).map(header);
        let headers = headers.collect::<Result<Vec<_>, RequestError>>()?;
        let target = Target::of(method, target)?;
        let mut request = Request {
            method: method.to_owned(),
            target: target.path,
            host: String::new(),
            headers,
        };
        let host = request.one_host(host_is_needed)?.to_owned();
        request.host = target.host.unwrap_or(host);
        Ok(request)
    }

    /// The value of the Host header. Of several, each implementation would use another one.
    fn one_host(&self, is_needed: bool) -> Result<&str, RequestError> {
        let mut hosts = self.all("Host");
        match (hosts.next(), hosts.next()) {
            (_, Some(_)) => Err(RequestError::Malformed("it has several Host headers")),
            (None, None) if is_needed => Err(RequestError::Malformed("it has no Host header")),
            (host, None) => Ok(host.unwrap_or_default()),
        }
    }
}

/// Reads up to the empty line that ends the head.
fn read_head(from: &mut impl Read) -> Result<Vec<u8>, RequestError> {
    let mut head = Vec::new();
    let mut total = 0;
    let mut piece = [0; 4096];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) if head.is_empty() => {
                return Err(RequestError::Disconnected(io::ErrorKind::UnexpectedEof.into()));
            }
            Ok(0) => return Err(RequestError::Malformed("it ends before its headers do")),
            Ok(read) => &piece[..read],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                return Err(RequestError::Timeout);
            }
            Err(error) => return Err(RequestError::Disconnected(error)),
        };
        total += read.len();
        // Some old clients send an empty line after the body of the previous request.
        let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let skipped = read.iter().take_while(|byte| head.is_empty() && is_line_end(byte)).count();
        // The end may have begun in the previous piece.
        let looked_at = head.len().saturating_sub(2);
        head.extend_from_slice(&read[skipped..]);
        let rest = &head[looked_at..];
        let has_end = rest.windows(2).any(|bytes| bytes == b"\n\n")
            || rest.windows(3).any(|bytes| bytes == b"\n\r\n");
        if has_end {
            return Ok(head);
        }
        if total > MAX_HEAD {
            return Err(RequestError::HeadTooLarge);
        }
    }
}

/// Whether requests of this version need a Host header.
fn needs_host(version: &str) -> Result<bool, RequestError> {
    match version.strip_prefix("HTTP/").map(str::as_bytes) {
        Some([b'1', b'.', minor]) if minor.is_ascii_digit() => Ok(*minor != b'0'),
        Some([major, b'.', minor]) if major.is_ascii_digit() && minor.is_ascii_digit() => {
            Err(RequestError::Version)
        }
        _ => Err(RequestError::Malformed("its first line does not end in a version of HTTP")),
    }
}

fn header(line: &[u8]) -> Result<(String, String), RequestError> {
    // Obsolete line folding (a line that begins with a space) is refused.
    let colon = line.iter().position(|byte| *byte == b':');
    let (name, value) = colon.map_or((line, &[][..]), |at| (&line[..at], &line[at + 1..]));
    if colon.is_none() || !is_token(name) {
        return Err(RequestError::Malformed("a header is not `NAME: VALUE`"));
    }
    if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(RequestError::Malformed("a header has characters that don't belong there"));
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((text(name), text(value.trim_ascii())))
}

/// Whether these characters can name a method or a header (RFC 9110, section 5.6.2).
fn is_token(bytes: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !bytes.is_empty() && bytes.iter().all(allowed)
}

/// The request target (RFC 9112, section 3.2).
struct Target {
    path: String,
    /// The host and port, if the target names them; they override the Host header.
    host: Option<String>,
}

impl Target {
    fn of(method: &str, target: &str) -> Result<Target, RequestError> {
        // The server itself, or a host to connect to. Neither method is supported.
        let other = (method == "OPTIONS" && target == "*") || method == "CONNECT";
        if target.starts_with('/') || other {
            return Ok(Target { path: target.to_owned(), host: None });
        }
        let scheme = "http://";
        let rest = target
            .split_at_checked(scheme.len())
            .filter(|(start, _)| start.eq_ignore_ascii_case(scheme));
        let Some((_, rest)) = rest else {
            return Err(RequestError::Malformed("its address begins with neither / nor http://"));
        };
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if host.is_empty() {
            return Err(RequestError::Malformed("its address names no host"));
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Target { path: format!("{slash}{path}"), host: Some(host.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_HEAD, Request, RequestError};
    use std::io::Read;

    /// Reads a request that arrives in pieces of this many bytes; shows it, or the status of the response.
    /// `|` stands for a line's end.
    fn read(request: &str, piece: usize) -> String {
        struct Pieces<'a>(&'a [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let length = self.1.min(buffer.len());
                self.0.read(&mut buffer[..length])
            }
        }
        let text = request.replace('|', "\r\n");
        match Request::read(&mut Pieces(text.as_bytes(), piece)) {
            Ok(Request { method, target, host, .. }) => format!("{method} {target} at {host}"),
            Err(error) => error.response().map_or("none".to_owned(), |it| it.status.to_string()),
        }
    }

    #[track_caller]
    fn check(request: &str, expected: &str) {
        assert_eq!(read(request, 4096), expected, "{request:.200}");
        assert_eq!(read(request, 1), expected, "{request:.200} byte by byte");
    }

    #[test]
    fn requests_are_parsed() {
        check("GET /a?b HTTP/1.1|Host: localhost:1|X:y||", "GET /a?b at localhost:1");
        check("HEAD / HTTP/1.1|host:\tlocalhost \t||rest", "HEAD / at localhost");
        check("GET / HTTP/1.2|Host: localhost||", "GET / at localhost");
        check("GET / HTTP/1.0||", "GET / at ");
        check("GET / HTTP/1.1|Host:||", "GET / at ");
        check("GET /한글 HTTP/1.1|Host: localhost||", "GET /한글 at localhost");
        // Line feeds alone, as typed into a terminal; empty lines before the request.
        check("GET / HTTP/1.1\nHost: localhost\n\n", "GET / at localhost");
        check("||GET / HTTP/1.1|Host: localhost||", "GET / at localhost");
    }

    #[test]
    fn headers_are_found() {
        let mut head = &b"GET / HTTP/1.1\r\nHost: a\r\nX:  y \r\nx: z\r\nBytes: \xff\r\n\r\n"[..];
        let request = Request::read(&mut head).unwrap();
        assert_eq!((request.header("x"), request.header("Range")), ("y", ""));
        assert_eq!(request.header("bytes"), "\u{fffd}");
    }

    #[test]
    fn the_absolute_form_names_the_host() {
        let absolute = |target: &str| format!("GET {target} HTTP/1.1|Host: other.example||");
        for (target, expected) in [
            ("http://localhost:8080/x", "GET /x at localhost:8080"),
            ("HTTP://LOCALHOST/x?y", "GET /x?y at LOCALHOST"),
            ("http://localhost", "GET / at localhost"),
            ("http://localhost?x", "GET /?x at localhost"),
            ("http://elsewhere.example/x", "GET /x at elsewhere.example"),
            ("http://localhost@elsewhere.example/", "GET / at localhost@elsewhere.example"),
            ("http:///x", "400"),
            ("http:/x", "400"),
            ("https://localhost/x", "400"),
            ("한글한글한글", "400"),
        ] {
            check(&absolute(target), expected);
        }
        check("GET http://localhost/ HTTP/1.1||", "400");
    }

    #[test]
    fn other_forms_are_for_their_methods_only() {
        check("OPTIONS * HTTP/1.1|Host: localhost||", "OPTIONS * at localhost");
        check("CONNECT localhost:1 HTTP/1.1|Host: localhost||", "CONNECT localhost:1 at localhost");
        for address in ["*", "x", "localhost:1", "", "?x"] {
            check(&format!("GET {address} HTTP/1.1|Host: localhost||"), "400");
        }
    }

    #[test]
    fn malformed_requests_are_told_so() {
        for first in [
            "GET",
            "GET /",
            "GET / ",
            "GET  / HTTP/1.1",
            " GET / HTTP/1.1",
            "GET / HTTP/1.1 ",
            "GET / x HTTP/1.1",
            "GET /\tHTTP/1.1",
            "G:T / HTTP/1.1",
            "GET /\r HTTP/1.1",
            "GET / http/1.1",
            "GET / HTTP/1",
            "GET / HTTP/1.10",
            "GET / HTTPS/1.1",
        ] {
            check(&format!("{first}|Host: localhost||"), "400");
        }
        for header in [
            "Host",
            ": x",
            "X : y",
            "X Y: z",
            " X: y",
            "X: y|\tfolded",
            "X: y| folded",
            "X: y\0",
            "X: y\rZ: z",
            "Höst: x",
            "Host: localhost",
        ] {
            check(&format!("GET / HTTP/1.1|Host: localhost|{header}||"), "400");
        }
        check("GET / HTTP/1.1||", "400");
        check("GET / HTTP/1.1|X: y||", "400");
        check("GET / HTTP/1.0|Host: a|Host: a||", "400");
        // Requests that end too early; an empty one gets no response.
        check("GET / HTTP/1.1|Host: localhost|", "400");
        check("|", "none");
        check("", "none");
    }

    #[test]
    fn other_versions_are_refused() {
        check("GET / HTTP/2.0|Host: localhost||", "505");
        check("GET / HTTP/0.9||", "505");
        check("PRI * HTTP/2.0||SM||", "505");
    }

    #[test]
    fn long_heads_are_refused() {
        let head = |length: usize| format!("GET / HTTP/1.1|Host: a|X: {}||", "x".repeat(length));
        check(&head(MAX_HEAD - 100), "GET / at a");
        check(&head(MAX_HEAD * 2), "431");
        check(&format!("GET /{}", "x".repeat(MAX_HEAD * 2)), "431");
        check(&"|".repeat(MAX_HEAD), "431");
    }

    #[test]
    fn late_requests_time_out() {
        struct Late;
        impl Read for Late {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::TimedOut.into())
            }
        }
        assert!(matches!(Request::read(&mut Late), Err(RequestError::Timeout)));
    }
}
