//! The sections of `dateline.toml`.

use crate::file_name::folded;
use article::{Section, Slug};
use std::collections::HashMap;

/// The sections in the paper's order, found by name or slug.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    entries: Vec<Section>,
    by_name: HashMap<String, usize>,
    by_slug: HashMap<String, usize>,
    by_folded_slug: HashMap<String, usize>,
}

impl Sections {
    /// Adds a section. Returns `false` if another section has the same slug after case folding.
    pub fn add(&mut self, section: Section) -> bool {
        let folded = folded(section.slug.as_str());
        if self.by_folded_slug.contains_key(&folded) {
            return false;
        }
        let at = self.entries.len();
        self.by_name.entry(section.name.clone()).or_insert(at);
        self.by_slug.insert(section.slug.as_str().to_owned(), at);
        self.by_folded_slug.insert(folded, at);
        self.entries.push(section);
        true
    }

    /// The first section with this name or slug.
    pub fn find(&self, called: &str) -> Option<&Section> {
        let at = self.by_name.get(called).into_iter().chain(self.by_slug.get(called)).min();
        at.map(|&at| &self.entries[at])
    }

    /// The section whose slug equals `slug` after case folding.
    pub fn with_slug(&self, slug: &Slug) -> Option<&Section> {
        self.by_folded_slug.get(&folded(slug.as_str())).map(|&at| &self.entries[at])
    }

    /// All sections, in the order of `dateline.toml`.
    pub fn iter(&self) -> impl Iterator<Item = &Section> {
        self.entries.iter()
    }
}
