//! Who writes: files of authors, and folders with a page for each.

use super::document::Document;
use super::{Place, SiteSettings, Taken};
use crate::value::{Node, Value};
use std::fs;
use std::path::Path;

/// An author whom articles call by a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAuthor {
    /// What articles call them.
    pub key: String,
    /// The name to print.
    pub name: String,
    /// What they are to the paper; may be empty.
    pub role: String,
    /// Some words about them; may be empty.
    pub bio: String,
}

/// The most pages of authors that are read.
const MAX_PAGES: usize = 5_000;

/// Reads files that name authors by their keys, at these paths without extension.
pub(super) fn read_data(place: &Place<'_>, paths: &[&str], settings: &mut SiteSettings) {
    for path in paths {
        let names: Vec<String> = ["yml", "yaml", "json", "toml"]
            .iter()
            .map(|extension| format!("{path}.{extension}"))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let Some(document) = place.document(&names) {
            read_map(&document, settings);
        }
        let folder = place.root.join(path);
        if is_folder(&folder) {
            read_pages(&folder, &[&place.up, *path].concat(), settings);
        }
    }
}

/// Reads the folders of authors' pages in the paper, such as Hugo's `authors/kim/_index.md`, and a
/// file of authors beside the articles.
pub(super) fn read_folders(folder: &Path, settings: &mut SiteSettings) {
    for inner in ["", "content/", "blog/"] {
        for name in ["authors", "author", "_authors"] {
            let shown = [inner, name].concat();
            let pages = folder.join(&shown);
            if is_folder(&pages) {
                read_pages(&pages, &shown, settings);
            }
        }
        for name in ["authors.yml", "authors.yaml", "authors.json"] {
            let shown = [inner, name].concat();
            if let Some(document) = Document::read(&folder.join(&shown), &shown) {
                read_map(&document, settings);
            }
        }
    }
}

/// Whether a folder is there itself: a link of the file system could lead anywhere.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Authors of a file by their keys; or a list of them, each with a key.
fn read_map(document: &Document, settings: &mut SiteSettings) {
    let items: Vec<(Option<&str>, &Node)> = match &document.root.value {
        Value::Map(entries) => {
            entries.iter().map(|entry| (Some(entry.key.as_str()), &entry.node)).collect()
        }
        _ => document.root.items().iter().map(|node| (None, node)).collect(),
    };
    for (key, node) in items {
        if let Some(author) = author(key, node) {
            add(author, &document.name, settings);
        }
    }
}

/// Authors in a table `authors` of a file.
pub(super) fn read_list(document: &Document, settings: &mut SiteSettings) {
    for entry in document.node("authors").map_or(&[][..], Node::entries) {
        if let Some(author) = author(Some(&entry.key), &entry.node) {
            add(author, &document.name, settings);
        }
    }
}

/// A page for each author.
fn read_pages(folder: &Path, shown: &str, settings: &mut SiteSettings) {
    let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries.into_iter().take(MAX_PAGES) {
        let path = entry.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let pages = ["_index.md", "index.md"];
        let document = if is_folder(&path) {
            pages.iter().find_map(|page| Document::read(&path.join(page), shown))
        } else if name == "_index" || name == "index" {
            None
        } else {
            Document::read(&path, shown)
        };
        if let Some(author) = document.and_then(|document| author(Some(name), &document.root)) {
            add(author, shown, settings);
        }
    }
}

fn author(key: Option<&str>, node: &Node) -> Option<KnownAuthor> {
    let text = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| node.get(key)?.text());
        found.unwrap_or_default().to_owned()
    };
    let own_key = text(&["short_name", "username", "id", "key", "slug"]);
    let named = text(&["name", "display_name", "full_name"]);
    // Docusaurus' and Jekyll's `title` is a role; Hugo's is the name.
    let (name, role) = match (named.is_empty(), node.text()) {
        (true, Some(name)) => (name.to_owned(), String::new()),
        (true, None) => (text(&["title"]), text(&["role", "position", "job_title"])),
        (false, _) => (named, text(&["role", "position", "job_title", "title"])),
    };
    let bio = text(&["bio", "description", "about"]);
    let key = if own_key.is_empty() { key?.to_owned() } else { own_key };
    (!name.is_empty()).then_some(KnownAuthor { key, name, role, bio })
}

fn add(author: KnownAuthor, file: &str, settings: &mut SiteSettings) {
    if !settings.authors.iter().any(|known| known.key == author.key) {
        settings.authors.push(author);
        settings.note(Taken::Authors, file);
    }
}
