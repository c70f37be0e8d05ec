//! Reads requests of HTTP/1 (RFC 9112) and says what is wrong with one that is malformed.

use super::answer::Answer;
use std::io::{self, Read};

/// The longest head of a request: more than any browser sends.
const LONGEST: usize = 64 * 1024;

/// A request. Bodies are not read: nobody sends one to a static host.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path and query, as the browser sent them; `*` for a request about the server itself.
    pub address: String,
    /// The host and port that are asked; empty if an old client names none.
    pub host: String,
    headers: Vec<(String, String)>,
}

/// Why there is no request to answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The browser is gone.
    #[error("the connection ended: {0}")]
    Gone(io::Error),
    /// The head did not arrive in time.
    #[error("The request took too long to arrive.")]
    Late,
    /// The head is larger than any browser sends.
    #[error("The request's head is larger than 64 KB.")]
    TooLong,
    /// It is of another version of HTTP.
    #[error("Only HTTP/1.0 and HTTP/1.1.")]
    Version,
    /// It is no request.
    #[error("Malformed request: {0}.")]
    Malformed(&'static str),
}

impl Fault {
    /// What to answer; `None` if nobody is there to hear it.
    pub fn answer(&self) -> Option<Answer> {
        let status = match self {
            Fault::Gone(_) => return None,
            Fault::Late => 408,
            Fault::TooLong => 431,
            Fault::Version => 505,
            Fault::Malformed(_) => 400,
        };
        Some(Answer::text(status, &self.to_string()))
    }
}

impl Request {
    /// A request to `localhost`, unless one of the headers names another host.
    #[cfg(test)]
    pub fn new(method: &str, address: &str, headers: &[(&str, &str)]) -> Request {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers: Vec<_> = headers.iter().map(owned).collect();
        let host = headers.iter().find(|(name, _)| name == "Host");
        Request {
            method: method.to_owned(),
            address: address.to_owned(),
            host: host.map_or("localhost".to_owned(), |(_, host)| host.clone()),
            headers,
        }
    }

    /// What a header says; empty if it is not there.
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
    /// When it is none, or doesn't come.
    pub fn read(from: &mut impl Read) -> Result<Request, Fault> {
        Request::parse(&read_head(from)?)
    }

    fn parse(head: &[u8]) -> Result<Request, Fault> {
        let mut lines = head.split(|byte| *byte == b'\n').map(|line| match line {
            [line @ .., b'\r'] | line => line,
        });
        let first = std::str::from_utf8(lines.next().unwrap_or_default());
        let mut words = first.map_err(|_| Fault::Malformed("it is not UTF-8"))?.split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(Fault::Malformed("its first line is not `METHOD ADDRESS VERSION`"));
        };
        if !is_token(method.as_bytes()) || target.contains(char::is_control) {
            return Err(Fault::Malformed("its first line has characters that don't belong there"));
        }
        let host_is_needed = names_its_host(version)?;
        let headers = lines.take_while(|line| !line.is_empty()).map(header);
        let headers = headers.collect::<Result<Vec<_>, Fault>>()?;
        let target = Target::of(method, target)?;
        let mut request = Request {
            method: method.to_owned(),
            address: target.address,
            host: String::new(),
            headers,
        };
        let host = request.one_host(host_is_needed)?.to_owned();
        request.host = target.host.unwrap_or(host);
        Ok(request)
    }

    /// What the Host header says. More than one would be understood differently by others.
    fn one_host(&self, is_needed: bool) -> Result<&str, Fault> {
        let mut hosts = self.all("Host");
        match (hosts.next(), hosts.next()) {
            (_, Some(_)) => Err(Fault::Malformed("it has several Host headers")),
            (None, None) if is_needed => Err(Fault::Malformed("it has no Host header")),
            (host, None) => Ok(host.unwrap_or_default()),
        }
    }
}

/// Reads up to the empty line that ends a head.
fn read_head(from: &mut impl Read) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    let mut total = 0;
    let mut piece = [0; 4096];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) if head.is_empty() => {
                return Err(Fault::Gone(io::ErrorKind::UnexpectedEof.into()));
            }
            Ok(0) => return Err(Fault::Malformed("it ends before its headers do")),
            Ok(read) => &piece[..read],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::TimedOut => return Err(Fault::Late),
            Err(error) => return Err(Fault::Gone(error)),
        };
        total += read.len();
        // Old clients send an empty line after the body of the request before.
        let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let skipped = read.iter().take_while(|byte| head.is_empty() && is_line_end(byte)).count();
        // The end may have begun in the piece before.
        let looked_at = head.len().saturating_sub(2);
        head.extend_from_slice(&read[skipped..]);
        let rest = &head[looked_at..];
        let has_end = rest.windows(2).any(|bytes| bytes == b"\n\n")
            || rest.windows(3).any(|bytes| bytes == b"\n\r\n");
        if has_end {
            return Ok(head);
        }
        if total > LONGEST {
            return Err(Fault::TooLong);
        }
    }
}

/// Whether requests of this version have to name their host.
fn names_its_host(version: &str) -> Result<bool, Fault> {
    match version.strip_prefix("HTTP/").map(str::as_bytes) {
        Some([b'1', b'.', minor]) if minor.is_ascii_digit() => Ok(*minor != b'0'),
        Some([major, b'.', minor]) if major.is_ascii_digit() && minor.is_ascii_digit() => {
            Err(Fault::Version)
        }
        _ => Err(Fault::Malformed("its first line does not end in a version of HTTP")),
    }
}

fn header(line: &[u8]) -> Result<(String, String), Fault> {
    // A line that begins with a space went on with the header before it, once upon a time.
    let colon = line.iter().position(|byte| *byte == b':');
    let (name, value) = colon.map_or((line, &[][..]), |at| (&line[..at], &line[at + 1..]));
    if colon.is_none() || !is_token(name) {
        return Err(Fault::Malformed("a header is not `NAME: VALUE`"));
    }
    if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(Fault::Malformed("a header has characters that don't belong there"));
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((text(name), text(value.trim_ascii())))
}

/// Whether these characters can name a method or a header (RFC 9110, section 5.6.2).
fn is_token(bytes: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !bytes.is_empty() && bytes.iter().all(allowed)
}

/// What a request is about (RFC 9112, section 3.2).
struct Target {
    address: String,
    /// The host and port, if they are named in the address; what the Host header says is void then.
    host: Option<String>,
}

impl Target {
    fn of(method: &str, target: &str) -> Result<Target, Fault> {
        // The server itself, or a host to connect to: neither method is answered.
        let other = (method == "OPTIONS" && target == "*") || method == "CONNECT";
        if target.starts_with('/') || other {
            return Ok(Target { address: target.to_owned(), host: None });
        }
        let scheme = "http://";
        let rest = target
            .split_at_checked(scheme.len())
            .filter(|(start, _)| start.eq_ignore_ascii_case(scheme));
        let Some((_, rest)) = rest else {
            return Err(Fault::Malformed("its address begins with neither / nor http://"));
        };
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if host.is_empty() {
            return Err(Fault::Malformed("its address names no host"));
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Target { address: format!("{slash}{path}"), host: Some(host.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, LONGEST, Request};
    use std::io::Read;

    /// Reads a request that comes in pieces of so many bytes, and shows it or the status that answers
    /// it. In the request `|` is the end of a line.
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
            Ok(Request { method, address, host, .. }) => format!("{method} {address} at {host}"),
            Err(fault) => fault.answer().map_or("none".to_owned(), |it| it.status.to_string()),
        }
    }

    #[track_caller]
    fn check(request: &str, expected: &str) {
        assert_eq!(read(request, 4096), expected, "{request:.200}");
        assert_eq!(read(request, 1), expected, "{request:.200} byte by byte");
    }

    #[test]
    fn requests_are_understood() {
        check("GET /a?b HTTP/1.1|Host: localhost:1|X:y||", "GET /a?b at localhost:1");
        check("HEAD / HTTP/1.1|host:\tlocalhost \t||rest", "HEAD / at localhost");
        check("GET / HTTP/1.2|Host: localhost||", "GET / at localhost");
        check("GET / HTTP/1.0||", "GET / at ");
        check("GET / HTTP/1.1|Host:||", "GET / at ");
        check("GET /한글 HTTP/1.1|Host: localhost||", "GET /한글 at localhost");
        // What is typed into a terminal, and what old clients put between requests.
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
        // What ends too early; who says nothing gets no answer.
        check("GET / HTTP/1.1|Host: localhost|", "400");
        check("|", "none");
        check("", "none");
    }

    #[test]
    fn other_versions_are_not_spoken() {
        check("GET / HTTP/2.0|Host: localhost||", "505");
        check("GET / HTTP/0.9||", "505");
        check("PRI * HTTP/2.0||SM||", "505");
    }

    #[test]
    fn long_heads_are_refused() {
        let head = |length: usize| format!("GET / HTTP/1.1|Host: a|X: {}||", "x".repeat(length));
        check(&head(LONGEST - 100), "GET / at a");
        check(&head(LONGEST * 2), "431");
        check(&format!("GET /{}", "x".repeat(LONGEST * 2)), "431");
        check(&"|".repeat(LONGEST), "431");
    }

    #[test]
    fn late_requests_are_told_so() {
        struct Late;
        impl Read for Late {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::TimedOut.into())
            }
        }
        assert!(matches!(Request::read(&mut Late), Err(Fault::Late)));
    }
}
