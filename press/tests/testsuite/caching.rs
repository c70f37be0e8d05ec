//! Cache lifetimes: a file is immutable if its name has a hash of its content; all others are of the kinds
//! that `docs/HOSTING.md` lists.

use crate::support::{copy, dateline, files, viewer};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HOSTING: &str = include_str!("../../../docs/HOSTING.md");

/// The files of the sample paper's site. `change` gets the folder with `paper` and `dist` before the build.
fn build(change: impl FnOnce(&Path)) -> BTreeMap<String, Vec<u8>> {
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

/// Whether a file matches a pattern in `docs/HOSTING.md`, where `*` stands for anything.
fn is_revalidated(file: &str) -> bool {
    let (_, block) = HOSTING.split_once("```text revalidated\n").expect("the list");
    let (block, _) = block.split_once("```").unwrap();
    let mut kinds = block.lines().filter_map(|line| line.split_whitespace().next());
    kinds.any(|kind| match kind.split_once('*') {
        Some((start, end)) => {
            file.len() >= start.len() + end.len() && file.starts_with(start) && file.ends_with(end)
        }
        None => file == kind,
    })
}

/// The hash in a file's name: 16 digits for the viewer's files, 8 for media.
fn hash_in(file: &str) -> Option<&str> {
    let name = file.strip_prefix("viewer/").or_else(|| file.strip_prefix("media/"))?;
    let stem = name.split('.').next()?.trim_end_matches("_bg");
    let (_, hash) = stem.rsplit_once('-')?;
    let digits = hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    (digits && matches!(hash.len(), 8 | 16)).then_some(hash)
}

/// The hash as the service worker computes it. No file of the sample paper is so large that it would be
/// hashed in pieces.
fn sha256(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}

#[test]
fn every_file_has_a_hash_or_is_listed() {
    let files = build(|_| {});
    let mut hashed = 0;
    for (file, content) in &files {
        // Precompressed files are named after the originals.
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
    let before = build(|_| {});
    let after = build(|folder| {
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
    // Files with unchanged names have unchanged content.
    for (file, content) in &before {
        if hash_in(file).is_some() && after.contains_key(file) {
            assert_eq!(*content, after[file], "{file} has changed under the same name");
        }
    }
}

/// By this list the service worker downloads the edition and detects damaged files.
#[test]
fn the_file_list_has_sizes_and_hashes() {
    let files = build(|_| {});
    let list: serde_json::Value = serde_json::from_slice(&files["data/files.json"]).unwrap();
    let list = list["files"].as_array().unwrap();
    for entry in list {
        let (file, hash) = (entry[0].as_str().unwrap(), entry[2].as_str().unwrap());
        let content = &files[file];
        assert_eq!(entry[1], content.len(), "{file} has another size");
        assert!(sha256(content).starts_with(hash), "{file} has another hash than {hash}");
        assert!(hash.len() == 12 || hash_in(file).is_some(), "nothing tells what is in {file}");
    }
    // Not listed: `_headers`, the worker, the list itself, the marker.
    assert_eq!(list.len(), files.len() - 4);
}

/// By these the service worker recognizes a complete page.
#[test]
fn every_page_names_its_file_and_has_an_end_tag() {
    let mut pages = 0;
    for (file, content) in build(|_| {}) {
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
