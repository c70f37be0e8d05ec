//! Template tags: `{% … %}`, `{{ … }}`, `{{< … >}}`, `{# … #}`, `{: … }`. Jekyll, Eleventy, Hugo and
//! Zola run them; we know what the usual ones mean, and none reaches a page as code.
//!
//! Tags are expanded before Markdown is read, as those programs do, into Markdown and HTML. Inside
//! code they stay, because a text about templates has to show them; only `raw` goes.

mod comments;
mod expand;
mod tag;

use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::Context;
use crate::escape::push_escaped;
use crate::markup::expanded::Expanded;
use crate::markup::limit::split_at_limit;
use crate::markup::markdown::balance;
use comments::Comment;
use expand::{EMPTY_COMMENT, Surroundings};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as MarkdownTag};
use std::ops::Range;
use tag::{Delimiters, EscapedTag, Tag};

/// Expands the tags of the Markdown `text`, which begins at byte `start` of the source.
pub(crate) fn in_markdown<'a>(text: &'a str, start: usize, context: &Context<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, code_ranges(text), true, context).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

/// Expands the tags of the HTML `text`, which begins at byte `start` of the source.
pub(crate) fn in_html<'a>(text: &'a str, start: usize, context: &Context<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, html_code_ranges(text), false, context).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

fn has_tags(text: &str) -> bool {
    ["{{", "{%", "{#", "{:"].iter().any(|opening| text.contains(opening))
        || comments::may_hold(text)
}

/// Where a Markdown text holds code: fenced, indented or in a line.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut open_html = 0;
    let code = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Code(_) | Event::Start(MarkdownTag::CodeBlock(CodeBlockKind::Fenced(_))) => {
            Some(range)
        }
        // Inside an HTML element it is text, see `markdown`.
        Event::Start(MarkdownTag::CodeBlock(CodeBlockKind::Indented)) if open_html == 0 => {
            Some(range)
        }
        Event::Html(html) | Event::InlineHtml(html) => {
            open_html = (open_html + balance(&html)).max(0);
            None
        }
        _ => None,
    };
    let (text, _) = split_at_limit(text);
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().filter_map(code).collect()
}

/// Where an HTML text holds code.
fn html_code_ranges(text: &str) -> Vec<Range<usize>> {
    let text = text.to_ascii_lowercase();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // Elements whose end was looked for in vain: looking again would read the rest each time.
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

/// Walks through a text, from tag to tag.
struct Expander<'a, 'd> {
    text: &'a str,
    start: usize,
    code: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    comments: std::iter::Peekable<std::vec::IntoIter<Comment>>,
    context: &'d Context<'d>,
    out: String,
    map: Vec<(usize, usize)>,
    at: usize,
    /// Ends that were looked for in vain: looking again would read the rest of the text each time.
    unclosed: Vec<&'static str>,
    /// How many bytes were read in vain, for the end of a tag.
    wasted: usize,
    /// Whether the text has become as long as it may.
    is_full: bool,
}

/// The longest tag, in bytes,
const MAX_TAG_LEN: usize = 1 << 13;
/// and in a text of which so many times its length was read in vain.
const REDUCED_TAG_LEN: usize = 1 << 8;
const MAX_RESCANS: usize = 32;
/// The values of tags may make a text twice as long, and by so many bytes longer.
const MAX_GROWTH: usize = 1 << 20;

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

    /// Reads on from an opening brace.
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
        let Some(tag) = Tag::read(searched, delimiters) else {
            self.wasted += searched.len();
            let tag_like = !matches!(delimiters, Delimiters::Comment | Delimiters::Attributes);
            if !in_code && tag_like {
                let from = self.start + self.at;
                self.context.report(DiagnosticKind::UnclosedTag, from, prefix(rest, 2));
            }
            return self.copy(delimiters.opening().len());
        };
        // What is called in `{{ … }}` has no end.
        let name = if delimiters == Delimiters::Output { "" } else { tag.name };
        match name {
            "raw" => self.raw(&tag),
            "endraw" => self.at += tag.length,
            _ if in_code || self.is_prose(&tag) => {
                self.wasted += tag.length;
                self.copy(delimiters.opening().len());
            }
            "comment" => self.comment(&tag),
            "highlight" => self.highlight(&tag),
            // Comments are not for readers, however many there are.
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

    /// Whether the values of tags have made the text as long as they may; says so once.
    fn is_full(&mut self) -> bool {
        if !self.is_full && self.out.len() > 2 * self.text.len() + MAX_GROWTH {
            self.is_full = true;
            let message = "the template tags up to here make the text more than twice as long: \
                           those that follow stay as they are";
            let span = self.context.span_of(self.start + self.at, "");
            self.context.draft.diagnostics.add_message(
                DiagnosticKind::LimitExceeded,
                span,
                message,
            );
        }
        self.is_full
    }

    /// Whether what looks like Kramdown's attributes is text: `{:a => 1}`.
    fn is_prose(&self, tag: &Tag<'_>) -> bool {
        let attributes = tag.delimiters == Delimiters::Attributes;
        attributes && !tag.is_attribute_list(self.surroundings(tag.length).alone)
    }

    /// A tag that the text shows instead of using it.
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

    /// What stands around the tag at hand.
    fn surroundings(&self, length: usize) -> Surroundings {
        // Reads to the nearest word only: a line of 10 MB may hold a million tags.
        let edge = |c: &char| *c == '\n' || !c.is_whitespace();
        let before = self.text[..self.at].chars().rev().find(edge);
        let after = self.text[self.at + length..].chars().find(edge);
        let alone = [before, after].iter().all(|c| c.is_none_or(|c| c == '\n'));
        let next = self.text[self.at + length..].chars().next();
        Surroundings { alone, word: next.is_some_and(char::is_alphanumeric) }
    }

    /// What stands between `raw` and `endraw` is no template.
    fn raw(&mut self, tag: &Tag<'_>) {
        self.at += tag.length;
        if let Some((inside, end)) = self.until("endraw") {
            self.map.push((self.out.len(), self.start + self.at));
            self.out.push_str(&self.text[self.at..inside]);
            self.at = end;
        }
    }

    fn comment(&mut self, tag: &Tag<'_>) {
        self.at += tag.length;
        if let Some((_, end)) = self.until("endcomment") {
            self.at = end;
        }
    }

    /// Code, as Jekyll and Hugo write it.
    fn highlight(&mut self, tag: &Tag<'_>) {
        let language = tag.arguments().next().unwrap_or_default();
        self.at += tag.length;
        let end = self.until("endhighlight").or_else(|| self.until("/highlight"));
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

    /// Where the tag `name` begins and ends, from here on.
    fn until(&mut self, name: &'static str) -> Option<(usize, usize)> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let mut at = self.at;
        while let Some(brace) = self.text[at..].find('{') {
            let rest = &self.text[at + brace..];
            let tag = Delimiters::at(rest)
                .filter(|_| prefix(rest, 80).contains(name))
                .and_then(|delimiters| Tag::read(prefix(rest, MAX_TAG_LEN), delimiters));
            if let Some(tag) = tag.filter(|tag| tag.name == name) {
                return Some((at + brace, at + brace + tag.length));
            }
            at += brace + 1;
        }
        self.unclosed.push(name);
        None
    }
}

/// The beginning of a text, at most `length` bytes.
fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
