//! HTML as a tree, in one array: no tree of pointers that could overflow the stack when it is
//! dropped, no deeper than can be walked, and no larger than can be shown.

mod attributes;
mod edit;
mod filter;
mod sink;

use filter::TokenFilter;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElementFlags, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};
use sink::DomSink;
pub(crate) use sink::bracket_weight;

/// Elements that hold plain text, and what stands for those that close themselves. Markdown, too,
/// would read on to their end. The names are equally long, so that places stay what they are.
pub(crate) const SELF_CLOSING: [(&str, &str); 2] = [("script", "s-ript"), ("style", "s-yle")];
/// The element that stands for a reference to a footnote.
pub(crate) const FOOTNOTE_REF: &str = "dateline-note";
/// The element around a footnote.
pub(crate) const FOOTNOTE: &str = "dateline-footnote";

/// A node's place in [`Dom`].
pub(crate) type NodeId = usize;

/// The most that a tree may weigh; see [`DomSink`]. It keeps a text of 4 MB, whatever is in it, below
/// 300 MB of memory from its tree to its page; a page of as many elements takes browsers half a minute
/// to lay out.
pub(crate) const MAX_WEIGHT: usize = 200_000;
const NONE: NodeId = NodeId::MAX;
const ROOT: NodeId = 0;

/// What a node is.
#[derive(Debug)]
pub(crate) enum NodeData {
    Root,
    Element { name: QualName, attributes: Vec<Attribute> },
    Text(StrTendril),
    Comment(StrTendril),
}

#[derive(Debug)]
struct Node {
    data: NodeData,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    depth: u16,
    line: u32,
}

/// A tree of HTML.
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// The last node before the first element that was left out because it was too deep.
    pub(crate) too_deep: Option<NodeId>,
    /// The last node of a tree that is full: all that follows is in it as text only.
    pub(crate) full: Option<NodeId>,
    /// An element whose attributes were too many.
    pub(crate) attribute_overflow: Option<NodeId>,
    /// The element that has no end and whose kind holds all that follows as plain text: the rest of
    /// the file is in it.
    pub(crate) unclosed: Option<NodeId>,
}

impl Dom {
    /// Parses a whole page.
    pub(crate) fn page(html: &str) -> Dom {
        let tree = TreeBuilder::new(DomSink::new(MAX_WEIGHT), options());
        parse(Tokenizer::new(TokenFilter::new(tree, false), TokenizerOpts::default()), html)
    }

    /// Parses what stands inside a page's body.
    pub(crate) fn fragment(html: &str) -> Dom {
        Dom::fragment_of(html, MAX_WEIGHT)
    }

    fn fragment_of(html: &str, max_weight: usize) -> Dom {
        let sink = DomSink::new(max_weight);
        let name = QualName::new(None, ns!(html), local_name!("body"));
        let context = sink.create_element(name, Vec::new(), ElementFlags::default());
        let tree = TreeBuilder::new_for_fragment(sink, context, None, options());
        parse(Tokenizer::new(TokenFilter::new(tree, true), TokenizerOpts::default()), html)
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn root(&self) -> NodeId {
        ROOT
    }

    pub(crate) fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id].data
    }

    /// The line, from 1, of the end of the element's start tag.
    pub(crate) fn line(&self, id: NodeId) -> usize {
        self.nodes[id].line as usize
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes[id].parent).filter(|&parent| parent != NONE)
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let from = |id: NodeId| Some(id).filter(|&id| id != NONE);
        std::iter::successors(from(self.nodes[id].first), move |&id| from(self.nodes[id].next))
    }

    /// The node and everything below it, in the order of the text.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |&id| self.next_in_order(id, top))
    }

    fn next_in_order(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let node = &self.nodes[id];
        if node.first != NONE {
            return Some(node.first);
        }
        let mut id = id;
        while id != top {
            let node = &self.nodes[id];
            if node.next != NONE {
                return Some(node.next);
            }
            id = node.parent;
        }
        None
    }

    /// An element's name; empty for other nodes and for SVG and MathML.
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            NodeData::Element { name, .. } if name.ns == ns!(html) => &name.local,
            NodeData::Element { name, .. } if &*name.local == "svg" => "svg",
            _ => "",
        }
    }

    /// The value of an element's attribute.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let NodeData::Element { attributes, .. } = &self.nodes[id].data else {
            return None;
        };
        let attribute = attributes.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    /// The value of an element's attribute that says something.
    pub(crate) fn nonblank(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attribute(id, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether one of the element's classes is one of `classes`.
    pub(crate) fn has_class(&self, id: NodeId, classes: &[&str]) -> bool {
        let own = self.attribute(id, "class").unwrap_or_default();
        own.split_ascii_whitespace()
            .any(|own| classes.iter().any(|class| own.eq_ignore_ascii_case(class)))
    }

    /// The first element with this name, below `top` or itself.
    pub(crate) fn find(&self, top: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(top).find(|&id| self.name(id) == name)
    }

    /// All text below a node, as it stands.
    pub(crate) fn text(&self, top: NodeId) -> String {
        let mut text = String::new();
        for id in self.descendants(top) {
            match &self.nodes[id].data {
                NodeData::Text(piece) => text.push_str(piece),
                NodeData::Element { .. } if self.name(id) == "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    }
}

fn options() -> TreeBuilderOpts {
    // Without scripts: `noscript` holds what a page without scripts, like ours, shows.
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

fn parse(tokenizer: Tokenizer<TokenFilter>, html: &str) -> Dom {
    let input = BufferQueue::default();
    let html = attributes::limited(html);
    let mut rest = &*html;
    // Text arrives in pieces that a tree can hold: its strings are at most 4 GB, but growing one
    // by small steps is slow.
    while !rest.is_empty() {
        let mut end = rest.len().min(1 << 16);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        input.push_back(StrTendril::from_slice(&rest[..end]));
        while let html5ever::TokenizerResult::Script(_)
        | html5ever::TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&input)
        {}
        rest = &rest[end..];
    }
    tokenizer.end();
    let TokenFilter { tree, raw, too_deep, full, attribute_overflow, .. } = tokenizer.sink;
    Dom {
        nodes: tree.sink.nodes.into_inner(),
        too_deep: too_deep.get(),
        full: full.get(),
        attribute_overflow: attribute_overflow.get(),
        unclosed: raw.get(),
    }
}

#[cfg(test)]
mod tests;
