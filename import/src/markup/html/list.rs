//! Lists.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::markup::dom::NodeId;
use article::{Block, Inline, List};

impl Converter<'_> {
    pub(super) fn list(&mut self, id: NodeId) -> Vec<Block> {
        let dom = self.dom;
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut stray = BlockBuilder::default();
        let mut first: Option<Option<_>> = None;
        for child in dom.children(id) {
            if dom.name(child) == "li" {
                add_to_last(&mut items, std::mem::take(&mut stray).finish());
                first.get_or_insert_with(|| dom.nonblank(child, "value")?.parse().ok());
                self.note_place(child);
                let item = self.blocks_in(child);
                items.push(item);
            } else {
                self.node(child, &mut stray);
            }
        }
        add_to_last(&mut items, stray.finish());
        items.retain(|item| !item.is_empty());
        if items.is_empty() {
            return Vec::new();
        }
        let start = (dom.name(id) == "ol").then(|| {
            let start = dom.nonblank(id, "start").and_then(|start| start.parse().ok());
            start.or(first.flatten()).unwrap_or(1)
        });
        vec![Block::List(List { start, items, ..List::default() })]
    }

    /// A description list: a list whose terms are strong.
    pub(super) fn description_list(&mut self, id: NodeId) -> Vec<Block> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut stray = BlockBuilder::default();
        self.terms(id, &mut items, &mut stray);
        if items.is_empty() {
            return stray.finish();
        }
        add_to_last(&mut items, stray.finish());
        vec![Block::List(List { items, ..List::default() })]
    }

    /// Adds the terms below `id` to `items`; they may be grouped in `div` elements.
    fn terms(&mut self, id: NodeId, items: &mut Vec<Vec<Block>>, stray: &mut BlockBuilder) {
        let dom = self.dom;
        for child in dom.children(id) {
            match dom.name(child) {
                "dt" => {
                    self.note_place(child);
                    add_to_last(items, std::mem::take(stray).finish());
                    let (term, after) = self.line(child);
                    let mut item = vec![Block::Paragraph(vec![Inline::Strong(term)])];
                    item.extend(after);
                    items.push(item);
                }
                "dd" => {
                    self.note_place(child);
                    add_to_last(items, std::mem::take(stray).finish());
                    let meaning = self.blocks_in(child);
                    add_to_last(items, meaning);
                }
                "div" => self.terms(child, items, stray),
                _ => self.node(child, stray),
            }
        }
    }
}

fn add_to_last(items: &mut Vec<Vec<Block>>, blocks: Vec<Block>) {
    match items.last_mut() {
        _ if blocks.is_empty() => {}
        Some(last) => last.extend(blocks),
        None => items.push(blocks),
    }
}
