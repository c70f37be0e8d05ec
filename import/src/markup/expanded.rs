//! Text with its template tags expanded, and a map back to the source.

use std::borrow::Cow;

/// Expanded text with a source map.
pub(crate) struct Expanded<'a> {
    text: Cow<'a, str>,
    /// Pairs of byte offsets (in `text`, in the source), ascending.
    map: Vec<(usize, usize)>,
}

impl<'a> Expanded<'a> {
    /// A text without tags, at byte offset `start` of the source.
    pub(crate) fn unchanged(text: &'a str, start: usize) -> Expanded<'a> {
        Expanded { text: Cow::Borrowed(text), map: vec![(0, start)] }
    }

    /// An expanded text. `map` holds pairs of byte offsets (in `text`, in the source), ascending.
    pub(crate) fn new(text: String, map: Vec<(usize, usize)>) -> Expanded<'a> {
        Expanded { text: Cow::Owned(text), map }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The source offset of the byte offset `at`.
    pub(crate) fn source_offset(&self, at: usize) -> usize {
        let next = self.map.partition_point(|(out, _)| *out <= at);
        match next.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((out, source)) => source + (at - out),
            None => at,
        }
    }

    /// Adds the source offsets of a part of the text, which is copied to byte `out` of another.
    pub(crate) fn push_places(
        &self,
        range: std::ops::Range<usize>,
        out: usize,
        map: &mut Vec<(usize, usize)>,
    ) {
        map.push((out, self.source_offset(range.start)));
        let inside = self.map.partition_point(|(at, _)| *at <= range.start);
        let inner = self.map[inside..].iter().take_while(|(at, _)| *at < range.end);
        map.extend(inner.map(|(at, source)| (out + at - range.start, *source)));
    }
}
