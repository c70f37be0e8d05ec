//! HTML as a tree, in one array: no tree of pointers that could overflow the stack when it is
//! dropped, and no deeper than can be walked.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{
    ElemName, ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// A node's place in [`Dom`].
pub(crate) type Id = usize;

/// Elements deeper than this stay out of the tree; what they hold does not.
const DEEPEST: u16 = 120;
const NONE: Id = Id::MAX;
const ROOT: Id = 0;

/// What a node is.
#[derive(Debug)]
pub(crate) enum Data {
    Root,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    Comment(StrTendril),
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Id,
    first: Id,
    last: Id,
    previous: Id,
    next: Id,
    depth: u16,
    line: u32,
}

/// A tree of HTML.
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// Whether elements were left out because they were too deep.
    pub(crate) too_deep: bool,
}

impl Dom {
    /// Parses a whole page.
    pub(crate) fn page(html: &str) -> Dom {
        let tree = TreeBuilder::new(Builder::new(), options());
        run(
            Tokenizer::new(
                Gate {
                    tree,
                    fragment: false,
                },
                TokenizerOpts::default(),
            ),
            html,
        )
    }

    /// Parses what stands inside a page's body.
    pub(crate) fn fragment(html: &str) -> Dom {
        let sink = Builder::new();
        let name = QualName::new(None, ns!(html), local_name!("body"));
        let context = sink.create_element(name, Vec::new(), ElementFlags::default());
        let tree = TreeBuilder::new_for_fragment(sink, context, None, options());
        run(
            Tokenizer::new(
                Gate {
                    tree,
                    fragment: true,
                },
                TokenizerOpts::default(),
            ),
            html,
        )
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn root(&self) -> Id {
        ROOT
    }

    pub(crate) fn data(&self, id: Id) -> &Data {
        &self.nodes[id].data
    }

    /// The line, from 1, of the end of the element's start tag.
    pub(crate) fn line(&self, id: Id) -> usize {
        self.nodes[id].line as usize
    }

    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        Some(self.nodes[id].parent).filter(|&parent| parent != NONE)
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let from = |id: Id| Some(id).filter(|&id| id != NONE);
        std::iter::successors(from(self.nodes[id].first), move |&id| {
            from(self.nodes[id].next)
        })
    }

    /// The node and everything below it, in the order of the text.
    pub(crate) fn descendants(&self, top: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(top), move |&id| self.following(id, top))
    }

    fn following(&self, id: Id, top: Id) -> Option<Id> {
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
    pub(crate) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } if name.ns == ns!(html) => &name.local,
            Data::Element { name, .. } if &*name.local == "svg" => "svg",
            _ => "",
        }
    }

    /// The value of an element's attribute.
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.nodes[id].data else {
            return None;
        };
        let attribute = attributes
            .iter()
            .find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    /// The value of an element's attribute that says something.
    pub(crate) fn filled(&self, id: Id, name: &str) -> Option<&str> {
        self.attribute(id, name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// Whether one of the element's classes is one of `classes`.
    pub(crate) fn has_class(&self, id: Id, classes: &[&str]) -> bool {
        let own = self.attribute(id, "class").unwrap_or_default();
        own.split_ascii_whitespace()
            .any(|own| classes.iter().any(|class| own.eq_ignore_ascii_case(class)))
    }

    /// The first element with this name, below `top` or itself.
    pub(crate) fn find(&self, top: Id, name: &str) -> Option<Id> {
        self.descendants(top).find(|&id| self.name(id) == name)
    }

    /// All text below a node, as it stands.
    pub(crate) fn text(&self, top: Id) -> String {
        let mut text = String::new();
        for id in self.descendants(top) {
            match &self.nodes[id].data {
                Data::Text(piece) => text.push_str(piece),
                Data::Element { .. } if self.name(id) == "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    }
}

fn options() -> TreeBuilderOpts {
    // Without scripts: `noscript` holds what a page without scripts, like ours, shows.
    TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    }
}

fn run(tokenizer: Tokenizer<Gate>, html: &str) -> Dom {
    let input = BufferQueue::default();
    let mut rest = html;
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
    let builder = tokenizer.sink.tree.sink;
    Dom {
        too_deep: builder.too_deep.get(),
        nodes: builder.nodes.into_inner(),
    }
}

/// Stands before the tree builder and keeps out what would make the tree too deep.
struct Gate {
    tree: TreeBuilder<Id, Builder>,
    /// Whether this is a fragment, where elements that swallow all that follows as plain text are
    /// mistakes.
    fragment: bool,
}

impl TokenSink for Gate {
    type Handle = Id;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Id> {
        if let Token::TagToken(tag) = &mut token {
            if tag.kind == TagKind::StartTag && self.tree.sink.depth.get() >= DEEPEST {
                self.tree.sink.too_deep.set(true);
                return TokenSinkResult::Continue;
            }
            let swallows = [
                "title",
                "textarea",
                "xmp",
                "noembed",
                "noframes",
                "plaintext",
                "select",
            ];
            if self.fragment && swallows.contains(&&*tag.name) {
                tag.name = local_name!("span");
            }
        }
        self.tree.process_token(token, line)
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Builds the tree as the parser tells it.
struct Builder {
    nodes: RefCell<Vec<Node>>,
    /// The depth at which the last node was put.
    depth: Cell<u16>,
    line: Cell<u32>,
    too_deep: Cell<bool>,
}

impl Builder {
    fn new() -> Builder {
        let builder = Builder {
            nodes: RefCell::default(),
            depth: Cell::new(0),
            line: Cell::new(1),
            too_deep: Cell::new(false),
        };
        builder.add(Data::Root);
        builder
    }

    fn add(&self, data: Data) -> Id {
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
        nodes.len() - 1
    }

    /// Puts `child` into `parent`, before `next` or at the end.
    fn insert(&self, parent: Id, child: Id, next: Id) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let previous = if next == NONE {
            nodes[parent].last
        } else {
            nodes[next].previous
        };
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
        let element = matches!(nodes[child].data, Data::Element { .. });
        self.depth.set(if element { depth } else { depth - 1 });
    }

    fn detach(&self, id: Id) {
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

    /// Puts a node or text into `parent`, before `next` or at the end; text joins the text before.
    fn put(&self, parent: Id, child: NodeOrText<Id>, next: Id) {
        match child {
            NodeOrText::AppendNode(child) => self.insert(parent, child, next),
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = if next == NONE {
                    nodes[parent].last
                } else {
                    nodes[next].previous
                };
                if before != NONE
                    && let Data::Text(joined) = &mut nodes[before].data
                {
                    joined.push_tendril(&text);
                    return;
                }
                drop(nodes);
                let child = self.add(Data::Text(text));
                self.insert(parent, child, next);
            }
        }
    }
}

/// An element's name, borrowed from the tree.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Builder;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Builder {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target].data {
                Data::Element { name, .. } => name,
                _ => unreachable!("the parser asks names of elements only"),
            }
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Data::Element { name, attributes })
    }

    fn create_comment(&self, text: StrTendril) -> Id {
        self.add(Data::Comment(text))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Id {
        self.add(Data::Comment(data))
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*element].parent;
        if parent == NONE {
            self.put(*previous, child, NONE);
        } else {
            self.put(parent, child, *element);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.put(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in more {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
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

#[cfg(test)]
mod tests {
    use super::{Data, Dom};
    use std::fmt::Write;

    fn shown(dom: &Dom) -> String {
        let mut out = String::new();
        for id in dom.descendants(dom.root()) {
            match dom.data(id) {
                Data::Element { .. } => write!(out, "<{}>", dom.name(id)).unwrap(),
                Data::Text(text) => out.push_str(text),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn trees_keep_order() {
        let dom = Dom::fragment("<p>a<b>b<i>c</b>d</i><table>x<tr><td>y</table>z");
        assert_eq!(
            shown(&dom),
            "<html><p>a<b>b<i>c<i>dx<table><tbody><tr><td>yz"
        );
    }

    #[test]
    fn nothing_swallows_what_follows() {
        let dom = Dom::fragment("a <title>b <textarea>c <p>d");
        assert!(shown(&dom).ends_with("<p>d"), "{}", shown(&dom));
    }

    #[test]
    fn depth_has_an_end() {
        let html = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000) + "<p>after</p>";
        let dom = Dom::fragment(&html);
        assert!(dom.too_deep);
        assert!(dom.text(dom.root()).contains("deep") && dom.text(dom.root()).contains("after"));
        let html: String = (0..50_000).map(|n| format!("<b id={n}><p>")).collect();
        assert!(Dom::fragment(&html).too_deep);
    }
}
