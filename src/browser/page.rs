//! The page in the document: its element, and its part of the head.

use super::head::{self, Head};
use super::{Element, document};
use crate::protocol::{APP_ID, PAGE_ATTRIBUTE};
use wasm_bindgen::JsCast;
use web_sys::HtmlImageElement;

/// What a page consists of in the document.
pub struct PageNodes {
    /// The element with the id [`APP_ID`].
    pub element: Element,
    /// Its part of the document's head.
    pub head: Head,
}

impl PageNodes {
    /// Whether all pictures that the browser has requested could be loaded.
    pub fn is_whole(&self) -> bool {
        let Ok(pictures) = self.element.query_selector_all("img") else {
            return false;
        };
        let is_broken =
            |picture: HtmlImageElement| picture.complete() && picture.natural_width() == 0;
        !(0..pictures.length())
            .any(|at| pictures.item(at).is_some_and(|picture| is_broken(picture.unchecked_into())))
    }
}

/// Creates a detached element for the page with this file.
pub fn new_element(file: &str) -> Option<Element> {
    let element = document().create_element("div").ok()?;
    element.set_id(APP_ID);
    element.set_attribute(PAGE_ATTRIBUTE, file).ok()?;
    Some(element)
}

/// Replaces the page in the document, and returns the old one.
pub fn replace(page: PageNodes) -> Option<PageNodes> {
    let document = document();
    let head = head::take();
    head::put(&page.head);
    let Some(old) = document.get_element_by_id(APP_ID) else {
        let _ = document.body()?.prepend_with_node_1(&page.element);
        return None;
    };
    let _ = old.replace_with_with_node_1(&page.element);
    Some(PageNodes { element: old, head })
}
