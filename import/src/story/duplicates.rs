//! One article for each old address, and one problem for each dead link.

use super::{Alias, Story};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::drafts::article_index;
use crate::file_name::folded;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// Merges diagnostics for the same dead link in several articles into one.
pub(crate) fn merge_dead_links(diagnostics: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut addresses: BTreeMap<String, (Diagnostic, usize)> = BTreeMap::new();
    let mut others = Vec::new();
    for diagnostic in diagnostics {
        if diagnostic.kind != DiagnosticKind::DeadLink {
            others.push(diagnostic);
            continue;
        }
        // Each article has at most one diagnostic for an address.
        let address = diagnostic.subject.clone();
        addresses.entry(address).and_modify(|(_, count)| *count += 1).or_insert((diagnostic, 1));
    }
    for (address, (mut diagnostic, count)) in addresses {
        if count > 1 {
            diagnostic.message =
                format!("`{address}` is not a page of this paper; {count} articles link to it");
        }
        others.push(diagnostic);
    }
    others
}

/// Makes aliases unique: the first article that declares one keeps it.
pub(crate) fn deduplicate_aliases(stories: &mut [Story], diagnostics: &Diagnostics) {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    // What an article says itself comes before what settings imply.
    for pass in [false, true] {
        unique_aliases(stories, &mut taken, pass, diagnostics);
    }
}

fn unique_aliases(
    stories: &mut [Story],
    taken: &mut HashMap<String, PathBuf>,
    pass: bool,
    diagnostics: &Diagnostics,
) {
    for Story { file, aliases, .. } in stories {
        aliases.retain(|Alias { implied, address: alias, location }| {
            if *implied != pass {
                return true;
            }
            let name = folded(&article_index::normalized_address(alias));
            if *implied && taken.contains_key(&name) {
                return false;
            }
            if let Some(other) = taken.get(&name) {
                let message =
                    format!("`{alias}` is an alias of another article, too: {}", other.display());
                let diagnostic = Diagnostic::new(DiagnosticKind::BadAlias, file.as_path(), message);
                let diagnostic = diagnostic.at(location.clone());
                diagnostics.add(diagnostic.help("it leads to the other article"));
                return false;
            }
            taken.insert(name, file.clone());
            true
        });
    }
}
