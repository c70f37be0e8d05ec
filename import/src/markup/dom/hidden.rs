//! Elements that browsers don't show: what stands in them is not for readers.

use super::{Dom, NodeData, NodeId};
use html5ever::tendril::StrTendril;

impl Dom {
    /// Takes hidden elements out of the tree, with all that is in them: no step after this one, such
    /// as looking for a headline or a footnote, can meet them.
    pub(super) fn remove_hidden(&mut self) {
        for id in 0..self.nodes.len() {
            if self.is_hidden(id) {
                self.remove(id);
            }
        }
    }

    fn is_hidden(&self, id: NodeId) -> bool {
        let NodeData::Element { attributes, .. } = &self.nodes[id].data else {
            return false;
        };
        match self.name(id) {
            // A declarative shadow root is shown.
            "template" => return self.attribute(id, "shadowrootmode").is_none(),
            "dialog" if self.attribute(id, "open").is_none() => return true,
            // Scripts show a page that was kept from flickering.
            "html" | "body" => return false,
            _ => {}
        }
        attributes.iter().any(|attribute| match &*attribute.name.local {
            // Browsers show that to readers who search for it.
            "hidden" => !attribute.value.eq_ignore_ascii_case("until-found"),
            "popover" => true,
            "style" => hides(&attribute.value),
            _ => false,
        })
    }

    /// Unlinks a node, and empties it and what is below it.
    fn remove(&mut self, id: NodeId) {
        let below: Vec<NodeId> = self.descendants(id).collect();
        for id in below {
            self.nodes[id].data = NodeData::Comment(StrTendril::new());
        }
        self.detach(id);
    }
}

/// Whether an element with this style is not shown.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.split('!').next().unwrap_or_default().trim();
        let is = |name: &str, hidden: &str| {
            property.trim().eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case(hidden)
        };
        is("display", "none") || is("visibility", "hidden")
    })
}
