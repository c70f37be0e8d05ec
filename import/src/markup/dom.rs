//! A DOM in one array: dropping it can't overflow the stack, its depth is limited, and so is its
//! size.

mod attributes;
mod edit;
mod filter;
mod hidden;
mod sink;

use filter::TokenFilter;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElementFlags, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};
use sink::DomSink;
pub(crate) use sink::bracket_weight;

/// Raw-text elements, and their stand-ins when they are written as self-closing. HTML and Markdown
/// would take everything up to the next end tag for their content. The names are equally long, so
/// that byte offsets don't change.
pub(crate) const SELF_CLOSING: [(&str, &str); 2] = [("script", "s-ript"), ("style", "s-yle")];
/// The element for a footnote reference.
pub(crate) const FOOTNOTE_REF: &str = "dateline-note";
/// The element for a formula.
pub(crate) const MATH: &str = "dateline-math";
/// The element for a footnote.
pub(crate) const FOOTNOTE: &str = "dateline-footnote";

/// A node's index in [`Dom`].
pub(crate) type NodeId = usize;

/// The maximum weight of a tree; see [`DomSink`]. It keeps the memory for any text of 4 MB below
/// 300 MB, from the tree to the page. A page with that many elements takes browsers half a minute
/// to lay out.
pub(crate) const MAX_WEIGHT: usize = 200_000;
const NONE: NodeId = NodeId::MAX;
const ROOT: NodeId = 0;

/// The content of a node.
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

/// A DOM tree.
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// The last node before the first element that was dropped because it was nested too deep.
    pub(crate) too_deep: Option<NodeId>,
    /// The last node before the tree reached its maximum weight: what follows is text only.
    pub(crate) full: Option<NodeId>,
    /// The last node before an element with too many attributes.
    pub(crate) attribute_overflow: Option<NodeId>,
    /// The raw-text element that is not closed: the rest of the file is its content.
    pub(crate) unclosed: Option<NodeId>,
}

impl Dom {
    /// Parses a whole page.
    pub(crate) fn page(html: &str) -> Dom {
        let tree = TreeBuilder::new(DomSink::new(MAX_WEIGHT), options());
        parse(Tokenizer::new(TokenFilter::new(tree, false), TokenizerOpts::default()), html)
    }

    /// Parses the content of a `body` element.
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

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn root(&self) -> NodeId {
        ROOT
    }

    pub(crate) fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id].data
    }

    /// The line, from 1, on which the element's start tag ends.
    pub(crate) fn line(&self, id: NodeId) -> usize {
        self.nodes[id].line as usize
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes[id].parent).filter(|&parent| parent != NONE)
    }

    /// The nodes before another, the nearest first.
    pub(crate) fn siblings_before(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| Some(id).filter(|&id| id != NONE);
        std::iter::successors(some(self.nodes[id].previous), move |&id| {
            some(self.nodes[id].previous)
        })
    }

    /// The nodes after another.
    pub(crate) fn siblings_after(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| Some(id).filter(|&id| id != NONE);
        std::iter::successors(some(self.nodes[id].next), move |&id| some(self.nodes[id].next))
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let from = |id: NodeId| Some(id).filter(|&id| id != NONE);
        std::iter::successors(from(self.nodes[id].first), move |&id| from(self.nodes[id].next))
    }

    /// The node and its descendants, in document order.
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

    /// An element's name; empty for other nodes, SVG and MathML (except `svg` itself).
    pub(crate) fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            NodeData::Element { name, .. } if name.ns == ns!(html) => &name.local,
            NodeData::Element { name, .. } if &*name.local == "svg" => "svg",
            NodeData::Element { name, .. } if &*name.local == "math" => "math",
            _ => "",
        }
    }

    /// An element's name, also in SVG and MathML.
    pub(crate) fn local_name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Whether an element, of HTML or not, has one of these names.
    pub(crate) fn is_element(&self, id: NodeId, names: &[&str]) -> bool {
        names.contains(&self.local_name(id))
    }

    /// The value of an element's attribute.
    pub(crate) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let NodeData::Element { attributes, .. } = &self.nodes[id].data else {
            return None;
        };
        let attribute = attributes.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    /// The value of an element's attribute, trimmed, if it is not blank.
    pub(crate) fn nonblank(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attribute(id, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether the element has one of `classes`.
    pub(crate) fn has_class(&self, id: NodeId, classes: &[&str]) -> bool {
        let own = self.attribute(id, "class").unwrap_or_default();
        own.split_ascii_whitespace()
            .any(|own| classes.iter().any(|class| own.eq_ignore_ascii_case(class)))
    }

    /// The first element with this name: `top` itself or a descendant.
    pub(crate) fn find(&self, top: NodeId, name: &str) -> Option<NodeId> {
        self.descendants(top).find(|&id| self.name(id) == name)
    }

    /// The text content of a node, with `br` as line end.
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
    // The pages have no scripts, so the content of `noscript` is shown.
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

fn parse(tokenizer: Tokenizer<TokenFilter>, html: &str) -> Dom {
    let input = BufferQueue::default();
    let html = attributes::limited(html);
    let mut rest = &*html;
    // A tendril holds at most 4 GB, and growing one in small steps is slow.
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
    let mut dom = Dom {
        nodes: tree.sink.nodes.into_inner(),
        too_deep: too_deep.get(),
        full: full.get(),
        attribute_overflow: attribute_overflow.get(),
        unclosed: raw.get(),
    };
    dom.remove_hidden();
    dom
}

#[cfg(test)]
mod tests;
