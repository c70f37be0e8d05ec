//! Merges the sections, authors and topics of all articles, so that each has one slug and one name.

use crate::config::Config;
use crate::file_name::folded;
use crate::story::Story;
use article::{Section, Slug, Term};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Merges slugs that are equal after case folding, because their pages would be one file on
/// case-insensitive file systems (`straße`, `strasse`). The slug of `dateline.toml` wins, else that
/// of the first article.
pub(crate) fn merge_equal_slugs(stories: &mut [Story], config: &Config) {
    let slugs = config.sections.iter().map(|section| &section.slug);
    let mut sections: Slugs = slugs.map(|slug| (folded(slug.as_str()), slug.clone())).collect();
    let slugs = config.authors.iter().map(|author| &author.slug);
    let mut authors: Slugs = slugs.map(|slug| (folded(slug.as_str()), slug.clone())).collect();
    let mut topics = Slugs::new();
    for article in stories.iter_mut().map(|story| &mut story.article) {
        if let Some(section) = &mut article.section {
            unify(&mut sections, &mut section.slug);
        }
        for author in &mut article.authors {
            unify(&mut authors, &mut author.slug);
        }
        for topic in &mut article.topics {
            unify(&mut topics, &mut topic.slug);
        }
        let mut seen = HashSet::new();
        article.authors.retain(|author| seen.insert(author.slug.clone()));
        seen.clear();
        article.topics.retain(|topic| seen.insert(topic.slug.clone()));
    }
}

/// Slugs by their case-folded form.
type Slugs = HashMap<String, Slug>;

fn unify(canonical: &mut Slugs, slug: &mut Slug) {
    match canonical.entry(folded(slug.as_str())) {
        Entry::Occupied(first) => slug.clone_from(first.get()),
        Entry::Vacant(free) => {
            free.insert(slug.clone());
        }
    }
}

/// Chooses one name for each topic: `API` and `api` have the same slug; the name that most articles
/// use wins.
pub(crate) fn unify_topic_names(stories: &mut [Story]) {
    let mut names: HashMap<Slug, BTreeMap<String, usize>> = HashMap::new();
    for topic in stories.iter().flat_map(|story| &story.article.topics) {
        *names.entry(topic.slug.clone()).or_default().entry(topic.name.clone()).or_default() += 1;
    }
    names.retain(|_, spellings| spellings.len() > 1);
    for topic in stories.iter_mut().flat_map(|story| &mut story.article.topics) {
        let spellings = names.get(&topic.slug);
        if let Some((name, _)) =
            spellings.and_then(|all| all.iter().max_by_key(|(_, count)| **count))
        {
            topic.name.clone_from(name);
        }
    }
}

/// The paper's sections: those of `dateline.toml` in their order, then the others by slug.
pub(crate) fn sections(config: &Config, stories: &[Story]) -> Vec<Section> {
    let mut others: BTreeMap<&Slug, &Term> = stories
        .iter()
        .filter_map(|story| story.article.section.as_ref())
        .map(|term| (&term.slug, term))
        .collect();
    for section in config.sections.iter() {
        others.remove(&section.slug);
    }
    let others = others.into_values().map(|term| Section {
        slug: term.slug.clone(),
        name: term.name.clone(),
        description: String::new(),
    });
    config.sections.iter().cloned().chain(others).collect()
}
