//! A small HTTP server for one computer: a thread for each connection, one request on each.
//!
//! Browsers open connections before they need them; with a thread for each, none blocks another. Timeouts
//! limit how long a connection may be idle, a request may take to arrive, and a response may take to be
//! read. Only event streams stay open as long as their page.

use super::connections::{Connections, Slot};
use super::limits;
use super::request::Request;
use super::response::{Body, Response};
use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long to wait for a browser.
struct Timeouts {
    /// Until the first byte of the request.
    idle: Duration,
    /// From the first byte of the request's head to the last.
    head: Duration,
}

const TIMEOUTS: Timeouts = Timeouts { idle: Duration::from_secs(5), head: Duration::from_secs(10) };
/// How long a browser may read nothing of a response. A film that was paused is requested again.
const WRITE_TIMEOUT: Duration = Duration::from_secs(60);
/// After an error: how long to read what the browser still sends, so that it reads the response.
const LINGER: Duration = Duration::from_millis(500);
/// The same for a connection without a thread: no other is accepted meanwhile.
const LINGER_REJECTED: Duration = Duration::from_millis(20);
/// How long to wait after a connection could not be accepted.
const ACCEPT_RETRY: Duration = Duration::from_millis(50);

/// Accepts connections for ever, and responds to each in a thread.
pub fn serve(
    listener: &TcpListener,
    handle: impl Fn(&Request) -> Response + Send + Sync + Clone + 'static,
) {
    let connections = Connections::new(limits::max_connections());
    let mut reported = false;
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                reported = false;
                dispatch(Arc::new(stream), &connections, handle.clone());
            }
            // The browser has closed it already.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                if !reported {
                    eprintln!("error: can't accept a connection: {error}");
                    reported = true;
                }
                // Without a pause the next try would fail in the same way.
                connections.close_idle();
                thread::sleep(ACCEPT_RETRY);
            }
        }
    }
}

/// Gives a connection a slot and a thread, or rejects it.
fn dispatch(
    stream: Arc<TcpStream>,
    connections: &Arc<Connections>,
    handle: impl Fn(&Request) -> Response + Send + 'static,
) {
    let Some(slot) = connections.acquire(&stream) else {
        return reject(&stream);
    };
    let shared = Arc::clone(&stream);
    let thread = thread::Builder::new().spawn(move || {
        // An error means that the browser has closed the connection.
        let _ = handle_connection(&shared, &slot, TIMEOUTS, handle);
    });
    if thread.is_err() {
        reject(&stream);
    }
}

fn reject(mut stream: &TcpStream) {
    let full = Response::unavailable("Too many connections are open. Try again in a moment.");
    // If it can't be sent, the browser tries again too.
    let _ = stream
        .set_write_timeout(Some(LINGER_REJECTED))
        .and_then(|()| full.write(&mut stream, true))
        .and_then(|()| linger(stream, LINGER_REJECTED));
}

fn handle_connection(
    mut stream: &TcpStream,
    slot: &Slot,
    timeouts: Timeouts,
    handle: impl Fn(&Request) -> Response,
) -> io::Result<()> {
    stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
    stream.set_read_timeout(Some(timeouts.idle))?;
    if stream.peek(&mut [0])? == 0 {
        return Ok(());
    }
    slot.mark_active();
    let deadline = Instant::now() + timeouts.head;
    let request = Request::read(&mut DeadlineReader { stream, deadline });
    let (response, with_body) = match &request {
        Ok(request) => (Some(handle(request)), request.method != "HEAD"),
        Err(error) => (error.response(), true),
    };
    let Some(response) = response else {
        return Ok(());
    };
    let is_error = response.status >= 400;
    if with_body && matches!(response.body, Body::Stream(_)) {
        slot.mark_streaming();
    }
    response.write(&mut stream, with_body)?;
    if is_error { linger(stream, LINGER) } else { stream.shutdown(Shutdown::Write) }
}

/// Closes a connection whose request may not have been read to its end. Closed at once, the system would
/// send a reset, and many browsers would drop the response.
fn linger(stream: &TcpStream, timeout: Duration) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let mut rest = DeadlineReader { stream, deadline: Instant::now() + timeout };
    io::copy(&mut rest, &mut io::sink()).map(|_| ())
}

/// Reads from a connection until a deadline.
struct DeadlineReader<'a> {
    stream: &'a TcpStream,
    deadline: Instant,
}

impl Read for DeadlineReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(buffer).map_err(|error| match error.kind() {
            // Unix reports a timeout so.
            io::ErrorKind::WouldBlock => io::ErrorKind::TimedOut.into(),
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{DeadlineReader, Timeouts, handle_connection};
    use crate::commands::serve::connections::Connections;
    use crate::commands::serve::response::Response;
    use std::io::{ErrorKind, Read, Write};
    use std::net::{Shutdown, TcpListener, TcpStream};
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    /// A connection to ourselves: the browser's end and the server's.
    fn connection() -> (TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let browser = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (browser, listener.accept().unwrap().0)
    }

    /// A browser sends `request` and nothing more, and reads a response with this status line.
    #[track_caller]
    fn check(request: &str, expected: &str) {
        let (mut browser, server) = connection();
        browser.write_all(request.as_bytes()).unwrap();
        let server = Arc::new(server);
        let slot = Connections::new(1).acquire(&server).unwrap();
        let short = Duration::from_millis(20);
        // An error is of no interest here: the response is checked.
        let _ = handle_connection(&server, &slot, Timeouts { idle: short, head: short }, |_| {
            Response::text(200, "Here.")
        });
        let _ = server.shutdown(Shutdown::Both);
        let mut answer = String::new();
        browser.read_to_string(&mut answer).unwrap();
        let status = answer.lines().next().unwrap_or_default();
        assert_eq!(status, expected, "{request}");
    }

    #[test]
    fn connections_time_out() {
        check("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200 OK");
        check("GET / HTTP/1.1\r\n", "HTTP/1.1 408 Request Timeout");
        check("", "");
    }

    #[test]
    fn the_deadline_is_for_all_reads() {
        let (mut browser, stream) = connection();
        browser.write_all(b"ab").unwrap();
        let mut byte = [0];
        let mut read =
            |deadline: Instant| DeadlineReader { stream: &stream, deadline }.read(&mut byte);
        assert_eq!(read(Instant::now() + Duration::from_secs(60)).unwrap(), 1);
        // Though there is more to read.
        assert_eq!(read(Instant::now()).unwrap_err().kind(), ErrorKind::TimedOut);
    }
}
