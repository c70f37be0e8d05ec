//! Renders Markdown to HTML, with marker comments that hold the source offset of each block.
//!
//! Markdown and HTML can be nested in each other, so Markdown is rendered to HTML according to
//! CommonMark, and [`super::html`] converts the whole to blocks.

mod fence;
mod words;

use crate::escape::push_escaped;
use crate::markup::Overflow;
use crate::markup::dom::{FOOTNOTE, FOOTNOTE_REF, SELF_CLOSING};
use crate::markup::expanded::Expanded;
use crate::markup::limit::{split_at_limit, without_comments};
use fence::{FenceInfo, is_unclosed};
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, OffsetIter, Options, Parser, Tag, TagEnd, html,
};
use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::ops::Range;
use words::{closed_elements, placeholder};

/// The prefix of marker comments; the byte offset follows.
pub(crate) const MARKER: &str = "@dateline:";

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// Rendered Markdown.
pub(crate) struct Rendered {
    pub html: String,
    /// The byte of the source where a code block begins that is not closed.
    pub unclosed_fence: Option<usize>,
    /// The part that exceeds the limit.
    pub overflow: Option<Overflow>,
}

/// Reads a line of Markdown: what would begin a list, a heading or a quotation at the beginning of a
/// text is a part of the line, and so is what would be a block of HTML.
pub(crate) fn render_line(markdown: &Expanded<'_>) -> Rendered {
    let (text, overflow) = split_at_limit(markdown.text());
    let overflow = (!overflow.is_empty()).then(|| Overflow {
        text: without_comments(overflow),
        offset: markdown.source_offset(text.len()),
    });
    // Behind a letter nothing begins a block.
    const LETTER: &str = "x ";
    let line = [LETTER, &*text.lines().map(str::trim).collect::<Vec<_>>().join(" ")].concat();
    let mut letter = Some(LETTER);
    let events = Parser::new_ext(&line, options()).map(|event| match event {
        Event::Text(text) => {
            let text = match letter.take().and_then(|letter| text.strip_prefix(letter)) {
                Some(rest) => CowStr::from(rest.to_owned()),
                None => text,
            };
            Event::Text(text)
        }
        Event::InlineHtml(tag) if !is_inline_tag(&tag) => Event::Text(tag),
        other => other,
    });
    let mut html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut html, events);
    Rendered { html, unclosed_fence: None, overflow }
}

/// Whether a tag in a line marks words, as against naming an element: `<em>`, not `<main>`.
fn is_inline_tag(tag: &str) -> bool {
    const ELEMENTS: [&str; 27] = [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins",
        "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
        "var", "wbr",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    tag.starts_with("<!--") || ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))
}

/// Reads a Markdown text.
pub(crate) fn render(markdown: &Expanded<'_>) -> Rendered {
    let (text, overflow) = split_at_limit(markdown.text());
    let overflow = (!overflow.is_empty()).then(|| Overflow {
        text: without_comments(overflow),
        offset: markdown.source_offset(text.len()),
    });
    let text = &*with_self_closing_renamed(text);
    let mut rewriter = EventRewriter {
        text,
        elements: None,
        unclosed_fence: None,
        markdown,
        events: Parser::new_ext(text, options()).into_offset_iter(),
        queue: VecDeque::new(),
        open_html: 0,
        quotations: 0,
        indented: None,
    };
    let mut html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut html, &mut rewriter);
    Rendered { html, unclosed_fence: rewriter.unclosed_fence, overflow }
}

/// Renames self-closing scripts and styles, such as `<script src="x" />`.
fn with_self_closing_renamed(text: &str) -> Cow<'_, str> {
    // Each one is found by parsing again, because what follows it was parsed as its content.
    // Realistic texts have few; any others are reported as unclosed elements.
    const MAX: usize = 50;
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX {
        let Some((at, replacement)) = find_self_closing(&text) else {
            break;
        };
        text.to_mut().replace_range(at..at + replacement.len(), replacement);
    }
    text
}

/// The offset of the first self-closing raw-text element that Markdown takes for an open block, and
/// its replacement.
fn find_self_closing(text: &str) -> Option<(usize, &'static str)> {
    if !text.contains("/>") {
        return None;
    }
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    events.find_map(|(event, range)| {
        let block = matches!(event, Event::Start(Tag::HtmlBlock)).then(|| &text[range.start..])?;
        let tag = block.trim_start().strip_prefix('<')?;
        let (name, replacement) = SELF_CLOSING.iter().find(|(name, _)| {
            tag.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name))
        })?;
        let blank = tag[name.len()..].starts_with(|c: char| c.is_ascii_whitespace());
        (blank && closes_itself(tag)).then(|| (text.len() - tag.len(), *replacement))
    })
}

/// Whether a start tag ends with `/>`.
fn closes_itself(tag: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for c in tag.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            ('>', None) => return before == '/',
            _ if quote == Some(c) => quote = None,
            _ => {}
        }
        before = c;
    }
    false
}

/// Rewrites parser events that mean something else to an article.
struct EventRewriter<'a> {
    text: &'a str,
    /// The names of the elements that are closed somewhere, in small letters.
    elements: Option<HashSet<String>>,
    unclosed_fence: Option<usize>,
    markdown: &'a Expanded<'a>,
    events: OffsetIter<'a>,
    /// Events to emit; the last can still change.
    queue: VecDeque<Event<'a>>,
    /// The number of open HTML elements.
    open_html: i32,
    quotations: usize,
    /// The content of an indented block inside an HTML element.
    indented: Option<String>,
}

impl<'a> Iterator for EventRewriter<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while self.queue.len() < 2
            && let Some((event, range)) = self.events.next()
        {
            if starts_block(&event) {
                self.html(format!("<!--{MARKER}{}-->", self.markdown.source_offset(range.start)));
            }
            self.rewrite(event, range);
        }
        self.queue.pop_front()
    }
}

impl<'a> EventRewriter<'a> {
    fn html(&mut self, html: String) {
        self.queue.push_back(Event::Html(html.into()));
    }

    fn rewrite(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::FootnoteReference(name) => {
                let note = start_tag(FOOTNOTE_REF, &name) + "</" + FOOTNOTE_REF + ">";
                self.queue.push_back(Event::InlineHtml(note.into()));
            }
            Event::Start(Tag::FootnoteDefinition(name)) => self.html(start_tag(FOOTNOTE, &name)),
            Event::End(TagEnd::FootnoteDefinition) => self.html(format!("</{FOOTNOTE}>")),
            // Inside an open HTML element, an indented block is not code: its author indented it
            // like the HTML around it.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) if self.open_html > 0 => {
                self.indented = Some(String::new());
            }
            Event::Text(text) => self.text(text),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => self.fence(&info, range),
            // In Korean, Japanese and Chinese a tilde is `to`: 3~4.
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                if !self.text[range.clone()].starts_with("~~") =>
            {
                self.queue.push_back(Event::Text("~".into()));
            }
            Event::InlineHtml(tag) if self.is_words(&tag) => self.text(tag),
            Event::End(TagEnd::CodeBlock) if self.indented.is_some() => {
                let html = unindented_html(&self.indented.take().unwrap_or_default());
                self.open_html = (self.open_html + balance(&html)).max(0);
                self.html(html);
            }
            other => {
                match &other {
                    Event::Start(Tag::BlockQuote(_)) => self.quotations += 1,
                    Event::End(TagEnd::BlockQuote(_)) => self.quotations -= 1,
                    Event::Html(html) | Event::InlineHtml(html) => {
                        self.open_html = (self.open_html + balance(html)).max(0);
                    }
                    _ => {}
                }
                self.queue.push_back(other);
            }
        }
    }

    /// A code block: its language, and above it the title that its first line gives it.
    fn fence(&mut self, info: &str, range: Range<usize>) {
        if is_unclosed(&self.text[range.clone()]) && self.text[range.end..].trim().is_empty() {
            self.unclosed_fence = Some(self.markdown.source_offset(range.start));
        }
        let FenceInfo { language, title } = FenceInfo::of(info);
        if !title.is_empty() {
            let mut html = String::from("<p><strong>");
            push_escaped(&mut html, &title);
            self.html(html + "</strong></p>\n");
        }
        let kind = CodeBlockKind::Fenced(language.into());
        self.queue.push_back(Event::Start(Tag::CodeBlock(kind)));
    }

    /// Whether what looks like a tag is words: `<your-name>`, `List<String>`.
    fn is_words(&mut self, tag: &str) -> bool {
        let Some(name) = placeholder(tag) else {
            return false;
        };
        let text = self.text;
        let closed = self.elements.get_or_insert_with(|| closed_elements(text));
        !closed.contains(&name.to_ascii_lowercase())
    }

    fn text(&mut self, text: CowStr<'a>) {
        if let Some(indented) = &mut self.indented {
            indented.push_str(&text);
            return;
        }
        // The last line of a quotation may be its attribution: keep it on a line of its own.
        if self.quotations > 0
            && starts_with_dash(&text)
            && let Some(last @ Event::SoftBreak) = self.queue.back_mut()
        {
            *last = Event::HardBreak;
        }
        self.queue.push_back(Event::Text(text));
    }
}

/// The start tag of an internal element.
fn start_tag(element: &str, name: &str) -> String {
    let mut html = format!("<{element} name=\"");
    push_escaped(&mut html, name);
    html + "\">"
}

fn starts_with_dash(text: &str) -> bool {
    ["—", "–", "―", "-- "].iter().any(|dash| text.starts_with(dash))
}

/// Renders Markdown after removing its indentation.
fn unindented_html(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(&lines.join("\n"), options()));
    out
}

fn starts_block(event: &Event<'_>) -> bool {
    match event {
        Event::Rule => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::Item
                | Tag::FootnoteDefinition(_)
                | Tag::Table(_)
        ),
        _ => false,
    }
}

/// The number of block-level elements that a piece of HTML opens, minus those it closes.
pub(crate) fn balance(html: &str) -> i32 {
    const ELEMENTS: [&str; 8] =
        ["div", "blockquote", "section", "aside", "figure", "article", "details", "figcaption"];
    let mut balance = 0;
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let (step, rest) = rest.strip_prefix('/').map_or((1, rest), |rest| (-1, rest));
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name)) {
            balance += step;
        }
    }
    balance
}
