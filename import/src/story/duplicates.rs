//! Removes duplicates: of slugs, of aliases, and of diagnostics for dead links.

use super::{Alias, Story};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, Location};
use crate::drafts::article_index;
use crate::drafts::draft::Draft;
use crate::file_name::folded;
use article::Slug;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Makes slugs unique. The first file keeps the slug. Another file with a date in its name gets the
/// date appended, as on the site it comes from; if its slug was chosen, it is left out with an
/// error.
pub(crate) fn deduplicate_slugs(drafts: Vec<Draft>, diagnostics: &Diagnostics) -> Vec<Draft> {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        let other = taken.get(&folded(draft.slug.as_str()));
        if let Some(other) = other {
            let dated =
                draft.dated_slug().filter(|slug| !taken.contains_key(&folded(slug.as_str())));
            diagnostics.add(duplicate_slug(&draft, other, dated.as_ref()));
            let Some(dated) = dated else { continue };
            draft.slug = dated;
        }
        taken.insert(folded(draft.slug.as_str()), draft.source.file.clone());
        kept.push(draft);
    }
    kept
}

fn duplicate_slug(draft: &Draft, other: &Path, dated: Option<&Slug>) -> Diagnostic {
    let (file, slug, other) = (&draft.source.file, &draft.slug, other.display());
    let message = format!("`{slug}` is the slug of another article too: {other}");
    if let Some(dated) = dated {
        return Diagnostic::new(DiagnosticKind::RenamedSlug, file, message).help(format!(
            "this article is published as `{dated}`; set its `slug:` to choose another"
        ));
    }
    let diagnostic = Diagnostic::new(DiagnosticKind::DuplicateSlug, file, message)
        .help("this article is left out; set another `slug:` for one of them");
    match &draft.front_matter.slug {
        Some(slug) => diagnostic.at(Location::new(&draft.source.text, slug.span.clone(), "")),
        None => diagnostic,
    }
}

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
    for Story { file, aliases, .. } in stories {
        aliases.retain(|Alias { address: alias, location }| {
            let name = folded(&article_index::normalized_address(alias));
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
