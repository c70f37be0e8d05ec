//! The flow of a text: blocks that are done, and the line that is being filled.

use crate::cleaning::inserts;
use crate::cleaning::normalize;
use article::{Block, Image, Inline};

/// Blocks, and a line that is not yet one.
#[derive(Default)]
pub(super) struct BlockBuilder {
    done: Vec<Block>,
    line: Vec<Inline>,
    /// Pictures and their like that stood before the line's first word.
    before: Vec<Block>,
    /// Those after it: they follow the line.
    after: Vec<Block>,
    /// Whether the line has a word yet.
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

    /// Adds a piece that may turn out to hold nothing.
    pub(super) fn push_if_nonblank(&mut self, inline: Inline) {
        self.has_words |= !normalize::is_blank(std::slice::from_ref(&inline));
        self.line.push(inline);
    }

    /// Takes the line's pieces out, for a piece that will hold what follows.
    pub(super) fn start_nested(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.line)
    }

    /// Puts the pieces back, and returns those that came since.
    pub(super) fn end_nested(&mut self, outer: Vec<Inline>) -> Vec<Inline> {
        std::mem::replace(&mut self.line, outer)
    }

    /// Adds something that stands in a line and is no text.
    pub(super) fn push_floating(&mut self, blocks: Vec<Block>) {
        if self.has_words {
            self.after.extend(blocks);
        } else {
            self.before.extend(blocks);
        }
    }

    /// The floating things so far, to change those that came since some point.
    pub(super) fn floating_mut(&mut self) -> (&mut Vec<Block>, &mut Vec<Block>) {
        (&mut self.before, &mut self.after)
    }

    /// Adds blocks, below the line.
    pub(super) fn push_blocks(&mut self, blocks: Vec<Block>) {
        self.end_line();
        self.done.extend(blocks);
    }

    /// Makes a paragraph of the line.
    pub(super) fn end_line(&mut self) {
        self.done.append(&mut self.before);
        for mut line in split_paragraphs(std::mem::take(&mut self.line)) {
            normalize::line(&mut line);
            inserts::in_quotes(&mut line);
            if !normalize::is_blank(&line) {
                self.done.push(Block::Paragraph(line));
            }
        }
        self.done.append(&mut self.after);
        self.has_words = false;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.before.is_empty() && self.after.is_empty() && !self.has_words
    }

    /// The blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.done
    }

    /// The blocks of one paragraph: pictures alone in it belong together.
    pub(super) fn finish_paragraph(self) -> Vec<Block> {
        let blocks = self.finish();
        let pictures = blocks.iter().all(|block| matches!(block, Block::Image(_)));
        if pictures && blocks.len() > 1 { vec![gallery(blocks)] } else { blocks }
    }
}

/// A gallery of the pictures among `blocks`.
pub(super) fn gallery(blocks: Vec<Block>) -> Block {
    let image = |block| match block {
        Block::Image(image) => Some(image),
        _ => None,
    };
    let images: Vec<Image> = blocks.into_iter().filter_map(image).collect();
    Block::Gallery(images)
}

/// Parts a line where it has two breaks in a row: that is how some write paragraphs.
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
