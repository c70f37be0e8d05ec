//! Places in files: a line and a column, with the line's text to show.

use std::ops::Range;

/// A place in a file, with as much of its line as can be shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line, or the part of it around the place if it is very long.
    pub text: String,
    /// Whether `text` is only a part of the line.
    pub clipped: bool,
    /// The bytes of `text` to underline.
    pub mark: (usize, usize),
    /// What to say about it; may be empty.
    pub label: String,
}

/// The longest line, in bytes, that is shown whole.
const LINE: usize = 400;
/// The most bytes of a longer line to show before and after the place: a file can be one line of 50 MB.
const AROUND: usize = 60;
const ELLIPSIS: &str = "…";

impl Place {
    /// The place of `span` (in bytes) in `source`.
    pub fn new(source: &str, span: Range<usize>, label: impl Into<String>) -> Place {
        let start = boundary(source, span.start);
        let before = &source[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line_end =
            source[start..].find(['\n', '\r']).map_or(source.len(), |length| start + length);
        let end = boundary(source, span.end.clamp(start, line_end));
        let (from, to) = if line_end - line_start <= LINE {
            (line_start, line_end)
        } else {
            let from = line_start.max(start.saturating_sub(AROUND));
            let to = line_end.min(end.min(start + 2 * AROUND) + AROUND);
            (boundary(source, from), boundary(source, to))
        };
        let end = end.min(to);
        let head = if from > line_start { ELLIPSIS } else { "" };
        let tail = if to < line_end { ELLIPSIS } else { "" };
        let shift = |at: usize| at - from + head.len();
        Place {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            text: [head, &source[from..to], tail].concat(),
            clipped: from > line_start || to < line_end,
            mark: (shift(start), shift(end)),
            label: label.into(),
        }
    }
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
