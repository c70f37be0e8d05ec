//! An address of its own for every article.
//!
//! An article is called what its publisher calls it. Where several would have one address, each gets
//! the shortest addition that tells it from the others: its language, its date, its folder, and only
//! then a number, so that its address stays when more articles come.

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::drafts::draft::Draft;
use crate::file_name::folded;
use crate::slugs::slug_of;
use article::Slug;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many articles of one name are named when that is told.
const MAX_NAMED: usize = 3;

/// What can tell articles of one name apart, by their places among all drafts.
type Addition = fn(&Config, &[Draft], &[usize]) -> Vec<Option<String>>;
const ADDITIONS: [Addition; 4] = [languages, dates, folders, dates_and_folders];

/// Gives every article a slug that no other has.
pub(crate) fn distinguish(config: &Config, drafts: &mut [Draft], diagnostics: &Diagnostics) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, draft) in drafts.iter().enumerate() {
        groups.entry(folded(draft.called.as_str())).or_default().push(place);
    }
    let alone = groups.iter().filter(|(_, group)| group.len() == 1);
    let mut taken: HashSet<String> = alone.map(|(name, _)| name.clone()).collect();
    for (name, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        let slugs = told_apart(config, drafts, &group, &mut taken);
        for (&place, slug) in group.iter().zip(slugs) {
            drafts[place].slug = slug;
        }
        if !taken.contains(&name) {
            let first = group.iter().copied().min_by_key(|&place| {
                (drafts[place].date.is_none(), drafts[place].date.map(|date| date.date), place)
            });
            // Who follows an old address finds one of them, and it names the others as related.
            if let Some(first) = first {
                drafts[first].answers_for_name = true;
            }
        }
        // One story in several languages is no surprise.
        let languages: HashSet<String> =
            group.iter().map(|&place| drafts[place].language(config)).collect();
        if languages.len() < group.len() {
            diagnostics.add(told(drafts, &group));
        }
    }
}

/// The slugs of a group of articles of one name, in its order.
fn told_apart(
    config: &Config,
    drafts: &[Draft],
    group: &[usize],
    taken: &mut HashSet<String>,
) -> Vec<Slug> {
    let mut chosen: HashMap<usize, Slug> = HashMap::new();
    let mut remaining: Vec<usize> = group.to_vec();
    for addition in ADDITIONS {
        let values = addition(config, drafts, &remaining);
        let mut counts: HashMap<String, usize> = HashMap::new();
        for value in values.iter().flatten() {
            *counts.entry(folded(value)).or_default() += 1;
        }
        let mut left = Vec::new();
        for (place, value) in remaining.into_iter().zip(values) {
            let unique = value.filter(|value| counts[&folded(value)] == 1);
            let slug = unique.and_then(|value| with_addition(&drafts[place].called, &value));
            match slug.filter(|slug| taken.insert(folded(slug.as_str()))) {
                Some(slug) => {
                    chosen.insert(place, slug);
                }
                None => left.push(place),
            }
        }
        remaining = left;
        if remaining.len() <= 1 {
            break;
        }
    }
    let alone = remaining.len() == 1;
    for place in remaining {
        let called = &drafts[place].called;
        let plain = Some(called.clone()).filter(|_| alone);
        let numbered = (1_usize..).filter_map(|n| with_addition(called, &n.to_string()));
        let mut candidates = plain.into_iter().chain(numbered);
        let slug = candidates.find(|slug| taken.insert(folded(slug.as_str())));
        chosen.insert(place, slug.unwrap_or_else(|| called.clone()));
    }
    group.iter().filter_map(|place| chosen.remove(place)).collect()
}

/// The slug with an addition, whole: what is too long is cut before it.
fn with_addition(slug: &Slug, addition: &str) -> Option<Slug> {
    let addition = slug_of(addition)?;
    let room = Slug::MAX_BYTES.checked_sub(addition.as_str().len() + 1)?;
    let mut end = room.min(slug.as_str().len());
    while !slug.as_str().is_char_boundary(end) {
        end -= 1;
    }
    let called = slug.as_str()[..end].trim_end_matches(['-', '.']);
    Slug::new([called, "-", addition.as_str()].concat()).ok()
}

/// The languages of those that have another than the paper's.
fn languages(config: &Config, drafts: &[Draft], places: &[usize]) -> Vec<Option<String>> {
    let language = |&place: &usize| {
        let language = drafts[place].language(config);
        (language != config.language).then_some(language)
    };
    places.iter().map(language).collect()
}

fn dates(_: &Config, drafts: &[Draft], places: &[usize]) -> Vec<Option<String>> {
    let date = |&place: &usize| drafts[place].date.map(|parsed| parsed.date.to_string());
    places.iter().map(date).collect()
}

/// The folders of the articles, or of their old addresses: one name each if that is enough, the
/// nearest that differs.
fn folders(_: &Config, drafts: &[Draft], places: &[usize]) -> Vec<Option<String>> {
    let paths: Vec<Vec<String>> = places.iter().map(|&place| drafts[place].folders()).collect();
    let deepest = paths.iter().map(Vec::len).max().unwrap_or_default();
    for level in 0..deepest {
        let names: Vec<Option<&String>> =
            paths.iter().map(|path| path.iter().rev().nth(level)).collect();
        // `2018/06` says more than `06`.
        let digits = |name: &&String| name.bytes().all(|byte| byte.is_ascii_digit());
        if names.iter().flatten().any(digits) {
            break;
        }
        let distinct: HashSet<String> = names.iter().flatten().map(|name| folded(name)).collect();
        if distinct.len() == names.len() {
            return names.into_iter().map(Option::<&String>::cloned).collect();
        }
    }
    paths.into_iter().map(|path| Some(path.join("-")).filter(|path| !path.is_empty())).collect()
}

fn dates_and_folders(config: &Config, drafts: &[Draft], places: &[usize]) -> Vec<Option<String>> {
    let both = dates(config, drafts, places).into_iter().zip(folders(config, drafts, places));
    both.map(|(date, folder)| Some([date?, folder?].join("-"))).collect()
}

/// One note for all articles of one name.
fn told(drafts: &[Draft], group: &[usize]) -> Diagnostic {
    let first = &drafts[group[0]];
    let named = group.iter().take(MAX_NAMED).map(|&place| {
        format!("{} as `{}`", drafts[place].source.file.display(), drafts[place].slug)
    });
    let named: Vec<String> = named.collect();
    let more = group.len().saturating_sub(MAX_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!(
        "{} articles are called `{}`; they are published under longer names: {}{more}",
        group.len(),
        first.called,
        named.join(", ")
    );
    Diagnostic::new(DiagnosticKind::RenamedSlug, &first.source.file, message)
        .help("give each a `slug:` of its own to choose its address")
}
