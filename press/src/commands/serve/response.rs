//! HTTP responses. Each is the last on its connection.

use import::media_types;
use std::fs::File;
use std::io::{self, Read, Write};

/// A response to a request.
#[derive(Debug)]
pub struct Response {
    /// The status: 200, 404, …
    pub status: u16,
    /// The headers, except those about length and connection.
    pub headers: Vec<(&'static str, String)>,
    /// The content.
    pub body: Body,
}

/// The content of a response.
pub enum Body {
    /// All of it.
    Bytes(Vec<u8>),
    /// This many bytes of a file, from its current position.
    File(File, u64),
    /// What a function writes until it returns or the connection breaks.
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

impl Response {
    /// A line of plain text.
    pub fn text(status: u16, text: &str) -> Response {
        Response {
            status,
            headers: vec![("Content-Type", media_types::TEXT.to_owned())],
            body: Body::Bytes(format!("{text}\n").into_bytes()),
        }
    }

    /// 503 with the reason; the browser may try again after a second.
    pub fn unavailable(why: &str) -> Response {
        let mut response = Response::text(503, why);
        response.headers.push(("Retry-After", "1".to_owned()));
        response
    }

    /// Writes the response; for `HEAD` without the body.
    ///
    /// # Errors
    /// When the connection is broken, or the file can't be read.
    pub fn write(self, out: &mut dyn Write, with_body: bool) -> io::Result<()> {
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
            // In one write: a second small packet would wait for the first one's acknowledgement.
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
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "",
    }
}
