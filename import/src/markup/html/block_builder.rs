//! Collects inlines and blocks in reading order.

use crate::cleaning::inserts;
use crate::cleaning::normalize;
use article::{Block, Image, Inline};

/// Finished blocks, and the line being built.
#[derive(Default)]
pub(super) struct BlockBuilder {
    blocks: Vec<Block>,
    line: Vec<Inline>,
    /// Images and other non-text content that came before the line's first word.
    floating_before: Vec<Block>,
    /// Those after it; they follow the line.
    floating_after: Vec<Block>,
    /// Whether the line has any text yet.
    has_words: bool,
}

impl BlockBuilder {
    pub(super) fn push_text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.has_words = true;
        }
        self.line.push(Inline::Text(text.to_owned()));
    }

    pub(super) fn push_inline(&mut self, inline: Inline) {
        if !matches!(inline, Inline::Break) {
            self.has_words = true;
        }
        self.line.push(inline);
    }

    /// Adds an inline that may be blank.
    pub(super) fn push_if_nonblank(&mut self, inline: Inline) {
        self.has_words |= !normalize::is_blank(std::slice::from_ref(&inline));
        self.line.push(inline);
    }

    /// Starts a nested inline: returns the outer line's inlines.
    pub(super) fn start_nested(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.line)
    }

    /// Ends a nested inline: restores the outer line and returns the nested inlines.
    pub(super) fn end_nested(&mut self, outer: Vec<Inline>) -> Vec<Inline> {
        std::mem::replace(&mut self.line, outer)
    }

    /// Adds blocks that occur inside a line, such as images.
    pub(super) fn push_floating(&mut self, blocks: Vec<Block>) {
        if self.has_words {
            self.floating_after.extend(blocks);
        } else {
            self.floating_before.extend(blocks);
        }
    }

    /// The floating blocks so far.
    pub(super) fn floating_mut(&mut self) -> (&mut Vec<Block>, &mut Vec<Block>) {
        (&mut self.floating_before, &mut self.floating_after)
    }

    /// Ends the line and adds blocks.
    pub(super) fn push_blocks(&mut self, blocks: Vec<Block>) {
        self.end_line();
        self.blocks.extend(blocks);
    }

    /// Ends the line: makes it a paragraph.
    pub(super) fn end_line(&mut self) {
        self.blocks.append(&mut self.floating_before);
        for mut line in split_paragraphs(std::mem::take(&mut self.line)) {
            normalize::line(&mut line);
            inserts::in_quotes(&mut line);
            match line.as_slice() {
                [Inline::Math(tex)] if tex.starts_with("$$") || tex.contains("\\[") => {
                    self.blocks.push(Block::Math(tex.clone()));
                }
                blank if normalize::is_blank(blank) => {}
                _ => self.blocks.push(Block::Paragraph(line)),
            }
        }
        self.blocks.append(&mut self.floating_after);
        self.has_words = false;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
            && self.floating_before.is_empty()
            && self.floating_after.is_empty()
            && !self.has_words
    }

    /// Ends the line and returns the blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    /// The blocks of one paragraph. If they are all images, they become a gallery.
    pub(super) fn finish_paragraph(self) -> Vec<Block> {
        let blocks = self.finish();
        let images = blocks.iter().all(|block| matches!(block, Block::Image(_)));
        if images && blocks.len() > 1 { vec![gallery(blocks)] } else { blocks }
    }
}

/// A gallery of the images among `blocks`.
pub(super) fn gallery(blocks: Vec<Block>) -> Block {
    let image = |block| match block {
        Block::Image(image) => Some(image),
        _ => None,
    };
    let images: Vec<Image> = blocks.into_iter().filter_map(image).collect();
    Block::Gallery(images)
}

/// Splits a line at double line breaks, which some authors use between paragraphs.
fn split_paragraphs(line: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    let mut breaks = 0;
    for inline in line {
        let blank = matches!(&inline, Inline::Text(text) if text.trim().is_empty());
        match inline {
            Inline::Break => breaks += 1,
            _ if blank && breaks > 0 => {}
            _ if breaks > 1 => {
                lines.push(Vec::new());
                breaks = 0;
            }
            _ => breaks = 0,
        }
        if let Some(last) = lines.last_mut() {
            last.push(inline);
        }
    }
    lines
}
