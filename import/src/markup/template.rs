//! Template tags: `{% … %}`, `{{ … }}`, `{{< … >}}`, `{# … #}`, `{: … }`. Jekyll, Eleventy, Hugo and
//! Zola run them; we know what the usual ones mean, and none reaches a page as code.
//!
//! Tags are expanded before Markdown is read, as those programs do, into Markdown and HTML. Inside
//! code they stay, because a text about templates has to show them; only `raw` goes.

mod known;
mod tag;

use crate::diagnostics::ProblemKind;
use crate::drafts::desk::Desk;
use crate::escape::push_escaped;
use crate::markup::expanded::Expanded;
use crate::markup::markdown::balance;
use crate::markup::marks::readable;
use known::Around;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as MarkdownTag};
use std::ops::Range;
use tag::{Delimiters, Shown, Tag};

/// Expands the tags of the Markdown `text`, which begins at byte `start` of the source.
pub(crate) fn in_markdown<'a>(text: &'a str, start: usize, desk: &Desk<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, code_ranges(text), desk).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

/// Expands the tags of the HTML `text`, which begins at byte `start` of the source.
pub(crate) fn in_html<'a>(text: &'a str, start: usize, desk: &Desk<'_>) -> Expanded<'a> {
    if has_tags(text) {
        Expander::new(text, start, html_code_ranges(text), desk).expand()
    } else {
        Expanded::unchanged(text, start)
    }
}

fn has_tags(text: &str) -> bool {
    ["{{", "{%", "{#", "{:"].iter().any(|opening| text.contains(opening))
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
    let (text, _) = readable(text);
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().filter_map(code).collect()
}

/// Where an HTML text holds code.
fn html_code_ranges(text: &str) -> Vec<Range<usize>> {
    let text = text.to_ascii_lowercase();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // Elements whose end was looked for in vain: looking again would read the rest each time.
    let mut endless = Vec::new();
    let mut at = 0;
    while let Some(tag) = text[at..].find('<').map(|tag| at + tag) {
        at = tag + 1;
        let rest = &text[at..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !matches!(name, "pre" | "code" | "samp" | "kbd") || endless.contains(&name) {
            continue;
        }
        match rest.find(&["</", name].concat()) {
            Some(end) => {
                at += end;
                ranges.push(tag..at);
            }
            None => endless.push(name),
        }
    }
    ranges
}

/// Walks through a text, from tag to tag.
struct Expander<'a, 'd> {
    text: &'a str,
    start: usize,
    code: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    desk: &'d Desk<'d>,
    out: String,
    map: Vec<(usize, usize)>,
    at: usize,
    /// Ends that were looked for in vain: looking again would read the rest of the text each time.
    endless: Vec<&'static str>,
    /// How many bytes were read in vain, for the end of a tag.
    in_vain: usize,
    /// Whether the text has become as long as it may.
    is_full: bool,
}

/// The longest tag, in bytes,
const LONGEST_TAG: usize = 1 << 13;
/// and in a text of which so many times its length was read in vain.
const LONGEST_TAG_OF_MANY: usize = 1 << 8;
const MOST_IN_VAIN: usize = 32;
/// The values of tags may make a text twice as long, and by so many bytes longer.
const MOST_ADDED: usize = 1 << 20;

impl<'a, 'd> Expander<'a, 'd> {
    fn new(
        text: &'a str,
        start: usize,
        mut code: Vec<Range<usize>>,
        desk: &'d Desk<'d>,
    ) -> Expander<'a, 'd> {
        code.sort_by_key(|range| range.start);
        Expander {
            text,
            start,
            code: code.into_iter().peekable(),
            desk,
            out: String::with_capacity(text.len() + text.len() / 8),
            map: vec![(0, start)],
            at: 0,
            endless: Vec::new(),
            in_vain: 0,
            is_full: false,
        }
    }

    fn expand(mut self) -> Expanded<'a> {
        while let Some(brace) = self.text[self.at..].find('{').map(|brace| self.at + brace) {
            self.out.push_str(&self.text[self.at..brace]);
            self.at = brace;
            self.brace();
            self.map.push((self.out.len(), self.start + self.at));
        }
        self.out.push_str(&self.text[self.at..]);
        Expanded::new(self.out, self.map)
    }

    /// Reads on from an opening brace.
    fn brace(&mut self) {
        let in_code = self.is_code();
        let rest = &self.text[self.at..];
        let Some(delimiters) = Delimiters::at(rest) else {
            return self.literally(1);
        };
        let searched = cut(rest, self.longest_tag());
        if let Some(shown) = tag::shown(searched) {
            return self.shown(&shown, in_code);
        }
        let Some(tag) = Tag::read(searched, delimiters) else {
            self.in_vain += searched.len();
            let tag_like = !matches!(delimiters, Delimiters::Comment | Delimiters::Attributes);
            if !in_code && tag_like {
                let from = self.start + self.at;
                self.desk.note(ProblemKind::UnclosedTag, from, cut(rest, 2));
            }
            return self.literally(delimiters.opening().len());
        };
        // What is called in `{{ … }}` has no end.
        let name = if delimiters == Delimiters::Output { "" } else { tag.name };
        match name {
            "raw" => self.raw(&tag),
            "endraw" => self.at += tag.length,
            _ if in_code || self.is_prose(&tag) => {
                self.in_vain += tag.length;
                self.literally(delimiters.opening().len());
            }
            "comment" => self.comment(&tag),
            "highlight" => self.highlight(&tag),
            // Comments are not for readers, however many there are.
            _ if tag.delimiters != Delimiters::Comment && self.is_full() => {
                self.literally(tag.length);
            }
            _ => {
                let around = self.around(tag.length);
                known::expand(&tag, around, self.start + self.at, self.desk, &mut self.out);
                self.at += tag.length;
            }
        }
    }

    fn longest_tag(&self) -> usize {
        let many = self.in_vain / MOST_IN_VAIN > self.text.len().max(LONGEST_TAG);
        if many { LONGEST_TAG_OF_MANY } else { LONGEST_TAG }
    }

    /// Whether the values of tags have made the text as long as they may; says so once.
    fn is_full(&mut self) -> bool {
        if !self.is_full && self.out.len() > 2 * self.text.len() + MOST_ADDED {
            self.is_full = true;
            let message = "the template tags up to here make the text more than twice as long: \
                           those that follow stay as they are";
            let span = self.desk.spot(self.start + self.at, "");
            self.desk.draft.notes.say(ProblemKind::TooMuch, span, message);
        }
        self.is_full
    }

    /// Whether what looks like Kramdown's attributes is text: `{:a => 1}`.
    fn is_prose(&self, tag: &Tag<'_>) -> bool {
        let attributes = tag.delimiters == Delimiters::Attributes;
        attributes && !tag.is_attribute_list(self.around(tag.length).alone)
    }

    /// A tag that the text shows instead of using it.
    fn shown(&mut self, shown: &Shown<'_>, in_code: bool) {
        if in_code {
            self.out.push_str(&shown.tag());
        } else {
            push_escaped(&mut self.out, &shown.tag());
        }
        self.at += shown.length;
    }

    fn is_code(&mut self) -> bool {
        while self.code.next_if(|range| range.end <= self.at).is_some() {}
        self.code.peek().is_some_and(|range| range.contains(&self.at))
    }

    fn literally(&mut self, length: usize) {
        self.out.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    /// What stands around the tag at hand.
    fn around(&self, length: usize) -> Around {
        // Reads to the nearest word only: a line of 10 MB may hold a million tags.
        let edge = |c: &char| *c == '\n' || !c.is_whitespace();
        let before = self.text[..self.at].chars().rev().find(edge);
        let after = self.text[self.at + length..].chars().find(edge);
        let alone = [before, after].iter().all(|c| c.is_none_or(|c| c == '\n'));
        let next = self.text[self.at + length..].chars().next();
        Around { alone, word: next.is_some_and(char::is_alphanumeric) }
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
        let language = tag.values().next().unwrap_or_default();
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
        if self.endless.contains(&name) {
            return None;
        }
        let mut at = self.at;
        while let Some(brace) = self.text[at..].find('{') {
            let rest = &self.text[at + brace..];
            let tag = Delimiters::at(rest)
                .filter(|_| cut(rest, 80).contains(name))
                .and_then(|delimiters| Tag::read(cut(rest, LONGEST_TAG), delimiters));
            if let Some(tag) = tag.filter(|tag| tag.name == name) {
                return Some((at + brace, at + brace + tag.length));
            }
            at += brace + 1;
        }
        self.endless.push(name);
        None
    }
}

/// The beginning of a text, at most `length` bytes.
fn cut(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
