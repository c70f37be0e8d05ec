//! Imports whole articles.

mod bounds;
mod diagnostics;
mod dialects;
mod front_matter;
#[cfg(unix)]
mod growth;
mod html;
mod links;
mod markdown;
mod names;
mod pages;
mod plain;
mod saved_pages;
mod settings;
mod shortcodes;
mod show;
mod sources;
mod template;
mod translations;
mod unprinted;

use super::{Imported, Listing, NoProgress, import};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use article::Href;
use expect_test::Expect;
use std::fs;
use std::path::Path;

/// Imports a folder with these files. Returns the printed diagnostics, too.
pub(super) fn paper(files: &[(&str, &[u8])]) -> (Imported, String) {
    // The folder is deep enough that no file next to it is in reach.
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("a/b/paper");
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    import_folder(&folder)
}

/// An address for a list, as no site has it.
pub(super) fn list_address(listing: &Listing) -> Href {
    let name = format!("{listing:?}").replace("(Slug(\"", "/").replace("\"))", "");
    Href::new(&name).unwrap()
}

pub(super) fn import_folder(folder: &Path) -> (Imported, String) {
    let diagnostics = Diagnostics::new();
    let config = Config::load(folder, &diagnostics).unwrap();
    let imported = import(&config, list_address, &diagnostics, &NoProgress);
    let mut printed = Vec::new();
    diagnostics.print_all(&mut printed, false);
    (imported, String::from_utf8(printed).unwrap())
}

pub(super) const PICTURE: &[u8] =
    b"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'/>";

/// Checks the body of a file with this text, and its diagnostics. An image `a.svg` and other files
/// are next to it.
pub(super) fn check_file(name: &str, text: &str, expected: Expect) {
    let (imported, report) = paper(&[
        (name, text.as_bytes()),
        ("a.svg", PICTURE),
        ("b.svg", PICTURE),
        ("bell.mp3", b"sound"),
        ("film.webm", b"film"),
        ("paper.pdf", b"%PDF"),
        ("world/2018-06-01-other.md", b"---\ntitle: Other\naliases: [/old/other/]\n---\nText."),
    ]);
    let story = imported.stories.iter().find(|story| story.file.to_str() == Some(name));
    let body = story.map(|story| show::body(&story.article)).unwrap_or_default();
    expected.assert_eq(&(body + &report));
}
