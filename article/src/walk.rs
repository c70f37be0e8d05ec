//! Walks a body: the children of blocks and inlines, defined in one place.

use crate::{Block, Inline, Span};

/// A part of a block.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A line of text: a paragraph, a heading, a cell, a caption.
    Line(&'a [Inline]),
    /// Nested blocks: a quotation's, a list item's.
    Blocks(&'a [Block]),
}

/// A mutable part of a block.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// A line of text.
    Line(&'a mut Vec<Inline>),
    /// Nested blocks.
    Blocks(&'a mut Vec<Block>),
}

impl Inline {
    /// The nested inlines; empty if there are none.
    pub fn children(&self) -> &[Inline] {
        match self {
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Insert(text)
            | Inline::Strikethrough(text)
            | Inline::Superscript(text)
            | Inline::Subscript(text)
            | Inline::Link { text, .. }
            | Inline::Span(Span { text, .. }) => text,
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Math(_)
            | Inline::Note(_)
            | Inline::Break => &[],
        }
    }

    /// The nested inlines, mutable; `None` if the variant has none.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Insert(text)
            | Inline::Strikethrough(text)
            | Inline::Superscript(text)
            | Inline::Subscript(text)
            | Inline::Link { text, .. }
            | Inline::Span(Span { text, .. }) => Some(text),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Math(_)
            | Inline::Note(_)
            | Inline::Break => None,
        }
    }
}

impl Block {
    /// Calls `visit` with each part, in reading order.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        match self {
            Block::Paragraph(line) => visit(Part::Line(line)),
            Block::Heading(heading) => visit(Part::Line(&heading.text)),
            Block::Quotation(quotation) | Block::PullQuote(quotation) => {
                visit(Part::Blocks(&quotation.body));
                visit(Part::Line(&quotation.attribution));
            }
            Block::List(list) => list.items.iter().for_each(|item| visit(Part::Blocks(item))),
            Block::Image(image) => visit(Part::Line(&image.caption)),
            Block::Gallery(images) => {
                images.iter().for_each(|image| visit(Part::Line(&image.caption)));
            }
            Block::Table(table) => {
                visit(Part::Line(&table.caption));
                for row in table.head.iter().chain(&table.rows) {
                    row.0.iter().for_each(|cell| visit(Part::Line(&cell.text)));
                }
            }
            Block::Embed(embed) => visit(Part::Line(&embed.caption)),
            Block::Audio(audio) => visit(Part::Line(&audio.caption)),
            Block::Video(video) => visit(Part::Line(&video.caption)),
            Block::Aside(aside) => {
                visit(Part::Line(&aside.title));
                visit(Part::Blocks(&aside.body));
            }
            Block::Code(_) | Block::Math(_) | Block::Divider => {}
        }
    }

    /// Calls `visit` with each part, mutable, in reading order.
    pub fn parts_mut(&mut self, visit: &mut dyn FnMut(PartMut<'_>)) {
        match self {
            Block::Paragraph(line) => visit(PartMut::Line(line)),
            Block::Heading(heading) => visit(PartMut::Line(&mut heading.text)),
            Block::Quotation(quotation) | Block::PullQuote(quotation) => {
                visit(PartMut::Blocks(&mut quotation.body));
                visit(PartMut::Line(&mut quotation.attribution));
            }
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| visit(PartMut::Blocks(item)));
            }
            Block::Image(image) => visit(PartMut::Line(&mut image.caption)),
            Block::Gallery(images) => {
                images.iter_mut().for_each(|image| visit(PartMut::Line(&mut image.caption)));
            }
            Block::Table(table) => {
                visit(PartMut::Line(&mut table.caption));
                for row in table.head.iter_mut().chain(&mut table.rows) {
                    row.0.iter_mut().for_each(|cell| visit(PartMut::Line(&mut cell.text)));
                }
            }
            Block::Embed(embed) => visit(PartMut::Line(&mut embed.caption)),
            Block::Audio(audio) => visit(PartMut::Line(&mut audio.caption)),
            Block::Video(video) => visit(PartMut::Line(&mut video.caption)),
            Block::Aside(aside) => {
                visit(PartMut::Line(&mut aside.title));
                visit(PartMut::Blocks(&mut aside.body));
            }
            Block::Code(_) | Block::Math(_) | Block::Divider => {}
        }
    }
}

/// Calls `visit` with every line of text in `blocks`, including nested blocks.
pub fn each_line_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.parts_mut(&mut |part| match part {
            PartMut::Line(line) => visit(line),
            PartMut::Blocks(inner) => each_line_mut(inner, visit),
        });
    }
}
