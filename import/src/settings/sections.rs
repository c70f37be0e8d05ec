//! The names of sections, and what holds for all articles in them, as `_index.md` says.

use super::document::Document;
use super::{SiteSettings, Taken};
use std::fs;
use std::path::{Path, PathBuf};

/// A section's name by the name of its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionName {
    /// The folder, which is the section's slug.
    pub folder: String,
    /// The name to print.
    pub name: String,
    /// A line about it; may be empty.
    pub description: String,
}

/// The most folders that are looked into.
const MAX_FOLDERS: usize = 2_000;

/// Reads the pages of the paper's folders, those at the top and one level below.
pub(super) fn read(folder: &Path, settings: &mut SiteSettings) {
    let mut folders = vec![(folder.to_owned(), PathBuf::new())];
    for inner in ["", "content"] {
        let inner = Path::new(inner);
        let entries = fs::read_dir(folder.join(inner)).into_iter().flatten().flatten();
        let mut found: Vec<_> =
            entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).collect();
        found.sort_by_key(fs::DirEntry::file_name);
        folders
            .extend(found.into_iter().map(|entry| (entry.path(), inner.join(entry.file_name()))));
    }
    for (path, shown) in folders.into_iter().take(MAX_FOLDERS) {
        for page in ["_index.md", "_index.html"] {
            let file = shown.join(page).display().to_string();
            if let Some(document) = Document::read(&path.join(page), &file) {
                section(&document, &shown, settings);
                break;
            }
        }
    }
}

/// Reads the pages of topics, which are in a folder for each: `tags/ships/_index.md`.
pub(super) fn read_topics(folder: &Path, settings: &mut SiteSettings) {
    for kind in ["tags", "categories", "topics"] {
        for inner in [Path::new(""), Path::new("content")] {
            let shown = inner.join(kind);
            let entries = fs::read_dir(folder.join(&shown)).into_iter().flatten().flatten();
            let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
            names.sort();
            for name in names.into_iter().take(MAX_FOLDERS) {
                let page = shown.join(&name).join("_index.md");
                let Some(document) =
                    Document::read(&folder.join(&page), &page.display().to_string())
                else {
                    continue;
                };
                let title = document.text(&["title"]).unwrap_or_default();
                if let Some(name) = name.to_str().filter(|_| !title.is_empty()) {
                    settings.topics.push((name.to_owned(), title.to_owned()));
                    settings.note(Taken::Topics, &document.name);
                }
            }
        }
    }
}

fn section(page: &Document, folder: &Path, settings: &mut SiteSettings) {
    if let Some(cascade) = page.node("cascade")
        && settings.defaults.add_cascade(cascade, folder)
    {
        settings.note(Taken::Defaults, &page.name);
    }
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let title = page.text(&["title"]).unwrap_or_default();
    let own = ["authors", "author", "_authors", "tags", "categories", "content", ""];
    if own.contains(&name) || title.is_empty() {
        return;
    }
    settings.sections.push(SectionName {
        folder: name.to_owned(),
        name: title.to_owned(),
        description: page.text(&["description"]).unwrap_or_default().to_owned(),
    });
    settings.note(Taken::Sections, &page.name);
}
