//! Locations in files: a line and a column, with the source line to show.

use std::ops::Range;

/// A location in a file, with the part of its line to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line, or the part of it around the location if it is very long.
    pub text: String,
    /// Whether `text` is only a part of the line.
    pub clipped: bool,
    /// The bytes of `text` to underline.
    pub mark: (usize, usize),
    /// The label under the marked text; may be empty.
    pub label: String,
}

/// The longest line, in bytes, that is shown in full.
const MAX_LINE: usize = 400;
/// How many bytes of a longer line are shown before and after the location: a file can be one line
/// of 50 MB.
const CONTEXT: usize = 60;
const ELLIPSIS: &str = "…";

/// Finds the locations of byte offsets in a text. The text is scanned once.
pub struct LineIndex<'a> {
    source: &'a str,
    /// The byte offset after each line end.
    starts: Vec<usize>,
    /// The number of characters before each [`CHUNK`] of bytes, so that columns in long lines are
    /// found in constant time.
    chars_before_chunk: Vec<usize>,
}

/// The number of bytes between two entries of `chars_before_chunk`.
const CHUNK: usize = 1 << 12;

impl<'a> LineIndex<'a> {
    /// Indexes a text.
    pub fn new(source: &'a str) -> LineIndex<'a> {
        let starts = source.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut before = 0;
        let counted = source.as_bytes().chunks(CHUNK).map(|bytes| {
            let chars_before_chunk = before;
            before += count_chars(bytes);
            chars_before_chunk
        });
        let chars_before_chunk = counted.collect();
        LineIndex { source, starts, chars_before_chunk }
    }

    /// The location of a byte span.
    pub fn location(&self, span: Range<usize>, label: impl Into<String>) -> Location {
        let source = self.source;
        let start = boundary(source, span.start);
        let line = self.starts.partition_point(|&line| line <= start);
        let line_start = line.checked_sub(1).map_or(0, |line| self.starts[line]);
        let line_end = self.line_end(line, start);
        let end = boundary(source, span.end.clamp(start, line_end));
        let (from, to) = if line_end - line_start <= MAX_LINE {
            (line_start, line_end)
        } else {
            let from = line_start.max(start.saturating_sub(CONTEXT));
            let to = line_end.min(end.min(start + 2 * CONTEXT) + CONTEXT);
            (boundary(source, from), boundary(source, to))
        };
        let end = end.min(to);
        let head = if from > line_start { ELLIPSIS } else { "" };
        let tail = if to < line_end { ELLIPSIS } else { "" };
        let shift = |at: usize| at - from + head.len();
        Location {
            line: line + 1,
            column: self.chars_before(start) - self.chars_before(line_start) + 1,
            text: [head, &source[from..to], tail].concat(),
            clipped: from > line_start || to < line_end,
            mark: (shift(start), shift(end)),
            label: label.into(),
        }
    }

    /// The end of the line with this index; `from` is an offset in it.
    fn line_end(&self, line: usize, from: usize) -> usize {
        let end = self.starts.get(line).map_or(self.source.len(), |next| next - 1);
        // Beyond this, the line is shown in part, so a carriage return makes no difference.
        let near = &self.source.as_bytes()[from..end.min(from + 2 * MAX_LINE)];
        near.iter().position(|&byte| byte == b'\r').map_or(end, |length| from + length)
    }

    fn chars_before(&self, at: usize) -> usize {
        let step = (at / CHUNK).min(self.chars_before_chunk.len().saturating_sub(1));
        let counted = self.chars_before_chunk.get(step).copied().unwrap_or_default();
        counted + count_chars(&self.source.as_bytes()[step * CHUNK..at])
    }
}

impl Location {
    /// The location of a byte span in `source`. To find many, use [`LineIndex`].
    pub fn new(source: &str, span: Range<usize>, label: impl Into<String>) -> Location {
        LineIndex::new(source).location(span, label)
    }
}

/// The number of UTF-8 characters that start in these bytes.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
