//! What browsers and hosts may keep for ever: the files whose names say what is in them. All others
//! are of the kinds that `docs/HOSTING.md` lists.

use crate::support::{copy, dateline, files, viewer};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HANDBOOK: &str = include_str!("../../../docs/HOSTING.md");

/// The files of the sample paper's site, each with what is in it.
fn press(change: impl FnOnce(&Path)) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (paper, dist) = (folder.path().join("paper"), folder.path().join("dist"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample"), &paper);
    copy(&viewer(), &dist);
    change(folder.path());
    let (code, printed) =
        dateline(folder.path(), &["build", "paper", "--out", "site", "--viewer", "dist"]);
    assert_eq!(code, 0, "{printed}");
    files(&folder.path().join("site"))
}

/// Whether a file is of one of the kinds that the handbook lists: `*` stands for anything.
fn is_revalidated(file: &str) -> bool {
    let (_, block) = HANDBOOK.split_once("```text revalidated\n").expect("the handbook's list");
    let (block, _) = block.split_once("```").unwrap();
    let mut kinds = block.lines().filter_map(|line| line.split_whitespace().next());
    kinds.any(|kind| match kind.split_once('*') {
        Some((start, end)) => {
            file.len() >= start.len() + end.len() && file.starts_with(start) && file.ends_with(end)
        }
        None => file == kind,
    })
}

/// The hash in a file's name: of the viewer's files 16 digits, of media 8.
fn hash_in(file: &str) -> Option<&str> {
    let name = file.strip_prefix("viewer/").or_else(|| file.strip_prefix("media/"))?;
    let stem = name.split('.').next()?.trim_end_matches("_bg");
    let (_, hash) = stem.rsplit_once('-')?;
    let digits = hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    (digits && matches!(hash.len(), 8 | 16)).then_some(hash)
}

/// As the service worker computes it: none of the sample paper's files is so long that it would be
/// hashed piece by piece.
fn sha256(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}

#[test]
fn every_file_has_a_hash_or_is_listed() {
    let files = press(|_| {});
    let mut hashed = 0;
    for (file, content) in &files {
        // Files that are compressed beforehand belong to those that they were made of.
        let file = file.trim_end_matches(".gz").trim_end_matches(".br");
        let Some(hash) = hash_in(file) else {
            assert!(is_revalidated(file), "{file} may change, and is not in docs/HOSTING.md");
            continue;
        };
        assert!(!is_revalidated(file), "{file} has a hash, and is listed as one without");
        if files.contains_key(file) && files[file] == *content {
            let expected = &sha256(content)[..hash.len()];
            assert_eq!(hash, expected, "{file} is not named after what is in it");
        }
        hashed += 1;
    }
    // The viewer's three files, and the sample paper's pictures, recording and film.
    assert!(hashed > 20, "only {hashed} files have a hash");
}

#[test]
fn a_changed_file_has_another_name() {
    let before = press(|_| {});
    let after = press(|folder| {
        for file in ["dist/viewer.js", "dist/base.css", "paper/pictures/ruby.svg"] {
            let mut content = fs::read(folder.join(file)).unwrap();
            content.extend_from_slice(b"\n");
            fs::write(folder.join(file), content).unwrap();
        }
    });
    let names = |files: &BTreeMap<String, Vec<u8>>, start: &str| -> Vec<String> {
        files.keys().filter(|file| file.starts_with(start)).cloned().collect()
    };
    for start in ["viewer/style-", "viewer/viewer-", "media/ruby-"] {
        let (old, new) = (names(&before, start), names(&after, start));
        assert_eq!(old.len(), new.len(), "{start}");
        assert_ne!(old, new, "{start} has changed, and its name has not");
    }
    // And what has not changed is kept by those who have it.
    for (file, content) in &before {
        if hash_in(file).is_some() && after.contains_key(file) {
            assert_eq!(*content, after[file], "{file} has changed under the same name");
        }
    }
}

/// By this list browsers keep the whole edition, and know what came damaged.
#[test]
fn the_list_of_files_has_their_sizes_and_marks() {
    let files = press(|_| {});
    let list: serde_json::Value = serde_json::from_slice(&files["data/files.json"]).unwrap();
    let list = list["files"].as_array().unwrap();
    for entry in list {
        let (file, mark) = (entry[0].as_str().unwrap(), entry[2].as_str().unwrap());
        let content = &files[file];
        assert_eq!(entry[1], content.len(), "{file} has another size");
        assert!(sha256(content).starts_with(mark), "{file} has another mark than {mark}");
        assert!(mark.len() == 12 || hash_in(file).is_some(), "nothing tells what is in {file}");
    }
    // All but the two that hosts and browsers read, the list, and the marker of a site.
    assert_eq!(list.len(), files.len() - 4);
}

/// The service worker takes a page for whole if it says which it is, and has its end.
#[test]
fn every_page_names_itself_and_has_an_end() {
    let mut pages = 0;
    for (file, content) in press(|_| {}) {
        let html = String::from_utf8_lossy(&content);
        if file.ends_with(".html") && html.contains("<div id=\"app\"") {
            assert!(html.contains(&format!("data-page=\"{file}\"")), "{file} names another page");
            let (_, rest) = html.split_once("</html>").unwrap_or((&html, "no end"));
            assert_eq!(rest, "\n", "{file} does not end with its end");
            pages += 1;
        }
    }
    assert!(pages > 40, "only {pages} pages");
}
