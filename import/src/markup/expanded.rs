//! A text whose template tags are expanded, and where its pieces come from.

use std::borrow::Cow;

/// Text of which the tags are expanded.
pub(crate) struct Expanded<'a> {
    text: Cow<'a, str>,
    /// Pairs of (byte in `text`, byte in the source), ascending.
    map: Vec<(usize, usize)>,
}

impl<'a> Expanded<'a> {
    /// A text without tags, which begins at byte `start` of the source.
    pub(crate) fn unchanged(text: &'a str, start: usize) -> Expanded<'a> {
        Expanded { text: Cow::Borrowed(text), map: vec![(0, start)] }
    }

    /// An expanded text. `map` has pairs of (byte in `text`, byte in the source), ascending.
    pub(crate) fn new(text: String, map: Vec<(usize, usize)>) -> Expanded<'a> {
        Expanded { text: Cow::Owned(text), map }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the source that byte `at` of the text comes from.
    pub(crate) fn source_offset(&self, at: usize) -> usize {
        let next = self.map.partition_point(|(out, _)| *out <= at);
        match next.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((out, source)) => source + (at - out),
            None => at,
        }
    }
}
