//! HTML as a tree, in one array: no tree of pointers that could overflow the stack when it is
//! dropped, and no deeper than can be walked.

mod builder;

use builder::Builder;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{ElementFlags, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::cell::Cell;

/// Elements that hold plain text, and what stands for those that close themselves. Markdown, too,
/// would read on to their end. The names are equally long, so that places stay what they are.
pub(crate) const SELF_CLOSED: [(&str, &str); 2] = [("script", "s-ript"), ("style", "s-yle")];

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
    Element { name: QualName, attributes: Vec<Attribute> },
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
    /// The element that has no end and whose kind holds all that follows as plain text: the rest of
    /// the file is in it.
    pub(crate) runs_on: Option<Id>,
}

impl Dom {
    /// Parses a whole page.
    pub(crate) fn page(html: &str) -> Dom {
        let tree = TreeBuilder::new(Builder::new(), options());
        run(Tokenizer::new(Gate::new(tree, false), TokenizerOpts::default()), html)
    }

    /// Parses what stands inside a page's body.
    pub(crate) fn fragment(html: &str) -> Dom {
        let sink = Builder::new();
        let name = QualName::new(None, ns!(html), local_name!("body"));
        let context = sink.create_element(name, Vec::new(), ElementFlags::default());
        let tree = TreeBuilder::new_for_fragment(sink, context, None, options());
        run(Tokenizer::new(Gate::new(tree, true), TokenizerOpts::default()), html)
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
        std::iter::successors(from(self.nodes[id].first), move |&id| from(self.nodes[id].next))
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
        let attribute = attributes.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }

    /// The value of an element's attribute that says something.
    pub(crate) fn filled(&self, id: Id, name: &str) -> Option<&str> {
        self.attribute(id, name).map(str::trim).filter(|value| !value.is_empty())
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
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
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
    let runs_on = tokenizer.sink.raw.get();
    let builder = tokenizer.sink.tree.sink;
    let too_deep = builder.too_deep.get();
    Dom { nodes: builder.nodes.into_inner(), too_deep, runs_on }
}

/// Stands before the tree builder and keeps out what would make the tree too deep.
struct Gate {
    tree: TreeBuilder<Id, Builder>,
    /// Whether this is a fragment, where elements that swallow all that follows as plain text are
    /// mistakes.
    fragment: bool,
    /// The element whose plain text is being read.
    raw: Cell<Option<Id>>,
}

impl Gate {
    fn new(tree: TreeBuilder<Id, Builder>, fragment: bool) -> Gate {
        Gate { tree, fragment, raw: Cell::new(None) }
    }

    /// Makes of a start tag in a fragment what its author meant; says whether its element ends
    /// with it.
    fn meant(&self, tag: &mut Tag) -> bool {
        let swallows = ["title", "textarea", "xmp", "noembed", "noframes", "plaintext", "select"];
        if swallows.contains(&&*tag.name) {
            tag.name = local_name!("span");
        }
        if let Some((name, _)) = SELF_CLOSED.iter().find(|(_, stand_in)| *tag.name == **stand_in) {
            tag.name = LocalName::from(*name);
        }
        let plain = ["iframe", "script", "style"].contains(&&*tag.name);
        tag.kind == TagKind::StartTag && tag.self_closing && plain
    }

    /// To browsers `<script/>` is a script that goes on; authors who write so mean its end.
    fn start_and_end(&self, start: Tag, line: u64) -> TokenSinkResult<Id> {
        let end =
            Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..start.clone() };
        // Neither plain text to read nor a script to run comes of the two.
        let _ = self.tree.process_token(Token::TagToken(start), line);
        let _ = self.tree.process_token(Token::TagToken(end), line);
        TokenSinkResult::Continue
    }
}

impl TokenSink for Gate {
    type Handle = Id;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Id> {
        if let Token::TagToken(tag) = &mut token {
            if tag.kind == TagKind::StartTag && self.tree.sink.depth.get() >= DEEPEST {
                self.tree.sink.too_deep.set(true);
                return TokenSinkResult::Continue;
            }
            if self.fragment && self.meant(tag) {
                return self.start_and_end(tag.clone(), line);
            }
            if tag.kind == TagKind::EndTag {
                self.raw.set(None);
            }
        }
        let result = self.tree.process_token(token, line);
        if let TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext = result {
            self.raw.set(Some(self.tree.sink.last()));
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests;
