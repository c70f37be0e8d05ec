//! As much of HTTP/1.1 as showing a paper on one's own computer takes: one request a connection.
//!
//! A browser opens connections before it needs them and keeps those it has used; each has a thread
//! here, so that none waits for another.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// The longest head of a request: more than any browser sends.
const LONGEST: u64 = 64 * 1024;
/// How long a connection may stay without a request.
const PATIENCE: Duration = Duration::from_secs(60);

/// A request. Bodies are not read: nobody sends one to a static host.
#[derive(Debug)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path and query, as the browser sent them.
    pub address: String,
    headers: Vec<(String, String)>,
}

/// An answer to a request.
#[derive(Debug)]
pub struct Answer {
    /// The status: 200, 404, …
    pub status: u16,
    /// The headers, but for the length.
    pub headers: Vec<(&'static str, String)>,
    /// The content.
    pub body: Body,
}

/// The content of an answer.
pub enum Body {
    /// All of it.
    Bytes(Vec<u8>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
    /// What a function goes on to write, until it or the browser ends.
    Stream(Box<Writing>),
}

type Writing = dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send;

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Body::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Body::File(_, length) => write!(f, "{length} bytes of a file"),
            Body::Stream(_) => f.write_str("a stream"),
        }
    }
}

impl Request {
    #[cfg(test)]
    pub fn new(method: &str, address: &str, headers: &[(&str, &str)]) -> Request {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Request {
            method: method.to_owned(),
            address: address.to_owned(),
            headers: headers.iter().map(owned).collect(),
        }
    }

    /// What a header says; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// Reads a request. `None` if there is none, or what comes is none.
    fn read(stream: impl Read) -> io::Result<Option<Request>> {
        let mut lines = BufReader::new(stream.take(LONGEST)).lines();
        let Some(first) = lines.next().transpose()? else {
            return Ok(None);
        };
        let mut words = first.split(' ');
        let (Some(method), Some(address), Some("HTTP/1.1" | "HTTP/1.0"), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Ok(None);
        };
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            match line.split_once(':') {
                Some((name, value)) => headers.push((name.to_owned(), value.trim().to_owned())),
                None if line.is_empty() => {
                    return Ok(Some(Request {
                        method: method.to_owned(),
                        address: address.to_owned(),
                        headers,
                    }));
                }
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}

impl Answer {
    fn write(self, out: &mut dyn Write, with_body: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        let length = match &self.body {
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::File(_, length) => Some(*length),
            Body::Stream(_) => None,
        };
        if let Some(length) = length {
            head += &format!("Content-Length: {length}\r\n");
        }
        head += "Connection: close\r\n\r\n";
        match self.body {
            // In one piece: two would wait for each other's acknowledgement.
            Body::Bytes(bytes) if with_body => out.write_all(&[head.as_bytes(), &bytes].concat()),
            Body::File(file, length) if with_body => {
                out.write_all(head.as_bytes())?;
                io::copy(&mut file.take(length), out).map(|_| ())
            }
            Body::Stream(stream) if with_body => {
                out.write_all(head.as_bytes())?;
                stream(out)
            }
            _ => out.write_all(head.as_bytes()),
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        301 => "Moved Permanently",
        304 => "Not Modified",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        _ => "",
    }
}

/// Answers everybody who connects, each in a thread, for ever.
pub fn serve(
    listener: &TcpListener,
    answer: impl Fn(&Request) -> Answer + Send + Sync + Clone + 'static,
) {
    for stream in listener.incoming() {
        let answer = answer.clone();
        // Who could not connect, or went away meanwhile, needs no answer.
        let Ok(stream) = stream else { continue };
        thread::spawn(move || {
            let _ = converse(&stream, answer);
        });
    }
}

fn converse(mut stream: &TcpStream, answer: impl Fn(&Request) -> Answer) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    if let Some(request) = Request::read(stream)? {
        answer(&request).write(&mut stream, request.method != "HEAD")?;
    }
    stream.shutdown(Shutdown::Write)
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn requests() {
        let read = |text: &str| Request::read(text.as_bytes()).unwrap();
        let request = read("GET /a?b HTTP/1.1\r\nHost: localhost:1\r\nX:y\r\n\r\n").unwrap();
        assert_eq!((&*request.method, &*request.address), ("GET", "/a?b"));
        assert_eq!((request.header("host"), request.header("X")), ("localhost:1", "y"));
        assert_eq!(request.header("If-None-Match"), "");
        for nonsense in
            ["", "\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n"]
        {
            assert!(read(nonsense).is_none(), "{nonsense:?}");
        }
    }
}
