//! HTML files that were written by hand: where the story stands.

use crate::markup::dom::{Dom, NodeId};

/// The element that holds the story: the one `article` (of several, none is the story), else
/// `main`, else the body.
pub(crate) fn story(dom: &Dom) -> NodeId {
    let root = dom.root();
    let mut articles = dom.descendants(root).filter(|&id| dom.name(id) == "article");
    match (articles.next(), articles.next()) {
        (Some(article), None) => article,
        _ => dom.find(root, "main").or_else(|| dom.find(root, "body")).unwrap_or(root),
    }
}
