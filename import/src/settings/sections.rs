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
