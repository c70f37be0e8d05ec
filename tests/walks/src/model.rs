//! The session history, as it should be.

use crate::Step;
use anyhow::{Context as _, Result};

/// The session history of a tab.
#[derive(Debug, Default)]
pub struct Model {
    entries: Vec<Entry>,
    at: usize,
}

/// An entry of the session history.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The page's file.
    pub file: String,
    /// The fragment, with its `#`; empty if there is none.
    pub fragment: String,
    /// Where the reader was when leaving it.
    left_at: f64,
}

/// Where the page has to be scrolled to, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// To its top.
    Top,
    /// So far down.
    Offset(f64),
    /// To the element that the fragment names.
    Fragment,
    /// The browser's own business: it depends on when what came.
    Anywhere,
}

impl Model {
    /// The current entry.
    ///
    /// # Errors
    /// A walk that does not begin with `open` has none.
    pub fn entry(&self) -> Result<&Entry> {
        self.entries.get(self.at).context("a walk begins with `open`")
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// The reader has done `step`, at `top` of the page before it. `file` is that of the page that the
    /// step leads to; it matters only if there is one.
    ///
    /// # Errors
    /// A walk that does not begin with `open` leads nowhere.
    pub fn take(&mut self, step: Step<'_>, file: &str, top: f64) -> Result<Expected> {
        Ok(match step {
            Step::Open(_, fragment) => {
                if let Some(here) = self.entries.get_mut(self.at) {
                    here.left_at = top;
                }
                self.push(file, fragment);
                if fragment.is_empty() { Expected::Top } else { Expected::Fragment }
            }
            Step::Follow(_) => {
                let here = self.leave(top)?;
                // A link to the page at hand leads to its top, and adds nothing to the history.
                if here.file != file || !here.fragment.is_empty() {
                    self.push(file, "");
                }
                Expected::Top
            }
            Step::Fragment(fragment) => {
                let here = self.leave(top)?;
                if here.fragment != fragment {
                    self.push(&here.file, fragment);
                }
                Expected::Fragment
            }
            Step::Go(by) => {
                // A step beyond the ends of the history is none.
                let to = self.at.checked_add_signed(by).filter(|&to| to < self.entries.len());
                let Some(to) = to else {
                    return Ok(Expected::Offset(top));
                };
                self.leave(top)?;
                self.at = to;
                Expected::Offset(self.entries[to].left_at)
            }
            Step::Reload => Expected::Offset(top),
            Step::Scroll(to) => Expected::Offset(to),
            Step::ScrollToEnd => Expected::Anywhere,
        })
    }

    /// Remembers where the reader was.
    fn leave(&mut self, top: f64) -> Result<Entry> {
        let here = self.entries.get_mut(self.at).context("a walk begins with `open`")?;
        here.left_at = top;
        Ok(here.clone())
    }

    fn push(&mut self, file: &str, fragment: &str) {
        self.entries.truncate(self.at + 1);
        let (file, fragment) = (file.to_owned(), fragment.to_owned());
        self.entries.push(Entry { file, fragment, left_at: 0.0 });
        self.at = self.entries.len() - 1;
    }
}
