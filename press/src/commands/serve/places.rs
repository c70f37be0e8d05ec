//! The connections that are open. When there is no room for one more, the one that has been silent
//! longest is closed for it.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a connection is left alone though it is silent: a browser sends its request at once, or
/// keeps the connection for later.
const GRACE: Duration = Duration::from_millis(250);
/// How long a connection that was closed may take to end.
const ENDING: Duration = Duration::from_secs(1);

/// The places for connections.
#[derive(Debug)]
pub struct Places {
    most: usize,
    open: Mutex<BTreeMap<u64, Connection>>,
    freed: Condvar,
}

#[derive(Debug)]
struct Connection {
    stream: Arc<TcpStream>,
    since: Instant,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing was sent yet.
    Silent,
    /// A request is read or answered.
    Busy,
    /// An open page is told of changes.
    Listening,
    /// It was closed for another one.
    Closed,
}

/// A place that is taken, until it is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    number: u64,
}

impl Places {
    /// Room for so many connections.
    pub fn new(most: usize) -> Arc<Places> {
        Arc::new(Places { most, open: Mutex::default(), freed: Condvar::new() })
    }

    /// A place for a new connection. `None` if all are taken by connections that are in use.
    pub fn take(self: &Arc<Self>, stream: &Arc<TcpStream>) -> Option<Place> {
        let mut open = self.open();
        let end = Instant::now() + ENDING;
        while open.len() >= self.most {
            let patience = make_room(&mut open, end)?;
            let full = |open: &mut BTreeMap<_, _>| open.len() >= self.most;
            let waited = self.freed.wait_timeout_while(open, patience, full);
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let number = open.last_key_value().map_or(0, |(last, _)| last + 1);
        let stream = Arc::clone(stream);
        open.insert(number, Connection { stream, since: Instant::now(), state: State::Silent });
        Some(Place { places: Arc::clone(self), number })
    }

    /// Closes all silent connections: their descriptors are needed.
    pub fn close_silent(&self) {
        let mut open = self.open();
        open.values_mut().filter(|it| it.state == State::Silent).for_each(Connection::close);
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Connection>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the connection that has been silent longest, or will do so soon, or waits for one that was
/// closed. How long to wait for that; `None` if no place comes free by itself before `end`.
fn make_room(open: &mut BTreeMap<u64, Connection>, end: Instant) -> Option<Duration> {
    let silent = open.values_mut().filter(|it| it.state == State::Silent);
    let Some(oldest) = silent.min_by_key(|it| it.since) else {
        let left = end.saturating_duration_since(Instant::now());
        let ending = open.values().any(|it| it.state == State::Closed);
        return (ending && !left.is_zero()).then_some(left);
    };
    let left = GRACE.saturating_sub(oldest.since.elapsed());
    if left.is_zero() {
        oldest.close();
        return Some(ENDING);
    }
    Some(left)
}

impl Connection {
    /// Ends the connection for its thread, which then gives the place back.
    fn close(&mut self) {
        self.state = State::Closed;
        // It may have ended by itself.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Place {
    /// A request begins: the connection is in use from now on.
    pub fn begin(&self) {
        if let Some(connection) = self.places.open().get_mut(&self.number) {
            connection.state = State::Busy;
        }
    }

    /// The connection stays open for an open page. Those have half of all places: the others are for
    /// pages that are asked for. When there are more, the one that listened longest is closed; its
    /// page, if it is still there, connects again by itself.
    pub fn listen(&self) {
        let mut open = self.places.open();
        let mut listening: Vec<_> =
            open.values_mut().filter(|it| it.state == State::Listening).collect();
        if listening.len() >= self.places.most / 2
            && let Some(oldest) = listening.iter_mut().min_by_key(|it| it.since)
        {
            oldest.close();
        }
        if let Some(connection) = open.get_mut(&self.number) {
            connection.state = State::Listening;
            connection.since = Instant::now();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.open().remove(&self.number);
        self.places.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};
    use std::io::Read;
    use std::net::{TcpListener, TcpStream};
    use std::sync::Arc;
    use std::thread;

    /// A connection to ourselves.
    fn connection() -> (TcpStream, Arc<TcpStream>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let browser = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        (browser, Arc::new(listener.accept().unwrap().0))
    }

    /// A thread that has a place until its connection ends.
    fn wait_for_the_end(place: Place, stream: Arc<TcpStream>) {
        thread::spawn(move || {
            let _ = (&*stream).read(&mut [0]);
            drop(place);
        });
    }

    #[test]
    fn the_longest_silent_makes_room() {
        let places = Places::new(2);
        let connections = [connection(), connection(), connection(), connection()];
        let take = |number: usize| places.take(&connections[number].1);
        let busy = take(0).unwrap();
        busy.begin();
        wait_for_the_end(take(1).unwrap(), Arc::clone(&connections[1].1));
        let third = take(2).unwrap();
        assert_eq!((&connections[1].0).read(&mut [0]).unwrap(), 0, "it was closed");
        third.begin();
        assert!(take(3).is_none(), "all are in use");
        drop(busy);
        assert!(take(3).is_some());
    }

    #[test]
    fn open_pages_leave_half_of_the_places() {
        let places = Places::new(4);
        let connections = [connection(), connection(), connection()];
        let taken = connections.each_ref().map(|(_, stream)| places.take(stream).unwrap());
        taken.iter().for_each(Place::listen);
        assert_eq!((&connections[0].0).read(&mut [0]).unwrap(), 0, "it was closed");
        connections[1].0.set_nonblocking(true).unwrap();
        assert!((&connections[1].0).read(&mut [0]).is_err(), "it is open");
    }
}
