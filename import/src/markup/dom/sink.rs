//! The tree sink: builds the DOM.

use super::{FOOTNOTE_REF, NONE, Node, NodeData, NodeId, ROOT};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Builds the tree and adds up its weight. A node weighs 1; a node that becomes several elements of
/// the page weighs as many.
pub(super) struct DomSink {
    pub(super) nodes: RefCell<Vec<Node>>,
    /// The depth of the node inserted last.
    pub(super) depth: Cell<u16>,
    line: Cell<u32>,
    weight: Cell<usize>,
    max_weight: usize,
    /// Bytes of attributes in tags minus those in the tree. It becomes negative because the parser
    /// repeats open formatting elements, with their attributes, in each paragraph.
    pending_attribute_bytes: Cell<isize>,
}

/// How many bytes of attributes the parser may repeat.
const MAX_REPEATED: isize = 4 << 20;

impl DomSink {
    pub(super) fn new(max_weight: usize) -> DomSink {
        let sink = DomSink {
            nodes: RefCell::default(),
            depth: Cell::new(0),
            line: Cell::new(1),
            weight: Cell::new(0),
            max_weight,
            pending_attribute_bytes: Cell::new(0),
        };
        sink.add(NodeData::Root);
        sink
    }

    /// The node created last.
    pub(super) fn last(&self) -> NodeId {
        self.nodes.borrow().len() - 1
    }

    /// Whether the tree has reached a limit.
    pub(super) fn is_full(&self) -> bool {
        self.weight.get() >= self.max_weight || self.pending_attribute_bytes.get() < -MAX_REPEATED
    }

    /// Counts the attributes of a tag.
    pub(super) fn expect(&self, attributes: &[Attribute]) {
        self.pending_attribute_bytes.update(|bytes| bytes + value_bytes(attributes));
    }

    /// Adds the weight of a text: each bracket may become an insert.
    pub(super) fn weigh_text(&self, text: &str) {
        self.weight.update(|weight| weight + bracket_weight(text));
    }

    fn add(&self, data: NodeData) -> NodeId {
        self.weight.update(|weight| weight + node_weight(&data));
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            data,
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            depth: 0,
            line: self.line.get(),
        });
        drop(nodes);
        self.last()
    }

    /// Inserts `child` into `parent`, before `next` or at the end.
    fn insert(&self, parent: NodeId, child: NodeId, next: NodeId) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let previous = if next == NONE { nodes[parent].last } else { nodes[next].previous };
        let depth = nodes[parent].depth.saturating_add(1);
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        if previous == NONE {
            nodes[parent].first = child;
        } else {
            nodes[previous].next = child;
        }
        if next == NONE {
            nodes[parent].last = child;
        } else {
            nodes[next].previous = child;
        }
        let element = matches!(nodes[child].data, NodeData::Element { .. });
        self.depth.set(if element { depth } else { depth - 1 });
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = (nodes[id].parent, nodes[id].previous, nodes[id].next);
        if parent == NONE {
            return;
        }
        if previous == NONE {
            nodes[parent].first = next;
        } else {
            nodes[previous].next = next;
        }
        if next == NONE {
            nodes[parent].last = previous;
        } else {
            nodes[next].previous = previous;
        }
        let node = &mut nodes[id];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Inserts a node or text into `parent`, before `next` or at the end. Text is appended to
    /// adjacent text.
    fn put(&self, parent: NodeId, child: NodeOrText<NodeId>, next: NodeId) {
        match child {
            NodeOrText::AppendNode(child) => self.insert(parent, child, next),
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = if next == NONE { nodes[parent].last } else { nodes[next].previous };
                if before != NONE
                    && let NodeData::Text(joined) = &mut nodes[before].data
                {
                    joined.push_tendril(&text);
                    return;
                }
                drop(nodes);
                let child = self.add(NodeData::Text(text));
                self.insert(parent, child, next);
            }
        }
    }
}

/// The weight of the inserts that a text may contain.
pub(crate) fn bracket_weight(text: &str) -> usize {
    4 * text.bytes().filter(|&byte| byte == b'[').count()
}

/// The weight of a node.
fn node_weight(data: &NodeData) -> usize {
    // Some become several elements of the page, with many attributes.
    match data {
        NodeData::Element { name, .. } => match &*name.local {
            "img" | "image" | "audio" | "video" | "iframe" | "embed" | "object" | "frame"
            | FOOTNOTE_REF => 10,
            "blockquote" | "pre" | "aside" | "details" => 5,
            _ => 1,
        },
        _ => 1,
    }
}

/// The total length of attribute values in bytes.
fn value_bytes(attributes: &[Attribute]) -> isize {
    let bytes: usize = attributes.iter().map(|attribute| attribute.value.len()).sum();
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

/// An element's name, borrowed from the tree.
#[derive(Debug)]
pub(super) struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for DomSink {
    type Handle = NodeId;
    type Output = DomSink;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> DomSink {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            NodeData::Element { name, .. } => name,
            _ => unreachable!("the parser asks names of elements only"),
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        self.pending_attribute_bytes.update(|bytes| bytes - value_bytes(&attributes));
        self.add(NodeData::Element { name, attributes })
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.add(NodeData::Comment(text))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> NodeId {
        self.add(NodeData::Comment(data))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.put(*parent, child, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let parent = self.nodes.borrow()[*element].parent;
        if parent == NONE {
            self.put(*previous, child, NONE);
        } else {
            self.put(parent, child, *element);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.put(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let NodeData::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in more {
                if !attributes.iter().any(|present| present.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[*node].first;
            if child == NONE {
                return;
            }
            self.insert(*new_parent, child, NONE);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
