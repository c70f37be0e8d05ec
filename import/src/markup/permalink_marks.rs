//! Marks beside headings by which readers copy the heading's address: `¶`, `#`, a chain. They are no
//! words of the heading.

use crate::markup::dom::{Dom, NodeId};

/// Whether an `a` is the mark of the heading around it.
pub(crate) fn is_mark(dom: &Dom, id: NodeId) -> bool {
    const HEADINGS: [&str; 8] = ["h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"];
    const CLASSES: [&str; 8] = [
        "headerlink",
        "header-anchor",
        "heading-anchor",
        "hash-link",
        "anchor-link",
        "anchorjs-link",
        "heading-link",
        "permalink",
    ];
    if dom.name(id) != "a" || !dom.attribute(id, "href").is_some_and(|to| to.starts_with('#')) {
        return false;
    }
    if !is_sign(&dom.text(id)) {
        return false;
    }
    // An empty link with an id is a place.
    let is_place = dom.nonblank(id, "id").or(dom.nonblank(id, "name")).is_some();
    if is_place && dom.text(id).trim().is_empty() {
        return false;
    }
    if dom.has_class(id, &CLASSES) {
        return true;
    }
    const MAX_DEPTH: usize = 4;
    let above = std::iter::successors(dom.parent(id), |&above| dom.parent(above));
    dom.find(id, "img").is_none()
        && above.take(MAX_DEPTH).any(|above| dom.is_element(above, &HEADINGS))
}

/// Whether some words are a sign, or say only that here is a link.
fn is_sign(words: &str) -> bool {
    const WORDS: [&str; 7] = [
        "permalink",
        "link",
        "anchor",
        "direct link",
        "link to this heading",
        "permalink to this heading",
        "permalink to this headline",
    ];
    let words = words.trim();
    !words.contains(char::is_alphanumeric)
        || WORDS.iter().any(|known| words.eq_ignore_ascii_case(known))
}
