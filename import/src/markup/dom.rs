//! HTML as a tree, in one array: no tree of pointers that could overflow the stack when it is
//! dropped, no deeper than can be walked, and no larger than can be shown.

mod attributes;
mod builder;
mod gate;

use builder::Builder;
pub(crate) use builder::weight_of_brackets;
use gate::Gate;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{ElementFlags, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};

/// Elements that hold plain text, and what stands for those that close themselves. Markdown, too,
/// would read on to their end. The names are equally long, so that places stay what they are.
pub(crate) const SELF_CLOSED: [(&str, &str); 2] = [("script", "s-ript"), ("style", "s-yle")];
/// The element that stands for a reference to a footnote.
pub(crate) const NOTE: &str = "dateline-note";
/// The element around a footnote.
pub(crate) const FOOTNOTE: &str = "dateline-footnote";

/// A node's place in [`Dom`].
pub(crate) type Id = usize;

/// The most that a tree may weigh; see [`Builder`]. It keeps a text of 4 MB, whatever is in it, below
/// 300 MB of memory from its tree to its page; a page of as many elements takes browsers half a minute
/// to lay out.
pub(crate) const HEAVIEST: usize = 200_000;
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
    /// The last node before the first element that was left out because it was too deep.
    pub(crate) too_deep: Option<Id>,
    /// The last node of a tree that is full: all that follows is in it as text only.
    pub(crate) full: Option<Id>,
    /// An element whose attributes were too many.
    pub(crate) crowded: Option<Id>,
    /// The element that has no end and whose kind holds all that follows as plain text: the rest of
    /// the file is in it.
    pub(crate) runs_on: Option<Id>,
}

impl Dom {
    /// Parses a whole page.
    pub(crate) fn page(html: &str) -> Dom {
        let tree = TreeBuilder::new(Builder::new(HEAVIEST), options());
        run(Tokenizer::new(Gate::new(tree, false), TokenizerOpts::default()), html)
    }

    /// Parses what stands inside a page's body.
    pub(crate) fn fragment(html: &str) -> Dom {
        Dom::fragment_of(html, HEAVIEST)
    }

    fn fragment_of(html: &str, heaviest: usize) -> Dom {
        let sink = Builder::new(heaviest);
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
    let Gate { tree, raw, too_deep, full, crowded, .. } = tokenizer.sink;
    Dom {
        nodes: tree.sink.nodes.into_inner(),
        too_deep: too_deep.get(),
        full: full.get(),
        crowded: crowded.get(),
        runs_on: raw.get(),
    }
}

#[cfg(test)]
mod tests;
