//! Live reload: open pages get an event (`EventSource`) for each build, with the files that changed.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The script that is added to every served page.
pub const SCRIPT: &str = include_str!("live_reload.js");
/// The path of the script.
pub const SCRIPT_PATH: &str = "dateline-live.js";
/// The path of the events.
pub const EVENTS_PATH: &str = "dateline-events";

/// How many builds a page may miss and still get the names of changed files.
const HISTORY: usize = 64;
/// How many changed files of a build are remembered; of more, only that there were too many.
const MAX_FILES: usize = 500;
/// How often a comment is sent on an idle stream: that of a closed page fails after twice that.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// The builds since `dateline serve` was started.
#[derive(Debug)]
pub struct LiveReload {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    /// The number of the latest build. The first is the clock's time, so that the numbers of an earlier
    /// run, which open pages may still have, are smaller.
    build: u64,
    /// The files that changed with each of the last builds, oldest first; `None` if they were too many.
    changes: Vec<(u64, Option<Vec<String>>)>,
}

impl LiveReload {
    /// Starts with the build that is served now.
    pub fn new() -> LiveReload {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let build = clock.as_millis() as u64;
        let changes = vec![(build, None)];
        LiveReload { state: Mutex::new(State { build, changes }), changed: Condvar::new() }
    }

    /// The number of the latest build.
    pub fn build(&self) -> u64 {
        self.state().build
    }

    /// Announces a new build, in which `files` have changed.
    pub fn notify(&self, files: Vec<String>) {
        if files.is_empty() {
            return;
        }
        let mut state = self.state();
        state.build += 1;
        let build = state.build;
        state.changes.push((build, (files.len() <= MAX_FILES).then_some(files)));
        if state.changes.len() > HISTORY {
            // What changed before the oldest is not known any more.
            state.changes.remove(0);
            state.changes[0].1 = None;
        }
        self.changed.notify_all();
    }

    /// Writes an event to `out` for what has changed since the build `seen`, then for each new build.
    /// Returns when the connection is broken.
    pub fn stream_events(&self, mut seen: u64, out: &mut dyn Write) -> io::Result<()> {
        loop {
            let state = self.state();
            let is_seen = |state: &mut State| state.build == seen;
            let waited = self.changed.wait_timeout_while(state, HEARTBEAT, is_seen);
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

/// The event with what has changed since the build `seen`: file names as JSON, or `null` if that is not
/// known.
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
    use super::{LiveReload, event};
    use expect_test::{Expect, expect};

    fn check(reload: &LiveReload, behind: u64, expected: Expect) {
        let state = reload.state();
        let event = event(&state, state.build - behind).unwrap_or_else(|| "nothing".to_owned());
        let event = event.replace(&state.build.to_string(), "N");
        expected.assert_eq(&event.replace('\n', "|"));
    }

    #[test]
    fn missed_builds_are_in_one_event() {
        let reload = LiveReload::new();
        check(&reload, 0, expect!["nothing"]);
        reload.notify(vec!["b".to_owned(), "a".to_owned()]);
        reload.notify(vec![]);
        reload.notify(vec!["b".to_owned(), "c".to_owned()]);
        check(&reload, 0, expect!["nothing"]);
        check(&reload, 1, expect![[r#"id: N|data: ["b","c"]||"#]]);
        check(&reload, 2, expect![[r#"id: N|data: ["a","b","c"]||"#]]);
        // A page of an earlier run.
        check(&reload, 3, expect!["id: N|data: null||"]);
        reload.notify(vec!["x".to_owned(); 501]);
        check(&reload, 1, expect!["id: N|data: null||"]);
    }

    #[test]
    fn old_builds_are_forgotten() {
        let reload = LiveReload::new();
        for _ in 0..200 {
            reload.notify(vec!["a".to_owned()]);
        }
        check(&reload, 63, expect![[r#"id: N|data: ["a"]||"#]]);
        check(&reload, 64, expect!["id: N|data: null||"]);
        assert_eq!(reload.state().changes.len(), 64);
    }
}
