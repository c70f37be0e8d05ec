//! The menu of `dateline.toml`.

use super::reader::ConfigReader;
use crate::diagnostics::Location;
use crate::value::Node;
use article::Href;

const MENU_SETTINGS: [&str; 3] = ["name", "page", "address"];
/// The most entries: every page shows them.
const MAX_ENTRIES: usize = 24;

/// An entry of the menu.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The words to show; empty for the headline of the page.
    pub name: String,
    /// Where it leads.
    pub to: MenuTarget,
    /// Where in `dateline.toml` that is said.
    pub location: Location,
}

/// Where an entry of the menu leads.
#[derive(Clone, Debug)]
pub enum MenuTarget {
    /// A page or an article: its file, its slug or a former address.
    Page(String),
    /// An address elsewhere.
    Address(Href),
}

impl ConfigReader<'_> {
    /// `[[menu]]` with `name` and `page` or `address`.
    pub(super) fn menu(&mut self, node: &Node) {
        for (place, entry) in node.items().iter().enumerate() {
            if place == MAX_ENTRIES {
                let message = format!("a menu can't have more than {MAX_ENTRIES} entries");
                return self.fail(entry.span.clone(), message, "");
            }
            self.report_unknown(entry, &MENU_SETTINGS);
            let name = self.string(entry, "name").unwrap_or_default();
            let (page, address) = (self.string(entry, "page"), self.string(entry, "address"));
            let to = match (page, address) {
                (Some(page), None) => MenuTarget::Page(page),
                (None, Some(address)) => match Href::new(&address) {
                    Ok(href) if !name.is_empty() && address.contains(':') => {
                        MenuTarget::Address(href)
                    }
                    _ => {
                        let message = "this entry needs a `name` and a whole `address`";
                        let help = "name = \"Subscribe\", address = \"https://example.org/\"";
                        self.fail(entry.span.clone(), message, help);
                        continue;
                    }
                },
                _ => {
                    let message = "this entry needs either a `page` or an `address`";
                    self.fail(entry.span.clone(), message, "page = \"about\"");
                    continue;
                }
            };
            let location = self.lines.location(entry.span.clone(), "");
            self.config.menu.push(MenuEntry { name, to, location });
        }
    }
}
