//! The ways in which a host fails.

use super::http::{head, write};
use super::memory::limited;
use socket2::SockRef;
use std::fs;
use std::io::{self, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How the host answers for a file, other than by sending it.
#[derive(Clone, Debug)]
pub enum Fault {
    /// With this status.
    Status(u16),
    /// Not at all, until the fault is lifted; then as usual.
    Hold,
    /// By closing the connection, as if there were none.
    Offline,
    /// By breaking the connection off.
    Reset,
    /// By sending the browser to a host whose name nobody knows (RFC 2606, `.invalid`).
    NoName,
    /// With a length, and the first half of the file.
    Truncate,
    /// With nothing, as if that were the whole file.
    Empty,
    /// With the first half of the file, as if that were the whole.
    Half,
    /// With this text instead.
    Replace(String),
    /// With "too busy, come back in a minute".
    Busy,
    /// In small pieces, over two seconds.
    Drip,
    /// With a length that is too small: half of the file is past it.
    Short,
    /// With WebAssembly that may have only so many pages (64 KiB) of memory more than it starts with.
    LittleMemory(u32),
}

/// How long a file takes that comes in pieces.
const DRIPPING: Duration = Duration::from_secs(2);

impl Fault {
    /// Answers for the file at `path`; `false` if there is nothing in the way of an ordinary answer.
    pub(super) fn answer(
        &self,
        mut stream: &TcpStream,
        media_type: &str,
        path: &Path,
    ) -> io::Result<bool> {
        match self {
            Fault::Offline => {}
            // Whoever doesn't linger takes leave by a reset.
            Fault::Reset => SockRef::from(stream).set_linger(Some(Duration::ZERO))?,
            Fault::NoName => {
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
            Fault::Drip => drip(stream, media_type, &fs::read(path)?)?,
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
            Fault::LittleMemory(pages) => {
                write(stream, 200, media_type, "", &limited(&fs::read(path)?, *pages))?;
            }
            Fault::Hold | Fault::Empty | Fault::Half => return Ok(false),
        }
        Ok(true)
    }

    /// How much of a file of `length` bytes is sent by an ordinary answer.
    pub(super) fn share(&self, length: usize) -> usize {
        match self {
            Fault::Empty => 0,
            Fault::Half => length / 2,
            _ => length,
        }
    }
}

fn drip(mut stream: &TcpStream, media_type: &str, bytes: &[u8]) -> io::Result<()> {
    const PIECES: usize = 10;
    stream.write_all(head(200, media_type, "", bytes.len()).as_bytes())?;
    for piece in bytes.chunks(bytes.len().div_ceil(PIECES).max(1)) {
        stream.write_all(piece)?;
        stream.flush()?;
        thread::sleep(DRIPPING / PIECES as u32);
    }
    Ok(())
}
