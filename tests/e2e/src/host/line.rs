//! The line between browsers and the host: its latency and speed, and what has been sent over it.
//!
//! Not DevTools' emulation, which leaves out the requests of service workers.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A line; the default is as fast as the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line {
    /// The time before each response.
    pub latency: Duration,
    /// The speed that all responses share.
    pub bytes_per_second: Option<u32>,
}

/// What has been sent, including the heads of responses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    /// The number of responses.
    pub responses: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// The bytes of a response that are sent at once: a packet's.
const PACKET: usize = 1460;

/// A line in use.
pub(super) struct Wire {
    line: Line,
    state: Mutex<State>,
}

struct State {
    sent: Sent,
    /// When everything that waits has been sent.
    free: Instant,
}

impl Wire {
    pub(super) fn new(line: Line) -> Wire {
        let state = State { sent: Sent::default(), free: Instant::now() };
        Wire { line, state: Mutex::new(state) }
    }

    pub(super) fn sent(&self) -> Sent {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).sent
    }

    /// Where a response to `stream` is written to, after the latency.
    pub(super) fn to<'a>(&'a self, stream: &'a TcpStream) -> impl Write + 'a {
        // Otherwise a small packet waits for the receipt of the one before it, up to 40 ms.
        let _ = stream.set_nodelay(true);
        thread::sleep(self.line.latency);
        self.state.lock().unwrap_or_else(PoisonError::into_inner).sent.responses += 1;
        Response { wire: self, stream }
    }

    /// When `length` more bytes have arrived. Responses that are sent at the same time take turns.
    fn arrival(&self, length: usize) -> Instant {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.sent.bytes += length as u64;
        let now = Instant::now();
        if let Some(speed) = self.line.bytes_per_second {
            let taken = Duration::from_secs_f64(length as f64 / f64::from(speed));
            state.free = state.free.max(now) + taken;
            return state.free;
        }
        now
    }
}

struct Response<'a> {
    wire: &'a Wire,
    stream: &'a TcpStream,
}

impl Write for Response<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = match self.wire.line.bytes_per_second {
            Some(_) => bytes.len().min(PACKET),
            None => bytes.len(),
        };
        let arrival = self.wire.arrival(length);
        thread::sleep(arrival.saturating_duration_since(Instant::now()));
        self.stream.write_all(&bytes[..length])?;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Wire};
    use std::time::Duration;

    #[test]
    fn responses_share_the_speed() {
        let line = Line { latency: Duration::ZERO, bytes_per_second: Some(1000) };
        let wire = Wire::new(line);
        let first = wire.arrival(1000);
        assert!(wire.arrival(500) >= first + Duration::from_millis(500));
        assert_eq!(wire.sent().bytes, 1500);
    }
}
