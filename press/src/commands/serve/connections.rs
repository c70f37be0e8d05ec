//! The open connections. When the limit is reached, the connection that has been idle longest is closed
//! for a new one.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long an idle connection is not closed: a browser sends its request at once, or keeps the
/// connection for later.
const IDLE_GRACE: Duration = Duration::from_millis(250);
/// How long the thread of a closed connection may take to end.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// The connections, up to a limit.
#[derive(Debug)]
pub struct Connections {
    limit: usize,
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
    /// Nothing was received yet.
    Idle,
    /// A request is read or responded to.
    Active,
    /// An open page receives events.
    Streaming,
    /// It was shut down; its thread has not ended yet.
    Closing,
}

/// A connection's share of the limit. Dropped, it is free again.
#[derive(Debug)]
pub struct Slot {
    connections: Arc<Connections>,
    number: u64,
}

impl Connections {
    /// At most `limit` connections.
    pub fn new(limit: usize) -> Arc<Connections> {
        Arc::new(Connections { limit, open: Mutex::default(), freed: Condvar::new() })
    }

    /// A slot for a new connection. `None` if all connections are in use.
    pub fn acquire(self: &Arc<Self>, stream: &Arc<TcpStream>) -> Option<Slot> {
        let mut open = self.open();
        let end = Instant::now() + CLOSE_TIMEOUT;
        while open.len() >= self.limit {
            let timeout = make_room(&mut open, end)?;
            let full = |open: &mut BTreeMap<_, _>| open.len() >= self.limit;
            let waited = self.freed.wait_timeout_while(open, timeout, full);
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let number = open.last_key_value().map_or(0, |(last, _)| last + 1);
        let stream = Arc::clone(stream);
        open.insert(number, Connection { stream, since: Instant::now(), state: State::Idle });
        Some(Slot { connections: Arc::clone(self), number })
    }

    /// Closes all idle connections, to free their descriptors.
    pub fn close_idle(&self) {
        let mut open = self.open();
        open.values_mut().filter(|it| it.state == State::Idle).for_each(Connection::close);
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Connection>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the connection that has been idle longest, if its grace period is over. Returns how long to wait
/// before the next try; `None` if no slot can become free before `end`.
fn make_room(open: &mut BTreeMap<u64, Connection>, end: Instant) -> Option<Duration> {
    let idle = open.values_mut().filter(|it| it.state == State::Idle);
    let Some(oldest) = idle.min_by_key(|it| it.since) else {
        let left = end.saturating_duration_since(Instant::now());
        let closing = open.values().any(|it| it.state == State::Closing);
        return (closing && !left.is_zero()).then_some(left);
    };
    let left = IDLE_GRACE.saturating_sub(oldest.since.elapsed());
    if left.is_zero() {
        oldest.close();
        return Some(CLOSE_TIMEOUT);
    }
    Some(left)
}

impl Connection {
    /// Shuts the connection down; its thread then ends and drops the slot.
    fn close(&mut self) {
        self.state = State::Closing;
        // The browser may have closed it already.
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Slot {
    /// A request has begun to arrive: the connection is in use from now on.
    pub fn mark_active(&self) {
        if let Some(connection) = self.connections.open().get_mut(&self.number) {
            connection.state = State::Active;
        }
    }

    /// The connection stays open to stream events. Streams have half of the slots; the others are for
    /// requests. If there are more, the oldest stream is closed; its page connects again by itself.
    pub fn mark_streaming(&self) {
        let mut open = self.connections.open();
        let mut streaming: Vec<_> =
            open.values_mut().filter(|it| it.state == State::Streaming).collect();
        if streaming.len() >= self.connections.limit / 2
            && let Some(oldest) = streaming.iter_mut().min_by_key(|it| it.since)
        {
            oldest.close();
        }
        if let Some(connection) = open.get_mut(&self.number) {
            connection.state = State::Streaming;
            connection.since = Instant::now();
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.connections.open().remove(&self.number);
        self.connections.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{Connections, Slot};
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

    /// Holds the slot in a thread until the connection ends.
    fn hold(slot: Slot, stream: Arc<TcpStream>) {
        thread::spawn(move || {
            let _ = (&*stream).read(&mut [0]);
            drop(slot);
        });
    }

    #[test]
    fn the_longest_idle_is_closed_for_a_new_one() {
        let connections = Connections::new(2);
        let pairs = [connection(), connection(), connection(), connection()];
        let take = |number: usize| connections.acquire(&pairs[number].1);
        let busy = take(0).unwrap();
        busy.mark_active();
        hold(take(1).unwrap(), Arc::clone(&pairs[1].1));
        let third = take(2).unwrap();
        assert_eq!((&pairs[1].0).read(&mut [0]).unwrap(), 0, "it was closed");
        third.mark_active();
        assert!(take(3).is_none(), "all are in use");
        drop(busy);
        assert!(take(3).is_some());
    }

    #[test]
    fn streams_have_half_of_the_slots() {
        let connections = Connections::new(4);
        let pairs = [connection(), connection(), connection()];
        let taken = pairs.each_ref().map(|(_, stream)| connections.acquire(stream).unwrap());
        taken.iter().for_each(Slot::mark_streaming);
        assert_eq!((&pairs[0].0).read(&mut [0]).unwrap(), 0, "it was closed");
        pairs[1].0.set_nonblocking(true).unwrap();
        assert!((&pairs[1].0).read(&mut [0]).is_err(), "it is open");
    }
}
