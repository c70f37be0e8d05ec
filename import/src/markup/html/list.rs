//! Lists.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::markup::dom::NodeId;
use article::{Block, Inline, List};

impl Converter<'_> {
    pub(super) fn list(&mut self, id: NodeId) -> Vec<Block> {
        let dom = self.dom;
        let mut items: Vec<Item> = Vec::new();
        let mut stray = BlockBuilder::default();
        for child in dom.children(id) {
            if dom.name(child) == "li" {
                add_to_last_item(&mut items, std::mem::take(&mut stray).finish());
                self.note_place(child);
                let number = dom.nonblank(child, "value").and_then(|value| value.parse().ok());
                items.push(Item { number, blocks: self.blocks_in(child) });
            } else {
                self.node(child, &mut stray);
            }
        }
        add_to_last_item(&mut items, stray.finish());
        items.retain(|item| !item.blocks.is_empty());
        if items.is_empty() {
            return Vec::new();
        }
        if dom.name(id) == "ol" {
            return self.numbered(id, items);
        }
        let items = items.into_iter().map(|item| item.blocks).collect();
        vec![Block::List(List { items, ..List::default() })]
    }

    /// A numbered list. Where the numbers jump, another list begins.
    fn numbered(&self, id: NodeId, items: Vec<Item>) -> Vec<Block> {
        let dom = self.dom;
        let reversed = dom.attribute(id, "reversed").is_some();
        let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        let start = dom.nonblank(id, "start").and_then(|start| start.parse().ok());
        let mut next = start.unwrap_or(if reversed { count } else { 1 });
        let numerals = self.numerals(id);
        let mut lists: Vec<List> = Vec::new();
        for Item { number, blocks } in items {
            let number = number.unwrap_or(next);
            match lists.last_mut().filter(|_| number == next) {
                Some(list) => list.items.push(blocks),
                None => lists.push(List {
                    start: Some(number),
                    reversed,
                    numerals: numerals.to_owned(),
                    items: vec![blocks],
                }),
            }
            next = number.saturating_add(if reversed { -1 } else { 1 });
        }
        lists.into_iter().map(Block::List).collect()
    }

    /// How the numbers of a list are written: HTML's `type`, also if it is a style.
    fn numerals(&self, id: NodeId) -> &'static str {
        const STYLES: [(&str, &str); 6] = [
            ("lower-alpha", "a"),
            ("lower-latin", "a"),
            ("upper-alpha", "A"),
            ("upper-latin", "A"),
            ("lower-roman", "i"),
            ("upper-roman", "I"),
        ];
        let dom = self.dom;
        let given = dom.nonblank(id, "type").unwrap_or_default();
        let style = dom.attribute(id, "style").unwrap_or_default();
        let known = ["a", "A", "i", "I"].into_iter().find(|known| *known == given);
        let styled = || STYLES.iter().find(|(name, _)| style.contains(name)).map(|(_, sign)| *sign);
        known.or_else(styled).unwrap_or_default()
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

/// An item of a list, and the number that it is given.
struct Item {
    number: Option<i32>,
    blocks: Vec<Block>,
}

fn add_to_last_item(items: &mut Vec<Item>, blocks: Vec<Block>) {
    match items.last_mut() {
        _ if blocks.is_empty() => {}
        Some(last) => last.blocks.extend(blocks),
        None => items.push(Item { number: None, blocks }),
    }
}

fn add_to_last(items: &mut Vec<Vec<Block>>, blocks: Vec<Block>) {
    match items.last_mut() {
        _ if blocks.is_empty() => {}
        Some(last) => last.extend(blocks),
        None => items.push(blocks),
    }
}
