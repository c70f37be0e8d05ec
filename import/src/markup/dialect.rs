//! What the Markdown of other programs has beyond CommonMark, rewritten into CommonMark and HTML
//! before it is parsed: containers, wikilinks, formulas, abbreviations, attributes.
//!
//! Each module finds what it knows outside of code and returns edits.

mod attributes;
mod callouts;
mod containers;
mod emphasis;
mod html;
mod lines;
mod math;
mod notes;
mod wikilinks;

pub(crate) use containers::{class_of, opening};

use crate::markup::code::code_ranges;
use crate::markup::expanded::Expanded;
use crate::markup::limit::split_at_limit;
use crate::signs::Bytes;
use std::ops::Range;

/// What is to stand in place of a part of a text.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    with: String,
}

impl Edit {
    fn new(range: Range<usize>, with: impl Into<String>) -> Edit {
        Edit { range, with: with.into() }
    }

    fn insert(at: usize, with: impl Into<String>) -> Edit {
        Edit::new(at..at, with)
    }
}

/// A text and where it holds code.
struct Source<'a> {
    text: &'a str,
    code: &'a [Range<usize>],
}

impl<'a> Source<'a> {
    /// Whether a byte is inside code.
    fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|range| range.end <= at);
        self.code.get(next).is_some_and(|range| range.start <= at)
    }

    /// The lines outside of code, each with its first byte.
    fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        let mut at = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line)
        });
        lines.filter(|(at, line)| !self.is_code(at + line.len() - line.trim_start().len()))
    }

    /// Where `sign` stands outside of code.
    fn find_all(&self, sign: &'static str) -> impl Iterator<Item = usize> + '_ {
        self.text.match_indices(sign).map(|(at, _)| at).filter(|&at| !self.is_code(at))
    }
}

type Finder = fn(&Source<'_>) -> Vec<Edit>;

/// The dialects, each with signs of which a text that needs it has one. What changes lines comes
/// first: what stands in a line may be inside of it.
const DIALECTS: &[(&[&str], Finder)] = &[
    (&[":::", "!!! ", "??? ", "???+ "], containers::edits),
    (&["> [!"], callouts::edits),
    (&["markdown"], html::edits),
    (&["| ", "[TOC]", "[toc]", "[[toc]]", "[[TOC]]", "[[_TOC_]]", "[[_toc_]]"], lines::edits),
    (&["{.", "{#", "){", "]{"], attributes::edits),
    (&["*[", "^["], notes::edits),
    (&["$", "\\(", "\\["], math::edits),
    (&["[[", "]("], wikilinks::edits),
    (&["**", "*", "=="], emphasis::edits),
];

/// The beginning of a text, at most `length` bytes.
fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, at most `length` bytes.
fn suffix(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Rewrites a Markdown text.
pub(crate) fn rewritten(mut expanded: Expanded<'_>) -> Expanded<'_> {
    // What is too much to be parsed is shown as it is written.
    if !split_at_limit(expanded.text()).1.is_empty() {
        return expanded;
    }
    let mut bytes = Bytes::of(expanded.text());
    for (signs, find) in DIALECTS {
        let text = expanded.text();
        if !signs.iter().any(|sign| bytes.has_all_of(sign) && text.contains(sign)) {
            continue;
        }
        let code = if text.contains(['`', '~']) || has_indented_line(text) {
            code_ranges(text)
        } else {
            Vec::new()
        };
        let edits = find(&Source { text, code: &code });
        if !edits.is_empty() {
            expanded = applied(&expanded, edits);
            bytes = Bytes::of(expanded.text());
        }
    }
    expanded
}

fn has_indented_line(text: &str) -> bool {
    text.contains("    ") || text.contains('\t')
}

/// The text with these edits. One that overlaps an earlier one is left out.
fn applied<'a>(expanded: &Expanded<'a>, mut edits: Vec<Edit>) -> Expanded<'a> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let text = expanded.text();
    let mut out = String::with_capacity(text.len() + edits.len() * 16);
    let mut map = Vec::new();
    let mut at = 0;
    for Edit { range, with } in edits {
        if range.start < at {
            continue;
        }
        expanded.push_places(at..range.start, out.len(), &mut map);
        out.push_str(&text[at..range.start]);
        map.push((out.len(), expanded.source_offset(range.start)));
        out.push_str(&with);
        at = range.end;
    }
    expanded.push_places(at..text.len(), out.len(), &mut map);
    out.push_str(&text[at..]);
    Expanded::new(out, map)
}

#[cfg(test)]
fn check(find: Finder, text: &str, expected: expect_test::Expect) {
    let code = code_ranges(text);
    let edits = find(&Source { text, code: &code });
    let expanded = applied(&Expanded::unchanged(text, 0), edits);
    expected.assert_eq(expanded.text());
}
