//! Changing a tree after it was parsed.

use super::{Dom, NONE, NodeData, NodeId};
use html5ever::{Attribute, LocalName, QualName, ns};

impl Dom {
    /// The node before this one in the same element.
    pub(crate) fn previous(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes[id].previous).filter(|&previous| previous != NONE)
    }

    /// Takes a node and what is below it out of the tree.
    pub(crate) fn detach(&mut self, id: NodeId) {
        let node = &self.nodes[id];
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.nodes[parent].first = next,
            previous => self.nodes[previous].next = next,
        }
        match next {
            NONE => self.nodes[parent].last = previous,
            next => self.nodes[next].previous = previous,
        }
        let node = &mut self.nodes[id];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Makes an element one of another kind: `amp-img` an `img`.
    pub(crate) fn rename(&mut self, id: NodeId, to: &str) {
        if let NodeData::Element { name, .. } = &mut self.nodes[id].data {
            *name = QualName::new(None, ns!(html), LocalName::from(to));
        }
    }

    /// Gives an element's attribute a value.
    pub(crate) fn set_attribute(&mut self, id: NodeId, name: &str, value: &str) {
        let NodeData::Element { attributes, .. } = &mut self.nodes[id].data else {
            return;
        };
        match attributes.iter_mut().find(|attribute| &*attribute.name.local == name) {
            Some(attribute) => attribute.value = value.into(),
            None => attributes.push(Attribute {
                name: QualName::new(None, ns!(), LocalName::from(name)),
                value: value.into(),
            }),
        }
    }
}
