//! What the settings of other site generators say about a paper: Jekyll, Hugo, Zola, Eleventy, Hexo,
//! Docusaurus and Gatsby, as far as it can be known without running code.
//!
//! They are read from the paper's folder, or from the nearest folder above it that has some, up to
//! [`MAX_LEVELS_UP`] levels and never from the home folder. `dateline.toml` wins over all.

mod authors;
mod defaults;
mod document;
mod docusaurus;
mod eleventy;
mod excluded;
mod gatsby;
mod hugo;
mod javascript;
mod jekyll;
mod mkdocs;
mod obsidian;
mod permalinks;
mod sections;
mod zola;

pub use authors::KnownAuthor;
pub use defaults::Defaults;
pub use excluded::Excluded;
pub use permalinks::{Permalinks, Request};
pub use sections::SectionName;

use crate::access::MAX_LEVELS_UP;
use document::Document;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

/// A single value that settings may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The paper's title.
    Title,
    /// The line below it.
    Tagline,
    /// Its language.
    Language,
    /// The site's address.
    BaseUrl,
    /// Its time zone.
    TimeZone,
    /// Whose the texts are.
    Copyright,
}

/// Something that was taken from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// A single value.
    Field(Field),
    /// The form of addresses.
    Permalinks,
    /// Default values of front matter.
    Defaults,
    /// Authors.
    Authors,
    /// Names of sections.
    Sections,
    /// Names of topics.
    Topics,
    /// That articles of future days are published.
    Future,
    /// Which files are left out.
    Excluded,
    /// Which folders hold articles.
    Collections,
}

/// All that was found.
#[derive(Clone, Debug, Default)]
pub struct SiteSettings {
    /// Single values.
    pub values: BTreeMap<Field, String>,
    /// Whether articles are published whose day has not come.
    pub future: bool,
    /// The form of addresses on the former site.
    pub permalinks: Permalinks,
    /// Default values of front matter, by folder.
    pub defaults: Defaults,
    /// Which files are left out.
    pub excluded: Excluded,
    /// Authors by the keys that articles use.
    pub authors: Vec<KnownAuthor>,
    /// Names of sections by their folders.
    pub sections: Vec<SectionName>,
    /// Names of topics, by what articles call them.
    pub topics: Vec<(String, String)>,
    /// What was taken from which file.
    pub taken: BTreeMap<String, Vec<Taken>>,
    /// Files that are programs, of which only literal values were read.
    pub programs: Vec<String>,
}

/// Where settings are looked for.
struct Place<'a> {
    /// The paper's folder.
    folder: &'a Path,
    /// The folder with the settings: the paper's, or one above it.
    root: PathBuf,
    /// How the paper's folder is called from there.
    inner: PathBuf,
    /// How the folder with the settings is called from the paper's, in messages.
    up: String,
}

/// Reads the settings that belong to the paper in `folder`.
pub(crate) fn read(folder: &Path) -> SiteSettings {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut settings = SiteSettings::default();
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    let candidates = folder.ancestors().take(MAX_LEVELS_UP + 1).enumerate();
    for (level, root) in candidates {
        // Who keeps settings in the home folder has all their files below it.
        if root.parent().is_none() || home.as_deref() == Some(root) {
            break;
        }
        let inner = folder.strip_prefix(root).unwrap_or(Path::new("")).to_owned();
        let up = "../".repeat(level);
        let place = Place { folder: &folder, root: root.to_owned(), inner, up };
        if read_generator(&place, &mut settings) {
            break;
        }
    }
    sections::read(&folder, &mut settings);
    sections::read_topics(&folder, &mut settings);
    authors::read_folders(&folder, &mut settings);
    settings
}

/// Reads the settings in one folder; says whether there are some.
fn read_generator(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    const READERS: [fn(&Place<'_>, &mut SiteSettings) -> bool; 8] = [
        docusaurus::read,
        gatsby::read,
        jekyll::read,
        hugo::read,
        zola::read,
        eleventy::read,
        mkdocs::read,
        obsidian::read,
    ];
    READERS.iter().any(|read| read(place, settings))
}

impl SiteSettings {
    /// Takes a value, unless a nearer file has said it.
    fn take(&mut self, field: Field, value: Option<&str>, from: &Document) {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
            return;
        };
        if let Entry::Vacant(free) = self.values.entry(field) {
            free.insert(value.to_owned());
            self.note(Taken::Field(field), &from.name);
        }
    }

    fn note(&mut self, taken: Taken, file: &str) {
        let all = self.taken.entry(file.to_owned()).or_default();
        if !all.contains(&taken) {
            all.push(taken);
        }
    }
}

impl Place<'_> {
    /// The first of these files that is there and can be read.
    fn document(&self, names: &[&str]) -> Option<Document> {
        names.iter().find_map(|name| {
            let shown = [&self.up, *name].concat();
            Document::read(&self.root.join(name), &shown)
        })
    }
}

/// A site's address with the folder that it is in on its host.
fn joined(url: &str, path: &str) -> String {
    let path = path.trim_matches('/');
    match path {
        "" => url.to_owned(),
        path => [url.trim_end_matches('/'), "/", path, "/"].concat(),
    }
}

impl Taken {
    /// What it is called in a message.
    pub fn name(self) -> &'static str {
        match self {
            Taken::Field(Field::Title) => "title",
            Taken::Field(Field::Tagline) => "tagline",
            Taken::Field(Field::Language) => "language",
            Taken::Field(Field::BaseUrl) => "base_url",
            Taken::Field(Field::TimeZone) => "time_zone",
            Taken::Field(Field::Copyright) => "copyright",
            Taken::Permalinks => "permalinks",
            Taken::Defaults => "default front matter",
            Taken::Authors => "authors",
            Taken::Sections => "names of sections",
            Taken::Topics => "names of topics",
            Taken::Future => "future articles",
            Taken::Excluded => "excluded files",
            Taken::Collections => "collections",
        }
    }
}

#[cfg(test)]
mod tests;
