//! The body of an article. One `match` chooses the component for each kind of block.

use super::element::{Element, element};
use super::figure::{audio, figure, video};
use super::inline::text;
use super::small::{link, maybe_paragraph, very_long};
use super::table::table;
use super::words;
use article::{Aside, AsideKind, Block, Code, Embed, Heading, Image, Inline, List, Quotation};
use std::mem;

/// An article's body between its lead picture and its notes: reader views take what is in one element. The dateline
/// begins the first paragraph.
pub fn body(
    lead: Option<Element>,
    mut body: Vec<Block>,
    dateline: String,
    notes: Option<Element>,
) -> Element {
    let opening = (!dateline.is_empty()).then(|| {
        let first = match body.first_mut() {
            Some(Block::Paragraph(words)) => mem::take(words),
            _ => vec![],
        };
        if matches!(body.first(), Some(Block::Paragraph(_))) {
            body.remove(0);
        }
        let place = element("span").class("dateline").child(dateline);
        paragraph(&first).child(place).child(" — ").child(text(first))
    });
    element("div").class("body").child(lead).child(opening).child(blocks(body)).child(notes)
}

/// A sequence of blocks.
pub fn blocks(blocks: Vec<Block>) -> Vec<Element> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> Element {
    match block {
        Block::Paragraph(words) => paragraph(&words).child(text(words)),
        Block::Heading(it) => heading(it),
        Block::Quotation(it) => quotation(it, "quotation"),
        Block::PullQuote(it) => quotation(it, "pull-quote"),
        Block::List(it) => list(it),
        Block::Image(image) => figure(image),
        Block::Gallery(images) => gallery(images),
        Block::Table(it) => table(it),
        Block::Code(it) => code(it),
        Block::Math(tex) => element("p").child(text(vec![Inline::Math(tex)])),
        Block::Embed(it) => embed(it),
        Block::Audio(it) => audio(it),
        Block::Video(it) => video(it),
        Block::Aside(it) => aside(it),
        Block::Divider => element("hr"),
    }
}

/// An empty paragraph element for this text.
fn paragraph(words: &[Inline]) -> Element {
    element("p").maybe("class", very_long(article::plain_text(words).len()))
}

fn heading(Heading { level, id, text: words }: Heading) -> Element {
    let tag = match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    element(tag).attr("id", super::id(id)).child(text(words))
}

fn quotation(Quotation { body, attribution }: Quotation, class: &'static str) -> Element {
    let attribution = (!attribution.is_empty())
        .then(|| element("figcaption").child("— ").child(text(attribution)));
    let words = element("blockquote").child(blocks(body));
    element("figure").class(class).child(words).child(attribution)
}

fn list(List { start, reversed, numerals, items }: List) -> Element {
    let items: Vec<_> = items.into_iter().map(item).collect();
    match start {
        None => element("ul"),
        Some(1) => element("ol"),
        Some(start) => element("ol").attr("start", start.to_string()),
    }
    .maybe("reversed", reversed.then_some(""))
    .maybe("type", (!numerals.is_empty()).then_some(numerals))
    .child(items)
}

/// A list item. If it is one paragraph, optionally followed by lists, the text needs no `<p>`.
fn item(mut it: Vec<Block>) -> Element {
    let tight = it.iter().skip(1).all(|block| matches!(block, Block::List(_)));
    let words = match it.first_mut() {
        Some(Block::Paragraph(words)) if tight => {
            let words = mem::take(words);
            it.remove(0);
            text(words)
        }
        _ => vec![],
    };
    element("li").child(words).child(blocks(it))
}

fn gallery(images: Vec<Image>) -> Element {
    let item = |image| element("li").child(figure(image));
    let items: Vec<_> = images.into_iter().map(item).collect();
    element("ul").class("gallery").attr("role", "list").child(items)
}

fn code(Code { language, text }: Code) -> Element {
    let label =
        if language.is_empty() { words::CODE.to_owned() } else { words::code_in(&language) };
    element("pre")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label)
        .child(element("code").child(text))
}

fn embed(Embed { href, title, caption }: Embed) -> Element {
    let host = href.host().to_owned();
    let title = match (title.is_empty(), host.is_empty()) {
        (false, _) => title,
        (true, false) => host.clone(),
        (true, true) => href.as_str().to_owned(),
    };
    let title = match href.is_empty() {
        true => element("span").child(title),
        false => link(href.as_str().to_owned()).child(title),
    };
    let caption = (!caption.is_empty()).then(|| element("figcaption").child(text(caption)));
    element("figure")
        .class("embed")
        .child(element("p").class("embed-title").child(title))
        .child(maybe_paragraph("embed-host", host))
        .child(caption)
}

fn aside(Aside { kind, title, body }: Aside) -> Element {
    let (class, name) = match kind {
        AsideKind::Background => ("aside", words::BACKGROUND),
        AsideKind::Note => ("aside note", words::NOTE),
        AsideKind::Warning => ("aside warning", words::WARNING),
    };
    let named = title.is_empty() && kind != AsideKind::Background;
    let title = if named { vec![Inline::Text(name.to_owned())] } else { title };
    let label = if title.is_empty() { name.to_owned() } else { article::plain_text(&title) };
    let title = (!title.is_empty()).then(|| element("p").class("aside-title").child(text(title)));
    // Reader views leave out `aside` elements.
    element("div")
        .class(class)
        .attr("role", "note")
        .attr("aria-label", label)
        .child(title)
        .child(blocks(body))
}
