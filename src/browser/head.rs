//! The document's head: the elements that describe the page shown.
//!
//! JSON-LD is taken out with the page that was printed with it, and can be put back. The viewer makes none: for Trusted
//! Types the text of any `script` element is a script, even if it holds data, and Chromium reports it.

use super::document;
use crate::pages;
use web_sys::Element;

/// The elements that describe a page. Those of the document (policy, style, icons, feed) aren't among them.
const OF_PAGE: &str = "head>:is([name=robots],[name=description],[property],[rel=canonical],[hreflang],\
    [rel=prev],[rel=next],[type='application/ld+json'])";

/// The head of a page, as elements that aren't in the document.
pub struct Head {
    title: String,
    elements: Vec<Element>,
}

impl Head {
    /// The elements besides the title.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}

/// Makes the elements of a head.
pub fn build(head: &pages::Head) -> Head {
    let document = document();
    let mut elements = Vec::new();
    for described in &head.elements {
        let (tag, attributes) = described.parts();
        let Ok(element) = document.create_element(tag) else { continue };
        for (name, value) in attributes {
            if !name.is_empty() {
                // Can't fail: the names are valid ones.
                let _ = element.set_attribute(name, value);
            }
        }
        elements.push(element);
    }
    Head { title: head.title.clone(), elements }
}

/// Removes the page's head from the document, and returns it.
pub fn take() -> Head {
    let document = document();
    let mut elements = Vec::new();
    while let Ok(Some(element)) = document.query_selector(OF_PAGE) {
        element.remove();
        elements.push(element);
    }
    Head { title: document.title(), elements }
}

/// Puts a page's head into the document, from which the former one was taken.
pub fn put(head: &Head) {
    let document = document();
    document.set_title(&head.title);
    if let Ok(Some(place)) = document.query_selector("head") {
        for element in &head.elements {
            // Can't fail: a head may contain these.
            let _ = place.append_child(element);
        }
    }
}
