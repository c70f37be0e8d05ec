//! Shows progress: a bar on a terminal, lines elsewhere.

use import::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;

/// The progress of one task. Dropped, it clears its bar.
pub struct Meter {
    /// The activity: `Reading`.
    doing: &'static str,
    /// Its objects: `articles`.
    what: &'static str,
    bar: OnceLock<ProgressBar>,
    quiet: bool,
}

impl Meter {
    /// A meter for a task.
    pub fn new(doing: &'static str, what: &'static str) -> Meter {
        Meter { doing, what, bar: OnceLock::new(), quiet: false }
    }

    /// A meter that shows nothing.
    pub fn quiet() -> Meter {
        Meter { doing: "", what: "", bar: OnceLock::new(), quiet: true }
    }
}

impl Progress for Meter {
    fn start(&self, total: usize) {
        if self.quiet {
            return;
        }
        if !std::io::stderr().is_terminal() {
            eprintln!("{} {}: {total}", self.doing, self.what);
            return;
        }
        let bar = ProgressBar::new(total as u64).with_message(self.doing);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        let _ = self.bar.set(bar);
    }

    fn step(&self) {
        if let Some(bar) = self.bar.get() {
            bar.inc(1);
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
