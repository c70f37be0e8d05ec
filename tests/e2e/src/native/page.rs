//! A page parsed by `html5ever`.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom};
use std::fs;
use std::path::Path;
use std::rc::Rc;

/// A page.
pub(super) struct Page {
    /// Its elements in tree order.
    pub elements: Vec<Element>,
    /// The text of `<main>`, with whitespace collapsed.
    pub words: String,
}

/// An element.
pub(super) struct Element {
    pub name: String,
    /// Whether it is an HTML element, not SVG or MathML.
    pub is_html: bool,
    pub attributes: Vec<(String, String)>,
    /// Its own text, without that of its descendants.
    pub text: String,
}

impl Page {
    pub(super) fn read(file: &Path) -> Page {
        Page::parse(&fs::read_to_string(file).unwrap())
    }

    pub(super) fn parse(html: &str) -> Page {
        let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
        let mut page = Page { elements: Vec::new(), words: String::new() };
        // Not recursive: hostile pages are deeply nested.
        let mut ahead: Vec<(Handle, bool)> = vec![(Rc::clone(&dom.document), false)];
        let mut words = String::new();
        while let Some((node, in_main)) = ahead.pop() {
            let mut in_main = in_main;
            match &node.data {
                NodeData::Element { name, attrs, .. } => {
                    in_main |= &*name.local == "main";
                    let attrs = attrs.borrow();
                    let attributes =
                        attrs.iter().map(|it| (it.name.local.to_string(), it.value.to_string()));
                    page.elements.push(Element {
                        name: name.local.to_string(),
                        is_html: name.ns == html5ever::ns!(html),
                        attributes: attributes.collect(),
                        text: text_in(&node),
                    });
                }
                NodeData::Text { contents } if in_main => words += &contents.borrow(),
                _ => {}
            }
            // Reversed, because it is a stack.
            let children = node.children.borrow();
            ahead.extend(children.iter().rev().map(|child| (Rc::clone(child), in_main)));
        }
        page.words = crate::paper::one_space(&words);
        page
    }

    /// Whether an element has this id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.elements.iter().any(|element| element.attribute("id") == Some(id))
    }
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.as_str())
    }
}

fn text_in(node: &Node) -> String {
    let children = node.children.borrow();
    let texts = children.iter().filter_map(|child| match &child.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    });
    texts.collect()
}
