//! The authors of `dateline.toml`.

use crate::file_name::folded;
use crate::slugs::slug_of_name;
use article::Slug;
use std::collections::HashMap;

/// An author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorEntry {
    /// The author's slug.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
    /// The role: `Type correspondent`; empty if not set.
    pub role: String,
    /// A short biography; empty if not set.
    pub bio: String,
}

/// The authors, found by key, name or slug.
#[derive(Clone, Debug, Default)]
pub struct Authors {
    entries: Vec<AuthorEntry>,
    by_key: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_folded_key: HashMap<String, usize>,
    by_slug: HashMap<Slug, usize>,
}

impl Authors {
    /// Adds an author under `key`. Returns `false` if another author has the same slug.
    pub fn add(&mut self, key: &str, entry: AuthorEntry) -> bool {
        if self.by_slug.contains_key(&entry.slug) {
            return false;
        }
        let at = self.entries.len();
        self.by_key.insert(key.to_owned(), at);
        self.by_name.entry(entry.name.clone()).or_insert(at);
        self.by_folded_key.entry(folded(key)).or_insert(at);
        self.by_slug.insert(entry.slug.clone(), at);
        self.entries.push(entry);
        true
    }

    /// Finds an author by key or name: exactly, or else case-folded.
    pub fn find(&self, called: &str) -> Option<&AuthorEntry> {
        let exact = self.by_key.get(called).or_else(|| self.by_name.get(called));
        let at = exact.or_else(|| self.by_folded_key.get(&folded(called)));
        let entry = at.map(|&at| &self.entries[at]);
        entry.or_else(|| self.with_slug(&slug_of_name(called)?))
    }

    /// The author with this slug.
    pub fn with_slug(&self, slug: &Slug) -> Option<&AuthorEntry> {
        self.by_slug.get(slug).map(|&at| &self.entries[at])
    }

    /// All authors, in the order of `dateline.toml`.
    pub fn iter(&self) -> impl Iterator<Item = &AuthorEntry> {
        self.entries.iter()
    }
}
