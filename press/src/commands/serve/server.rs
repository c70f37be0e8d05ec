//! As much of a server as showing a paper on one's own computer takes: one request a connection.
//!
//! A browser opens connections before it needs them and keeps those it has used; each has a thread
//! here, so that none waits for another. No connection holds its thread for ever: a silent one is
//! closed after some seconds, a request has to arrive and an answer to be taken in time. An open page
//! listens as long as it stays.

use super::answer::{Answer, Body};
use super::limits;
use super::places::{Place, Places};
use super::request::Request;
use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long browsers are waited for.
struct Patience {
    /// How long a connection may stay silent.
    silence: Duration,
    /// How long a request's head may take, from its first byte to its last.
    arrival: Duration,
}

const PATIENCE: Patience =
    Patience { silence: Duration::from_secs(5), arrival: Duration::from_secs(10) };
/// How long a browser may take no more of an answer. A film that is paused is asked for again.
const TAKING: Duration = Duration::from_secs(60);
/// How long what a refused browser still sends is read, so that it reads the answer.
const LINGERING: Duration = Duration::from_millis(500);
/// The same for one that has no thread here: all others wait meanwhile.
const LINGERING_AT_THE_DOOR: Duration = Duration::from_millis(20);
/// How long to wait when no connection can be taken.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers everybody who connects, each in a thread, for ever.
pub fn serve(
    listener: &TcpListener,
    answer: impl Fn(&Request) -> Answer + Send + Sync + Clone + 'static,
) {
    let places = Places::new(limits::connections());
    let mut told = false;
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                told = false;
                welcome(Arc::new(stream), &places, answer.clone());
            }
            // Who went away meanwhile needs no answer.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                if !told {
                    eprintln!("error: no connection can be taken: {error}");
                    told = true;
                }
                // The next try would fail like this one, at once.
                places.close_silent();
                thread::sleep(PAUSE);
            }
        }
    }
}

/// Gives a connection a place and a thread, or says that there is none.
fn welcome(
    stream: Arc<TcpStream>,
    places: &Arc<Places>,
    answer: impl Fn(&Request) -> Answer + Send + 'static,
) {
    let Some(place) = places.take(&stream) else {
        return turn_away(&stream);
    };
    let shared = Arc::clone(&stream);
    let thread = thread::Builder::new().spawn(move || {
        // Who went away meanwhile needs no answer.
        let _ = converse(&shared, &place, PATIENCE, answer);
    });
    if thread.is_err() {
        turn_away(&stream);
    }
}

fn turn_away(mut stream: &TcpStream) {
    let full = Answer::unavailable("Too many connections are open. Try again in a moment.");
    // Only for politeness: who doesn't hear it tries again too.
    let _ = stream
        .set_write_timeout(Some(LINGERING_AT_THE_DOOR))
        .and_then(|()| full.write(&mut stream, true))
        .and_then(|()| linger(stream, LINGERING_AT_THE_DOOR));
}

fn converse(
    mut stream: &TcpStream,
    place: &Place,
    patience: Patience,
    answer: impl Fn(&Request) -> Answer,
) -> io::Result<()> {
    stream.set_write_timeout(Some(TAKING))?;
    stream.set_read_timeout(Some(patience.silence))?;
    if stream.peek(&mut [0])? == 0 {
        return Ok(());
    }
    place.begin();
    let request = Request::read(&mut InTime { stream, end: Instant::now() + patience.arrival });
    let (answer, with_body) = match &request {
        Ok(request) => (Some(answer(request)), request.method != "HEAD"),
        Err(fault) => (fault.answer(), true),
    };
    let Some(answer) = answer else {
        return Ok(());
    };
    let is_refused = answer.status >= 400;
    if with_body && matches!(answer.body, Body::Stream(_)) {
        place.listen();
    }
    answer.write(&mut stream, with_body)?;
    if is_refused { linger(stream, LINGERING) } else { stream.shutdown(Shutdown::Write) }
}

/// Ends a connection whose request was not read to its end. Closed at once, the system would tell the
/// browser that its request was lost, and many would not read the answer then.
fn linger(stream: &TcpStream, patience: Duration) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let mut rest = InTime { stream, end: Instant::now() + patience };
    io::copy(&mut rest, &mut io::sink()).map(|_| ())
}

/// Reads from a connection until a point in time.
struct InTime<'a> {
    stream: &'a TcpStream,
    end: Instant,
}

impl Read for InTime<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(buffer).map_err(|error| match error.kind() {
            // So Unix calls the end of the time.
            io::ErrorKind::WouldBlock => io::ErrorKind::TimedOut.into(),
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{InTime, Patience, converse};
    use crate::commands::serve::answer::Answer;
    use crate::commands::serve::places::Places;
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

    /// A browser sends `request` and nothing more, and reads an answer with this status.
    #[track_caller]
    fn check(request: &str, expected: &str) {
        let (mut browser, server) = connection();
        browser.write_all(request.as_bytes()).unwrap();
        let server = Arc::new(server);
        let place = Places::new(1).take(&server).unwrap();
        let short = Duration::from_millis(20);
        // Nobody is waited for: what the browser does about it is its own affair.
        let _ = converse(&server, &place, Patience { silence: short, arrival: short }, |_| {
            Answer::text(200, "Here.")
        });
        let _ = server.shutdown(Shutdown::Both);
        let mut answer = String::new();
        browser.read_to_string(&mut answer).unwrap();
        let status = answer.lines().next().unwrap_or_default();
        assert_eq!(status, expected, "{request}");
    }

    #[test]
    fn nobody_holds_a_connection_for_ever() {
        check("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200 OK");
        check("GET / HTTP/1.1\r\n", "HTTP/1.1 408 Request Timeout");
        check("", "");
    }

    #[test]
    fn the_time_is_for_all_that_is_read() {
        let (mut browser, stream) = connection();
        browser.write_all(b"ab").unwrap();
        let mut byte = [0];
        let mut read = |end: Instant| InTime { stream: &stream, end }.read(&mut byte);
        assert_eq!(read(Instant::now() + Duration::from_secs(60)).unwrap(), 1);
        // Though there is more to read.
        assert_eq!(read(Instant::now()).unwrap_err().kind(), ErrorKind::TimedOut);
    }
}
