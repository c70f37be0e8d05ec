//! The takeover: the viewer replaces the prerendered page by the same page, rendered by the viewer.
//!
//! The new page is rendered into a detached element, which replaces the old one in one step. The state of the
//! old page is preserved: scroll, focus, selection, open `<details>`, loaded pictures, playing media.

use super::{document, focus, scroll, window};
use crate::navigation::FocusTarget;
use crate::protocol::APP_ID;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Node, Range};

/// Creates a detached element for the page.
pub fn new_element() -> Option<HtmlElement> {
    let element = document().create_element("div").ok()?;
    element.set_id(APP_ID);
    element.dyn_into().ok()
}

/// Waits until no pointer is pressed. A click needs press and release on the same element, so a link that is
/// replaced in between would not be followed.
pub async fn pointer_released() {
    /// In milliseconds.
    const INTERVAL: i32 = 50;
    while document().query_selector(":active").is_ok_and(|pressed| pressed.is_some()) {
        let wait = Promise::new(&mut |done, _| {
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, INTERVAL);
        });
        let _ = JsFuture::from(wait).await;
    }
}

/// Replaces the prerendered page by `new`. State is preserved if `same`: both are the same page.
pub fn swap(new: &HtmlElement, same: bool) {
    let Some(old) = document().get_element_by_id(APP_ID) else {
        if let Some(body) = document().body() {
            let _ = body.prepend_with_node_1(new);
        }
        return;
    };
    let top = window().scroll_y().unwrap_or_default();
    let focused = same.then(focus::link).flatten();
    let selected = if same { selection(&old) } else { None };
    if same {
        move_media(&old, new);
    }
    let details_open = same && scroll::has_open_details();
    let _ = old.replace_with_with_node_1(new);
    if details_open {
        scroll::open_details();
    }
    if let Some(link) = focused {
        focus::move_to(&FocusTarget::Link(link));
    }
    if let Some((start, end)) = selected {
        select(new, start, end);
    }
    if same && window().scroll_y().unwrap_or_default() != top {
        window().scroll_to_with_x_and_y(0.0, top);
    }
}

/// Moves pictures and media elements to the new page: new elements would load or start again.
fn move_media(old: &Element, new: &Element) {
    const MEDIA: &str = "img, audio, video";
    let (Ok(olds), Ok(news)) = (old.query_selector_all(MEDIA), new.query_selector_all(MEDIA))
    else {
        return;
    };
    if olds.length() != news.length() {
        return;
    }
    for index in 0..olds.length() {
        let (Some(old), Some(new)) = (olds.item(index), news.item(index)) else {
            return;
        };
        let source = |node: &Node| node.dyn_ref::<Element>().and_then(|it| it.get_attribute("src"));
        let same_file = file_name(source(&old)) == file_name(source(&new));
        if let (true, Some(parent)) = (same_file, new.parent_node()) {
            let _ = parent.replace_child(&old, &new);
        }
    }
}

/// The file name of an address: prerendered addresses are relative to the page, the viewer's are not.
fn file_name(source: Option<String>) -> Option<String> {
    source.and_then(|source| source.rsplit('/').next().map(str::to_owned))
}

/// The selection, as offsets in the text of `root`.
fn selection(root: &Element) -> Option<(u32, u32)> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = text_before(root, &range.start_container().ok()?, range.start_offset().ok()?)?;
    let end = text_before(root, &range.end_container().ok()?, range.end_offset().ok()?)?;
    Some((start, end))
}

/// The length of the text of `root` before a boundary point, in UTF-16 code units.
fn text_before(root: &Element, container: &Node, offset: u32) -> Option<u32> {
    if !root.contains(Some(container)) {
        return None;
    }
    let range = Range::new().ok()?;
    range.set_start(root, 0).ok()?;
    range.set_end(container, offset).ok()?;
    Some(range.to_string().length())
}

/// Selects the text of `root` from `start` to `end`.
fn select(root: &Element, start: u32, end: u32) -> Option<()> {
    let range = Range::new().ok()?;
    let (node, offset) = point(root, start)?;
    range.set_start(&node, offset).ok()?;
    let (node, offset) = point(root, end)?;
    range.set_end(&node, offset).ok()?;
    let selection = window().get_selection().ok()??;
    selection.remove_all_ranges().ok()?;
    selection.add_range(&range).ok()
}

/// The boundary point at `offset` in the text of `root`: a text node and an offset in it.
fn point(root: &Node, offset: u32) -> Option<(Node, u32)> {
    let mut left = offset;
    let mut last = None;
    let mut next = root.first_child();
    while let Some(node) = next {
        if let Some(text) = node.dyn_ref::<web_sys::Text>() {
            let length = text.length();
            if left <= length {
                return Some((node, left));
            }
            left -= length;
            last = Some((node.clone(), length));
        }
        next = next_node(&node, root);
    }
    last
}

/// The next node in tree order within `root`.
fn next_node(node: &Node, root: &Node) -> Option<Node> {
    if let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut node = node.clone();
    loop {
        if node == *root {
            return None;
        }
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent_node()?;
    }
}
