//! A model of the session history: the expected behaviour.

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
    /// The scroll offset when the entry was left.
    left_at: f64,
}

/// The expected scroll position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// The top of the page.
    Top,
    /// An offset, in CSS pixels.
    Offset(f64),
    /// The element of the fragment.
    Fragment,
    /// Any position: it depends on the browser's timing.
    Anywhere,
}

impl Model {
    /// The current entry.
    ///
    /// # Errors
    /// The walk doesn't begin with `open`.
    pub fn entry(&self) -> Result<&Entry> {
        self.entries.get(self.at).context("a walk begins with `open`")
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// Applies a step. `top` is the scroll offset before it, `file` the page that it opens, if it opens one.
    ///
    /// # Errors
    /// The walk doesn't begin with `open`.
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
                // A link to the current page scrolls to its top, and adds no entry.
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
                // Traversing beyond the ends of the history does nothing.
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

    /// Saves the scroll offset of the current entry.
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
