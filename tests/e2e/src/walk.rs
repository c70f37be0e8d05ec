//! Walks through a paper, in a language of their own, against a model of the session history.
//!
//! A walk is a list of steps with commas between them:
//!
//! - `A`: follow the link to page A (names are those of [`crate::paper::Paper::file`])
//! - `#id`: follow the link to that place on the page
//! - `open A`: type A's address; `open A#id`: and a place on it
//! - `back`, `forward`, `go -2`: step through the history
//! - `reload`
//! - `scroll 700`, `scroll end`
//!
//! After each step the address, the title, the heading, the scroll position and the number of
//! history entries must be those that the model says.

use crate::paper::{self, Printed};
use crate::reader::{Reader, Sight};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;

/// How many CSS pixels a scroll position may be off: browsers round.
const SLACK: f64 = 2.0;

/// The session history, as it should be.
#[derive(Default)]
struct Model {
    entries: Vec<Entry>,
    at: usize,
    /// How many entries the tab had before.
    before: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    fragment: String,
    /// Where the reader was when leaving it.
    left_at: f64,
}

/// Where the page has to be scrolled to.
#[derive(Clone, Copy, Debug)]
enum Expected {
    Top,
    Spot(f64),
    Fragment,
    /// The browser's own business: it depends on when what came.
    Anywhere,
}

/// Does the steps of `walk`, and checks after each.
///
/// # Errors
/// The first step after which something was wrong, and what.
pub fn walk(reader: &Reader, walk: &str) -> Result<()> {
    let mut model = Model::default();
    let mut done: Vec<&str> = Vec::new();
    for step in walk.split(',').map(str::trim) {
        done.push(step);
        let told = || format!("after: {}", done.join(", "));
        let expected = model.take(reader, step).with_context(told)?;
        model.check(reader, expected).with_context(told)?;
    }
    Ok(())
}

impl Model {
    /// Does a step, with the reader and with the model.
    fn take(&mut self, reader: &Reader, step: &str) -> Result<Expected> {
        let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
        match word {
            "open" => self.open(reader, rest),
            "back" => self.step(reader, -1, |reader| reader.session.back()),
            "forward" => self.step(reader, 1, |reader| reader.session.forward()),
            "go" => {
                let steps: isize = rest.parse()?;
                let script = format!("history.go({steps})");
                self.step(reader, steps, |reader| reader.session.run(&script, &[]).map(drop))
            }
            "reload" => {
                let top = reader.look()?.top;
                reader.session.reload()?;
                Ok(Expected::Spot(top))
            }
            "scroll" if rest == "end" => {
                reader.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
                Ok(Expected::Anywhere)
            }
            "scroll" => {
                let top: f64 = rest.parse()?;
                reader.scroll_to(top)?;
                Ok(Expected::Spot(top))
            }
            _ => self.follow(reader, step),
        }
    }

    fn open(&mut self, reader: &Reader, target: &str) -> Result<Expected> {
        let (name, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = reader.paper.file(name)?;
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.left_at = reader.look()?.top;
        }
        reader.session.open(&(reader.address_of(&file) + &fragment))?;
        let is_first = self.entries.is_empty();
        self.push(name, &fragment);
        if is_first {
            self.before = reader.look()?.entries - 1;
        }
        Ok(if fragment.is_empty() { Expected::Top } else { Expected::Fragment })
    }

    fn follow(&mut self, reader: &Reader, name: &str) -> Result<Expected> {
        let link = reader.link_to(name)?;
        let here = self.entries.get_mut(self.at).context("a walk begins with `open`")?;
        here.left_at = reader.look()?.top;
        let here = here.clone();
        reader.session.click(&link)?;
        if name.starts_with('#') {
            if here.fragment != name {
                self.push(&here.name, name);
            }
            return Ok(Expected::Fragment);
        }
        // A link to the page at hand leads to its top, and adds nothing to the history.
        if reader.paper.file(name)? != reader.paper.file(&here.name)? || !here.fragment.is_empty() {
            self.push(name, "");
        }
        Ok(Expected::Top)
    }

    fn push(&mut self, name: &str, fragment: &str) {
        self.entries.truncate(self.at + 1);
        let entry = Entry { name: name.to_owned(), fragment: fragment.to_owned(), left_at: 0.0 };
        self.entries.push(entry);
        self.at = self.entries.len() - 1;
    }

    fn step(
        &mut self,
        reader: &Reader,
        by: isize,
        go: impl FnOnce(&Reader) -> Result<()>,
    ) -> Result<Expected> {
        let top = reader.look()?.top;
        go(reader)?;
        // A step beyond the ends of the history is none.
        let to = self.at.checked_add_signed(by).filter(|&to| to < self.entries.len());
        let Some(to) = to else {
            return Ok(Expected::Spot(top));
        };
        self.entries[self.at].left_at = top;
        self.at = to;
        Ok(Expected::Spot(self.entries[to].left_at))
    }

    /// Waits until what is seen is what the model says, and looks again when all has been painted:
    /// what is right for a moment only is wrong.
    fn check(&self, reader: &Reader, expected: Expected) -> Result<()> {
        let entry = &self.entries[self.at];
        let file = reader.paper.file(&entry.name)?;
        let Printed { title, heading } = reader.paper.printed(&file)?;
        let address = [reader.root, paper::address(&file), &entry.fragment].concat();
        let entries = self.before + self.entries.len() as u64;
        let wanted = Sight { address, title, heading, top: 0.0, entries, settled: true };
        let fits = |seen: &Sight| {
            let mut seen = seen.clone();
            // The front page's file is an address of it too, which ordinary links lead to, and a
            // host may hide endings.
            let path = seen.address.strip_suffix(&entry.fragment).unwrap_or_default();
            if reader.is_address_of(path, &file) {
                seen.address.clone_from(&wanted.address);
            }
            seen.top = 0.0;
            seen == wanted
        };
        reader.wait_for_sight(&format!("{wanted:?}"), fits)?;
        self.check_scroll(reader, expected)?;
        reader.let_paint()?;
        let seen = reader.look()?;
        ensure!(fits(&seen), "it was right, and then became {seen:?}");
        self.check_scroll(reader, expected).context("it was right, and then moved")
    }

    fn check_scroll(&self, reader: &Reader, expected: Expected) -> Result<()> {
        let (what, distance) = match expected {
            Expected::Anywhere => return Ok(()),
            Expected::Top => ("scrollY".to_owned(), json!(0)),
            Expected::Spot(top) => (format!("scrollY - {top}"), json!(0)),
            Expected::Fragment => {
                let id = self.entries[self.at].fragment.trim_start_matches('#');
                (FRAGMENT_DISTANCE.to_owned(), json!(id))
            }
        };
        let script = format!("Math.abs({what}) <= {SLACK}").replace("ID", &distance.to_string());
        reader.wait_until(&format!("the page is scrolled as expected, {expected:?}"), &script)
    }
}

/// How far the fragment's element is from where it should be: at the top of the window, with the
/// margin that the style sheet asks for, or as near as the page's end allows.
const FRAGMENT_DISTANCE: &str = "(() => {
    const element = document.getElementById(ID);
    if (!element) return ID === 'top' ? scrollY : NaN;
    const margin = parseFloat(getComputedStyle(element).scrollMarginTop) || 0;
    const root = document.documentElement;
    const padding = parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
    const wanted = element.getBoundingClientRect().top + scrollY - margin - padding;
    const last = root.scrollHeight - innerHeight;
    return scrollY - Math.max(0, Math.min(wanted, last));
})()";
