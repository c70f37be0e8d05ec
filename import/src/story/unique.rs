//! One article for each slug and each old address, and one problem for each dead link.

use super::{OldAddress, Story};
use crate::diagnostics::{Place, Problem, ProblemKind, Report};
use crate::drafts::book;
use crate::drafts::draft::Draft;
use crate::file_name::folded;
use article::Slug;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Gives every article a slug of its own, or leaves it out. The first file keeps the slug that
/// several have. Files with dates in their names are told apart by them, as on the sites they come
/// from; where slugs were chosen, somebody has to choose again.
pub(crate) fn with_slugs_of_their_own(drafts: Vec<Draft>, report: &Report) -> Vec<Draft> {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        let other = taken.get(&folded(draft.slug.as_str()));
        if let Some(other) = other {
            let dated =
                draft.dated_slug().filter(|slug| !taken.contains_key(&folded(slug.as_str())));
            report.add(same_slug(&draft, other, dated.as_ref()));
            let Some(dated) = dated else { continue };
            draft.slug = dated;
        }
        taken.insert(folded(draft.slug.as_str()), draft.source.file.clone());
        kept.push(draft);
    }
    kept
}

fn same_slug(draft: &Draft, other: &Path, dated: Option<&Slug>) -> Problem {
    let (file, slug, other) = (&draft.source.file, &draft.slug, other.display());
    let message = format!("`{slug}` is the slug of another article too: {other}");
    if let Some(dated) = dated {
        return Problem::new(ProblemKind::DatedSlug, file, message).help(format!(
            "this article is published as `{dated}`; give it a `slug:` of its own to choose"
        ));
    }
    let problem = Problem::new(ProblemKind::DuplicateSlug, file, message)
        .help("this article is left out; give one of them a `slug:` of its own");
    match &draft.meta.slug {
        Some(slug) => problem.at(Place::new(&draft.source.text, slug.span.clone(), "")),
        None => problem,
    }
}

/// An address that the paper doesn't have is reported once, however many articles link to it.
pub(crate) fn once_an_address(problems: impl Iterator<Item = Problem>) -> Vec<Problem> {
    let mut addresses: BTreeMap<String, (Problem, usize)> = BTreeMap::new();
    let mut others = Vec::new();
    for problem in problems {
        if problem.kind != ProblemKind::DeadLink {
            others.push(problem);
            continue;
        }
        // Problems of one article with one address are one already.
        let address = problem.subject.clone();
        addresses.entry(address).and_modify(|(_, count)| *count += 1).or_insert((problem, 1));
    }
    for (address, (mut problem, count)) in addresses {
        if count > 1 {
            problem.message =
                format!("`{address}` is not a page of this paper; {count} articles link to it");
        }
        others.push(problem);
    }
    others
}

/// An old address leads to one article: the first that claims it.
pub(crate) fn give_aliases_once(stories: &mut [Story], report: &Report) {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    for Story { file, aliases, .. } in stories {
        aliases.retain(|OldAddress { address: alias, place }| {
            let name = folded(&book::plain_address(alias));
            if let Some(other) = taken.get(&name) {
                let message = format!(
                    "`{alias}` is an old address of another article too: {}",
                    other.display()
                );
                let problem = Problem::new(ProblemKind::BadAlias, file.as_path(), message);
                let problem = problem.at(place.clone());
                report.add(problem.help("it leads to the other article"));
                return false;
            }
            taken.insert(name, file.clone());
            true
        });
    }
}
