//! What authors keep from their readers: comments of HTML, Kramdown, Hugo, Obsidian, MDX and others.
//!
//! They are found before tags are expanded: a tag inside a comment could end it.

use super::tag;
use std::ops::Range;

/// A comment, or a mark that is none of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub range: Range<usize>,
    /// Whether it is one of HTML's.
    pub html: bool,
}

/// What comments begin and end with. Of those with several ends, the first in the text counts.
const PAIRS: [(&str, &[&str]); 12] = [
    ("<!--", &["-->"]),
    ("<?", &["?>"]),
    ("<%#", &["%>"]),
    ("<%--", &["--%>"]),
    ("{/*", &["*/}"]),
    ("{{/*", &["*/}}"]),
    ("{{- /*", &["*/ -}}"]),
    ("{{!--", &["--}}"]),
    ("{{!", &["}}"]),
    ("{::comment", &["{:/comment}", "{:/}"]),
    ("{% #", &["%}"]),
    ("%%", &["%%"]),
];
/// Kramdown's marks that are no text, though what stands between them is.
const MARKS: [&str; 3] = ["{::nomarkdown", "{::options", "{:/"];

/// Whether a text may hold comments that are more than HTML.
pub(super) fn may_hold(text: &str) -> bool {
    ["%%", "<%", "<?", "{/*"].iter().any(|opening| text.contains(opening)) || has_parted(text)
}

/// Whether a comment of HTML begins inside a line and goes on after a blank one. Markdown would read
/// its parts as text.
fn has_parted(text: &str) -> bool {
    text.match_indices("<!--").any(|(at, _)| {
        let comment = text[at..].find("-->").map_or("", |end| &text[at..at + end]);
        comment.contains('\n')
            && comment.lines().any(|line| line.trim().is_empty())
            && !begins_line(text, at)
    })
}

/// The comments of a text outside its code, in order.
pub(super) fn find(text: &str, code: &[Range<usize>], markdown: bool) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut code = code.iter().peekable();
    // Ends that were looked for in vain.
    let mut unclosed: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '{', '%']).map(|next| at + next) {
        at = next;
        while code.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = code.peek().filter(|range| range.contains(&at)) {
            at = range.end;
            continue;
        }
        let rest = &text[at..];
        let escaped = markdown && text[..at].ends_with('\\');
        let length = if escaped { None } else { length(text, at, markdown, &mut unclosed) };
        match length {
            Some(length) => {
                let html = rest.starts_with("<!--");
                comments.push(Comment { range: at..at + length, html });
                at += length;
            }
            None => at += 1,
        }
    }
    comments
}

/// How long the comment is that begins at byte `at`, if one does.
fn length(
    text: &str,
    at: usize,
    markdown: bool,
    unclosed: &mut Vec<&'static str>,
) -> Option<usize> {
    let rest = &text[at..];
    if tag::escaped(rest).is_some_and(|escaped| escaped.is_call()) {
        return None;
    }
    if let Some(length) = hugo_comment(rest) {
        return Some(length);
    }
    if markdown && MARKS.iter().any(|mark| rest.starts_with(mark)) {
        return one_line(rest);
    }
    let (opening, endings) = PAIRS.iter().find(|(opening, _)| rest.starts_with(opening))?;
    if !may_open(text, at, opening, markdown) || unclosed.contains(opening) {
        return None;
    }
    if *opening == "<!--" {
        // To browsers these are whole.
        if let Some(short) = ["<!-->", "<!--->"].iter().find(|short| rest.starts_with(**short)) {
            return Some(short.len());
        }
    }
    let inside = &rest[opening.len()..];
    let found = endings.iter().filter_map(|end| Some((inside.find(end)?, end.len()))).min();
    match found {
        Some((at, ending)) => Some(opening.len() + at + ending),
        // Browsers show nothing after a comment without an end.
        None if *opening == "<!--" && begins_line(text, at) => Some(rest.len()),
        None => {
            unclosed.push(opening);
            None
        }
    }
}

/// Whether a comment can begin with `opening` at byte `at`.
fn may_open(text: &str, at: usize, opening: &str, markdown: bool) -> bool {
    match opening {
        // `100%% sure` is text, and so is `%%` of which two stand on different pages.
        "%%" => {
            markdown
                && text[..at].chars().next_back().is_none_or(char::is_whitespace)
                && text[at..].trim_start_matches('%').len() + 2 == text[at..].len()
        }
        "{::comment" | "{/*" => markdown,
        _ => true,
    }
}

/// Hugo's shortcode: `{{% comment %}} … {{% /comment %}}`, with `<` likewise.
fn hugo_comment(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{{").filter(|inner| inner.starts_with(['<', '%']))?;
    let name = inner[1..].trim_start_matches('-').trim_start().strip_prefix("comment")?;
    if !name.trim_start().starts_with(['>', '%']) {
        return None;
    }
    let mut from = 2;
    while let Some(next) = rest[from..].find("{{").map(|next| from + next) {
        let tag = &rest[next + 2..];
        let end = tag.strip_prefix(['<', '%']).and_then(|tag| tag.trim_start().strip_prefix('/'));
        if end.is_some_and(|end| end.trim_start().starts_with("comment")) {
            let close = tag.find("}}")?;
            return Some(next + 2 + close + 2);
        }
        from = next + 2;
    }
    None
}

/// The length of a mark that ends on its line.
fn one_line(rest: &str) -> Option<usize> {
    let end = rest.find('}')? + 1;
    (!rest[..end].contains('\n')).then_some(end)
}

/// Whether nothing but blanks stands before byte `at` on its line.
fn begins_line(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().unwrap_or_default().trim().is_empty()
}
