//! Where a Markdown text holds code.

use crate::markup::limit::split_at_limit;
use crate::markup::markdown::balance;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as MarkdownTag};
use std::ops::Range;

/// The ranges of code in a Markdown text: fenced, indented and inline.
pub(crate) fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut open_html = 0;
    let code = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Code(_) | Event::Start(MarkdownTag::CodeBlock(CodeBlockKind::Fenced(_))) => {
            Some(range)
        }
        // Inside an HTML element it is text; see `markdown.rs`.
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
