//! Template tags: `{% … %}`, `{{ … }}`, `{{< … >}}`. They never reach a page as code.

use super::desk::Desk;
use std::borrow::Cow;

/// Text of which the tags are expanded, and where its pieces come from.
pub(crate) struct Expanded<'a> {
    text: Cow<'a, str>,
    /// Pairs of (byte in `text`, byte in the source), ascending.
    map: Vec<(usize, usize)>,
}

impl<'a> Expanded<'a> {
    /// Expands the tags of `text`, an article's body or a part of its front matter.
    pub(crate) fn new(text: &'a str, desk: &Desk<'_>) -> Expanded<'a> {
        Expanded::plain(text, desk.draft.body)
    }

    /// Text without tags, that begins at byte `start` of the source.
    pub(crate) fn plain(text: &'a str, start: usize) -> Expanded<'a> {
        Expanded {
            text: Cow::Borrowed(text),
            map: vec![(0, start)],
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the source that byte `at` of the text comes from.
    pub(crate) fn source_of(&self, at: usize) -> usize {
        let next = self.map.partition_point(|(out, _)| *out <= at);
        match next.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((out, source)) => source + (at - out),
            None => at,
        }
    }
}
