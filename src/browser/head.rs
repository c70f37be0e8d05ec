//! The document's head: the elements that describe the page shown.

use super::document;
use crate::pages;
use web_sys::{Element, Node};

/// The elements that describe a page. Those of the document (policy, style, icons, feed) aren't among them.
const OF_PAGE: &str = "meta[name=robots],meta[name=description],meta[property],link[rel=canonical],\
    link[hreflang],link[rel=prev],link[rel=next],script[type='application/ld+json']";

/// The head of a page, as nodes that aren't in the document.
pub struct Head {
    title: String,
    elements: Vec<Node>,
}

impl Head {
    /// The elements besides the title.
    pub fn elements(&self) -> &[Node] {
        &self.elements
    }
}

/// Makes the nodes of a head.
pub fn build(head: &pages::Head) -> Head {
    let elements =
        head.elements.iter().filter_map(|pages::HeadElement { tag, attributes, text }| {
            let element = document().create_element(tag).ok()?;
            for (name, value) in attributes {
                element.set_attribute(name, value).ok()?;
            }
            if !text.is_empty() {
                // Trusted Types forbid to set the text of a `script`, but not to add a node to one that holds data.
                element.append_child(&document().create_text_node(text)).ok()?;
            }
            Some(element.into())
        });
    Head { title: head.title.clone(), elements: elements.collect() }
}

/// Removes the page's head from the document, and returns it.
pub fn take() -> Head {
    let mut elements = Vec::new();
    while let Some(element) = head().and_then(|head| head.query_selector(OF_PAGE).ok()?) {
        element.remove();
        elements.push(element.into());
    }
    Head { title: document().title(), elements }
}

/// Puts a page's head into the document, from which the former one was taken.
pub fn put(head: &Head) {
    document().set_title(&head.title);
    if let Some(place) = self::head() {
        for element in &head.elements {
            // Can't fail: a head may contain these.
            let _ = place.append_child(element);
        }
    }
}

fn head() -> Option<Element> {
    document().query_selector("head").ok().flatten()
}
