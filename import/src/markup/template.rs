//! Expands template tags: `{% … %}`, `{{ … }}`, `{{< … >}}`, `{# … #}`, `{: … }`. Jekyll, Eleventy,
//! Hugo and Zola execute them; here the common ones are known, and no tag is published as code.
//!
//! As in those programs, tags are expanded before Markdown is parsed. They expand to Markdown and
//! HTML. Inside code they are kept, because a text about templates has to show them; only `raw` is
//! removed.

mod comments;
mod described;
mod expand;
mod tag;
mod values;

use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::Context;
use crate::escape::push_escaped;
use crate::markup::code::code_ranges;
use crate::markup::expanded::Expanded;
use crate::signs::has_byte;
use comments::Comment;
use expand::{EMPTY_COMMENT, Surroundings};
use std::collections::HashMap;
use std::ops::Range;
use tag::{Delimiters, EscapedTag, Tag};

/// Expands the tags of a Markdown text at byte offset `start` of the source.
pub(crate) fn in_markdown<'a>(text: &'a str, start: usize, context: &Context<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, code_ranges(text), true, context).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

/// Expands the tags of an HTML text at byte offset `start` of the source.
pub(crate) fn in_html<'a>(text: &'a str, start: usize, context: &Context<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, html_code_ranges(text), false, context).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

fn has_tags(text: &str) -> bool {
    has_byte(text, |byte| matches!(byte, b'{' | b'%' | b'<'))
        && (["{{", "{%", "{#", "{:"].iter().any(|opening| text.contains(opening))
            || comments::may_hold(text))
}

/// The ranges of code in an HTML text.
fn html_code_ranges(text: &str) -> Vec<Range<usize>> {
    let text = text.to_ascii_lowercase();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // Elements that are not closed: don't scan the rest of the text for their end again.
    let mut unclosed = Vec::new();
    let mut at = 0;
    while let Some(tag) = text[at..].find('<').map(|tag| at + tag) {
        at = tag + 1;
        let rest = &text[at..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !matches!(name, "pre" | "code" | "samp" | "kbd") || unclosed.contains(&name) {
            continue;
        }
        match rest.find(&["</", name].concat()) {
            Some(end) => {
                at += end;
                ranges.push(tag..at);
            }
            None => unclosed.push(name),
        }
    }
    ranges
}

/// Expands the tags of a text.
struct Expander<'a, 'd> {
    text: &'a str,
    start: usize,
    code: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    comments: std::iter::Peekable<std::vec::IntoIter<Comment>>,
    context: &'d Context<'d>,
    out: String,
    map: Vec<(usize, usize)>,
    at: usize,
    /// End tags that don't occur: don't scan the rest of the text for them again.
    unclosed: Vec<&'static str>,
    /// How many bytes were scanned for the end of a tag without success.
    wasted: usize,
    /// Whether the output has reached its maximum length.
    is_full: bool,
    /// What `assign` and `capture` gave names to.
    variables: HashMap<String, String>,
    /// The end tags of the boxes that are open, and what closes each.
    boxes: Vec<(String, &'static str)>,
}

/// The maximum length of a tag in bytes.
const MAX_TAG_LEN: usize = 1 << 13;
/// The maximum length after more than [`MAX_RESCANS`] times the text's length was scanned without
/// success.
const REDUCED_TAG_LEN: usize = 1 << 8;
const MAX_RESCANS: usize = 32;
/// The expanded text may be twice as long as the source, plus this many bytes.
const MAX_GROWTH: usize = 1 << 20;

/// Shortcodes and tags that put a box around text, and their end tags.
const BOXES: &[(&str, &str, &str)] = &[
    ("details", "/details", "enddetails"),
    ("spoiler", "/spoiler", "endspoiler"),
    ("note", "/note", "endnote"),
    ("tip", "/tip", "endtip"),
    ("info", "/info", "endinfo"),
    ("hint", "/hint", "endhint"),
    ("important", "/important", "endimportant"),
    ("warning", "/warning", "endwarning"),
    ("caution", "/caution", "endcaution"),
    ("danger", "/danger", "enddanger"),
    ("notice", "/notice", "endnotice"),
    ("callout", "/callout", "endcallout"),
    ("alert", "/alert", "endalert"),
    ("admonition", "/admonition", "endadmonition"),
];

/// Whether a tag ends the box that another opens.
fn is_end(tag: &str, opening: &str) -> bool {
    tag.strip_prefix('/').or_else(|| tag.strip_prefix("end")) == Some(opening)
}

impl<'a, 'd> Expander<'a, 'd> {
    fn new(
        text: &'a str,
        start: usize,
        mut code: Vec<Range<usize>>,
        markdown: bool,
        context: &'d Context<'d>,
    ) -> Expander<'a, 'd> {
        code.sort_by_key(|range| range.start);
        Expander {
            text,
            start,
            comments: comments::find(text, &code, markdown).into_iter().peekable(),
            code: code.into_iter().peekable(),
            context,
            out: String::with_capacity(text.len() + text.len() / 8),
            map: vec![(0, start)],
            at: 0,
            unclosed: Vec::new(),
            wasted: 0,
            is_full: false,
            variables: HashMap::new(),
            boxes: Vec::new(),
        }
    }

    fn expand(mut self) -> Expanded<'a> {
        loop {
            let brace = self.text[self.at..].find('{').map(|brace| self.at + brace);
            while self.comments.next_if(|comment| comment.range.start < self.at).is_some() {}
            let before = |comment: &Comment| brace.is_none_or(|brace| comment.range.start <= brace);
            if let Some(comment) = self.comments.next_if(before) {
                self.skip(&comment);
            } else if let Some(brace) = brace {
                self.out.push_str(&self.text[self.at..brace]);
                self.at = brace;
                self.brace();
            } else {
                break;
            }
            self.map.push((self.out.len(), self.start + self.at));
        }
        self.out.push_str(&self.text[self.at..]);
        Expanded::new(self.out, self.map)
    }

    /// Leaves a comment out.
    fn skip(&mut self, comment: &Comment) {
        self.out.push_str(&self.text[self.at..comment.range.start]);
        self.at = comment.range.start;
        let alone = self.surroundings(comment.range.len()).alone;
        // A line that is left empty would part what stands around it.
        if alone || comment.html {
            self.out.push_str(EMPTY_COMMENT);
        }
        self.at = comment.range.end;
    }

    /// Handles an opening brace.
    fn brace(&mut self) {
        let in_code = self.is_code();
        let rest = &self.text[self.at..];
        let Some(delimiters) = Delimiters::at(rest) else {
            return self.copy(1);
        };
        let searched = prefix(rest, self.max_tag_len());
        if let Some(escaped) = tag::escaped(searched) {
            return self.escaped(&escaped, in_code);
        }
        let Some(tag) = Tag::parse(searched, delimiters) else {
            self.wasted += searched.len();
            let tag_like = !matches!(delimiters, Delimiters::Comment | Delimiters::Attributes);
            if !in_code && tag_like {
                let from = self.start + self.at;
                self.context.report(DiagnosticKind::UnclosedTag, from, prefix(rest, 2));
            }
            return self.copy(delimiters.opening().len());
        };
        // A call in `{{ … }}` has no end tag.
        let name = if delimiters == Delimiters::Output { "" } else { tag.name };
        match name {
            "raw" => self.raw(&tag),
            "endraw" => self.at += tag.length,
            _ if in_code || self.is_prose(&tag) => {
                self.wasted += tag.length;
                self.copy(delimiters.opening().len());
            }
            "comment" => self.comment(&tag),
            "capture" => self.capture(&tag),
            _ if self.is_box(&tag) => self.push_box(&tag),
            "highlight" => self.highlight(&tag),
            // Comments are always removed.
            _ if tag.delimiters != Delimiters::Comment && self.is_full() => {
                self.copy(tag.length);
            }
            _ => {
                let surroundings = self.surroundings(tag.length);
                expand::expand(
                    &tag,
                    surroundings,
                    self.start + self.at,
                    self.context,
                    &mut self.variables,
                    &mut self.out,
                );
                self.at += tag.length;
            }
        }
    }

    fn max_tag_len(&self) -> usize {
        let many = self.wasted / MAX_RESCANS > self.text.len().max(MAX_TAG_LEN);
        if many { REDUCED_TAG_LEN } else { MAX_TAG_LEN }
    }

    /// Whether the output has reached its maximum length; reports it once.
    fn is_full(&mut self) -> bool {
        if !self.is_full && self.out.len() > 2 * self.text.len() + MAX_GROWTH {
            self.is_full = true;
            let message = "the template tags up to here make the text more than twice as long: \
                           those that follow are kept as text";
            let span = self.context.span_of(self.start + self.at, "");
            self.context.draft.diagnostics.add_message(
                DiagnosticKind::LimitExceeded,
                span,
                message,
            );
        }
        self.is_full
    }

    /// Whether what looks like Kramdown attributes is text: `{:a => 1}`.
    fn is_prose(&self, tag: &Tag<'_>) -> bool {
        let attributes = tag.delimiters == Delimiters::Attributes;
        attributes && !tag.is_attribute_list(self.surroundings(tag.length).alone)
    }

    /// An escaped tag, which the text shows.
    fn escaped(&mut self, escaped: &EscapedTag<'_>, in_code: bool) {
        if in_code {
            self.out.push_str(&escaped.tag());
        } else {
            push_escaped(&mut self.out, &escaped.tag());
        }
        self.at += escaped.length;
    }

    fn is_code(&mut self) -> bool {
        while self.code.next_if(|range| range.end <= self.at).is_some() {}
        self.code.peek().is_some_and(|range| range.contains(&self.at))
    }

    fn copy(&mut self, length: usize) {
        self.out.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    /// The surroundings of the current tag.
    fn surroundings(&self, length: usize) -> Surroundings {
        // Scans to the nearest word only: a line of 10 MB may have a million tags.
        let edge = |c: &char| *c == '\n' || !c.is_whitespace();
        let before = self.text[..self.at].chars().rev().find(edge);
        let after = self.text[self.at + length..].chars().find(edge);
        let alone = [before, after].iter().all(|c| c.is_none_or(|c| c == '\n'));
        let next = self.text[self.at + length..].chars().next();
        Surroundings { alone, word: next.is_some_and(char::is_alphanumeric) }
    }

    /// The text between `raw` and `endraw` is not a template.
    fn raw(&mut self, tag: &Tag<'_>) {
        self.at += tag.length;
        if let Some((inside, end)) = self.find_tag("endraw") {
            self.map.push((self.out.len(), self.start + self.at));
            self.out.push_str(&self.text[self.at..inside]);
            self.at = end;
        }
    }

    fn comment(&mut self, tag: &Tag<'_>) {
        self.at += tag.length;
        if let Some((_, end)) = self.find_tag("endcomment") {
            self.at = end;
        }
    }

    /// A code block: Jekyll's and Hugo's `highlight`.
    fn highlight(&mut self, tag: &Tag<'_>) {
        let language = tag.arguments().next().unwrap_or_default();
        self.at += tag.length;
        let end = self.find_tag("endhighlight").or_else(|| self.find_tag("/highlight"));
        let Some((inside, end)) = end else {
            return;
        };
        let code = self.text[self.at..inside].trim_matches(['\n', '\r']);
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat((longest + 1).max(3));
        let language: String =
            language.chars().filter(|c| !c.is_whitespace() && *c != '`').collect();
        self.out.push_str(&["\n", &fence, &language, "\n", code, "\n", &fence, "\n"].concat());
        self.at = end;
    }

    /// `{% capture name %}…{% endcapture %}`: text for later.
    fn capture(&mut self, tag: &Tag<'_>) {
        let name = tag.arguments().next().unwrap_or_default().to_owned();
        self.at += tag.length;
        let Some((inside, end)) = self.find_tag("endcapture") else {
            return;
        };
        // What tags in it would make is not known.
        let value = self.text[self.at..inside].trim();
        if !value.contains(['{', '}']) {
            self.variables.insert(name, value.to_owned());
        }
        self.at = end;
    }

    /// Whether a tag opens or closes a box: one of the shortcodes that many themes have.
    fn is_box(&mut self, tag: &Tag<'_>) -> bool {
        if self.boxes.last().is_some_and(|(end, _)| is_end(tag.name, end)) {
            return true;
        }
        let Some(&(_, close, end)) = BOXES.iter().find(|(name, ..)| *name == tag.name) else {
            return false;
        };
        self.find_tag(close).or_else(|| self.find_tag(end)).is_some()
    }

    fn push_box(&mut self, tag: &Tag<'_>) {
        if self.boxes.last().is_some_and(|(end, _)| is_end(tag.name, end)) {
            let close = self.boxes.pop().map_or("", |(_, close)| close);
            self.out.push_str(&["\n\n", close, "\n\n"].concat());
        } else {
            let (html, close) = values::opening_of_box(tag);
            self.boxes.push((tag.name.to_owned(), close));
            self.out.push_str(&["\n\n", &html].concat());
        }
        self.at += tag.length;
    }

    /// The start and end of the next tag `name`.
    fn find_tag(&mut self, name: &'static str) -> Option<(usize, usize)> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let mut at = self.at;
        while let Some(brace) = self.text[at..].find('{') {
            let rest = &self.text[at + brace..];
            let tag = Delimiters::at(rest)
                .filter(|_| prefix(rest, 80).contains(name))
                .and_then(|delimiters| Tag::parse(prefix(rest, MAX_TAG_LEN), delimiters));
            if let Some(tag) = tag.filter(|tag| tag.name == name) {
                return Some((at + brace, at + brace + tag.length));
            }
            at += brace + 1;
        }
        self.unclosed.push(name);
        None
    }
}

/// The first `length` bytes of a text, or fewer to end at a character boundary.
fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
