//! Fault injection.

use super::http::{head, write};
use super::memory::limited;
use socket2::SockRef;
use std::fs;
use std::io::{self, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How the host answers a request for a file, instead of sending it.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Sends this status.
    Status(u16),
    /// Holds the response until the fault is removed.
    Hold,
    /// Closes the connection without a response.
    Offline,
    /// Resets the connection.
    Reset,
    /// Redirects to a host name that can't be resolved (RFC 2606, `.invalid`).
    UnknownHost,
    /// Sends the correct length, and half of the file.
    Truncate,
    /// Sends an empty file.
    Empty,
    /// Sends half of the file, with a matching length.
    Half,
    /// Sends this text.
    Replace(String),
    /// Sends 503 with `Retry-After`.
    Busy,
    /// Sends the file slowly, over two seconds.
    Slow,
    /// Sends half of the length, and the whole file.
    Short,
    /// Sends WebAssembly whose memory may grow by only this many pages (64 KiB).
    LimitMemory(u32),
}

/// The duration of [`Fault::Slow`].
const SLOW_DURATION: Duration = Duration::from_secs(2);

impl Fault {
    /// Answers for the file at `path`. Returns `false` if the ordinary response is to be sent.
    pub(super) fn answer(
        &self,
        mut stream: &TcpStream,
        media_type: &str,
        path: &Path,
    ) -> io::Result<bool> {
        match self {
            Fault::Offline => {}
            // Closing a socket with a zero linger time resets the connection.
            Fault::Reset => SockRef::from(stream).set_linger(Some(Duration::ZERO))?,
            Fault::UnknownHost => {
                let to = "Location: http://host.invalid/\r\n";
                write(stream, 302, "text/html", to, b"")?;
            }
            Fault::Status(status) => {
                write(stream, *status, "text/html", "", b"<h1>The host's own words</h1>")?;
            }
            Fault::Busy => {
                write(stream, 503, "text/html", "Retry-After: 60\r\n", b"<h1>Too busy</h1>")?;
            }
            Fault::Replace(text) => write(stream, 200, media_type, "", text.as_bytes())?,
            _ if !path.is_file() => return Ok(false),
            Fault::Slow => send_slowly(stream, media_type, &fs::read(path)?)?,
            Fault::Short => {
                let bytes = fs::read(path)?;
                stream.write_all(head(200, media_type, "", bytes.len() / 2).as_bytes())?;
                stream.write_all(&bytes)?;
            }
            Fault::Truncate => {
                let bytes = fs::read(path)?;
                stream.write_all(head(200, media_type, "", bytes.len()).as_bytes())?;
                stream.write_all(&bytes[..bytes.len() / 2])?;
            }
            Fault::LimitMemory(pages) => {
                write(stream, 200, media_type, "", &limited(&fs::read(path)?, *pages))?;
            }
            Fault::Hold | Fault::Empty | Fault::Half => return Ok(false),
        }
        Ok(true)
    }

    /// How many of `length` bytes the ordinary response sends.
    pub(super) fn share(&self, length: usize) -> usize {
        match self {
            Fault::Empty => 0,
            Fault::Half => length / 2,
            _ => length,
        }
    }
}

fn send_slowly(mut stream: &TcpStream, media_type: &str, bytes: &[u8]) -> io::Result<()> {
    const PIECES: usize = 10;
    stream.write_all(head(200, media_type, "", bytes.len()).as_bytes())?;
    for piece in bytes.chunks(bytes.len().div_ceil(PIECES).max(1)) {
        stream.write_all(piece)?;
        stream.flush()?;
        thread::sleep(SLOW_DURATION / PIECES as u32);
    }
    Ok(())
}
