//! What the tests in a browser share.

use web_sys::Node;

/// Removes Leptos' marker comments.
pub fn without_marks(node: &Node) {
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if child.node_type() == Node::COMMENT_NODE {
            node.remove_child(&child).unwrap();
        } else {
            without_marks(&child);
        }
    }
    node.normalize();
}
