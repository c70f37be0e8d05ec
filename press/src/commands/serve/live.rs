//! Tells open pages what has changed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The script that every served page gets; it listens and reloads.
pub const SCRIPT: &str = include_str!("live.js");
/// Where the script is.
pub const SCRIPT_PATH: &str = "dateline-live.js";
/// Where it listens.
pub const EVENTS_PATH: &str = "dateline-events";

/// How many builds a page may miss and still be told file by file.
const REMEMBERED: usize = 64;
/// More changes than a page needs to know one by one.
const MANY: usize = 500;
/// How often a silent connection is tried: the place of a page that has gone is free after twice that.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// The builds since the press began to serve.
#[derive(Debug)]
pub struct Live {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Debug)]
struct State {
    /// The number of the build that is served. Numbers begin at the clock's time, so that those of
    /// an earlier run, which open pages may still know, are smaller.
    build: u64,
    /// What changed with each of the last builds, oldest first; `None` for too much to tell.
    changes: Vec<(u64, Option<Vec<String>>)>,
}

impl Live {
    /// Begins with the build that is served now.
    pub fn new() -> Live {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let build = clock.as_millis() as u64;
        let changes = vec![(build, None)];
        Live { state: Mutex::new(State { build, changes }), news: Condvar::new() }
    }

    /// The number of the build that is served.
    pub fn build(&self) -> u64 {
        self.state().build
    }

    /// A new build is served; `files` are new or others than before.
    pub fn tell(&self, files: Vec<String>) {
        if files.is_empty() {
            return;
        }
        let mut state = self.state();
        state.build += 1;
        let build = state.build;
        state.changes.push((build, (files.len() <= MANY).then_some(files)));
        if state.changes.len() > REMEMBERED {
            // What changed with the oldest is not known any more.
            state.changes.remove(0);
            state.changes[0].1 = None;
        }
        self.news.notify_all();
    }

    /// Writes to `out` what has changed since the build `seen`, and goes on to do so until nobody
    /// listens any more.
    pub fn follow(&self, mut seen: u64, out: &mut dyn Write) -> io::Result<()> {
        loop {
            let state = self.state();
            let news = |state: &mut State| state.build == seen;
            let waited = self.news.wait_timeout_while(state, HEARTBEAT, news);
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let event = event(&state, seen);
            seen = state.build;
            drop(state);
            out.write_all(event.as_deref().unwrap_or(":\n\n").as_bytes())?;
            out.flush()?;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The event that tells what has changed since the build `seen`: the names of files as JSON, or
/// `null` if it may be anything.
fn event(state: &State, seen: u64) -> Option<String> {
    if seen == state.build {
        return None;
    }
    let known = state.changes.first().is_some_and(|(first, _)| *first <= seen);
    let missed = state.changes.iter().filter(|(build, _)| *build > seen);
    let files: Option<Vec<&Vec<String>>> = missed.map(|(_, files)| files.as_ref()).collect();
    let files: Option<BTreeSet<&String>> = files.map(|files| files.into_iter().flatten().collect());
    let data = serde_json::json!(files.filter(|_| known && seen < state.build));
    Some(format!("id: {}\ndata: {data}\n\n", state.build))
}

#[cfg(test)]
mod tests {
    use super::{Live, event};
    use expect_test::{Expect, expect};

    fn check(live: &Live, behind: u64, expected: Expect) {
        let state = live.state();
        let told = event(&state, state.build - behind).unwrap_or_else(|| "nothing".to_owned());
        let told = told.replace(&state.build.to_string(), "N");
        expected.assert_eq(&told.replace('\n', "|"));
    }

    #[test]
    fn pages_hear_what_they_missed() {
        let live = Live::new();
        check(&live, 0, expect!["nothing"]);
        live.tell(vec!["b".to_owned(), "a".to_owned()]);
        live.tell(vec![]);
        live.tell(vec!["b".to_owned(), "c".to_owned()]);
        check(&live, 0, expect!["nothing"]);
        check(&live, 1, expect![[r#"id: N|data: ["b","c"]||"#]]);
        check(&live, 2, expect![[r#"id: N|data: ["a","b","c"]||"#]]);
        // A page of an earlier run.
        check(&live, 3, expect!["id: N|data: null||"]);
        live.tell(vec!["x".to_owned(); 501]);
        check(&live, 1, expect!["id: N|data: null||"]);
    }

    #[test]
    fn what_is_long_ago_is_forgotten() {
        let live = Live::new();
        for _ in 0..200 {
            live.tell(vec!["a".to_owned()]);
        }
        check(&live, 63, expect![[r#"id: N|data: ["a"]||"#]]);
        check(&live, 64, expect!["id: N|data: null||"]);
        assert_eq!(live.state().changes.len(), 64);
    }
}
