//! Precompressed files of a site.

use crate::support::{dateline_with_viewer, files};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

/// A folder with a paper of three articles and a picture.
fn paper(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("paper");
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("dateline.toml"), settings).unwrap();
    for name in ["one", "two", "three"] {
        // Without common topics, so that no page shows more than its neighbours.
        let text = format!("# Story {name}\n\n{}![A](a.svg)\n", "Words upon words. ".repeat(40));
        fs::write(paper.join(name).with_extension("md"), text).unwrap();
    }
    fs::write(paper.join("a.svg"), "<svg width='9' height='9'>".to_owned() + &" ".repeat(500))
        .unwrap();
    folder
}

/// Builds the site with the stand-in viewer.
fn build(folder: &Path, args: &[&str]) {
    let args = [&["build", "paper"], args].concat();
    let (code, printed) = dateline_with_viewer(folder, &args);
    assert_eq!(code, 0, "{printed}");
}

fn is_copy(file: &str) -> bool {
    file.ends_with(".br") || file.ends_with(".gz")
}

fn decompressed(name: &str, copy: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    let read = if name.ends_with(".br") {
        brotli::Decompressor::new(copy, 4096).read_to_end(&mut content)
    } else {
        flate2::read::GzDecoder::new(copy).read_to_end(&mut content)
    };
    read.unwrap();
    content
}

#[test]
fn copies_decompress_to_the_files() {
    let folder = paper("");
    build(folder.path(), &["--compress"]);
    let files = files(&folder.path().join("site"));
    let mut copies = 0;
    for (name, copy) in files.iter().filter(|(name, _)| is_copy(name)) {
        let content = &files[&name[..name.len() - 3]];
        assert_eq!(&decompressed(name, copy), content, "{name}");
        assert!(copy.len() < content.len(), "{name} is no smaller");
        copies += 1;
    }
    assert!(copies > 0);
    let has =
        |name: &str| [".br", ".gz"].map(|ending| files.contains_key(&[name, ending].concat()));
    for name in ["index.html", "article/one.html", "data/article/one.json", "404.html"] {
        assert_eq!(has(name), [true, true], "{name}");
    }
    let picture = files.keys().find(|name| name.starts_with("media/a-") && name.ends_with("svg"));
    assert_eq!(has(picture.unwrap()), [true, true]);
    // So small that compression would make it larger.
    let tiny = files.keys().find(|name| name.ends_with(".wasm")).unwrap();
    assert_eq!(has(tiny), [false, false], "{tiny}");
    assert!(!files.keys().any(|name| is_copy(&name[..name.len() - 3])), "a copy of a copy");
}

#[test]
fn compression_is_deterministic() {
    let (one, other) = (paper(""), paper("compress = true\n"));
    build(one.path(), &["--compress"]);
    build(other.path(), &[]);
    assert!(files(&one.path().join("site")) == files(&other.path().join("site")));
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_compressed_again() {
    use std::os::unix::fs::MetadataExt;

    let folder = paper("");
    let site = folder.path().join("site");
    let identities = || -> BTreeMap<String, u64> {
        let identity = |name: String| (name.clone(), site.join(name).metadata().unwrap().ino());
        files(&site).into_keys().map(identity).collect()
    };
    build(folder.path(), &["--compress"]);
    let before = identities();
    let text = fs::read_to_string(folder.path().join("paper/two.md")).unwrap();
    fs::write(folder.path().join("paper/two.md"), text + "\nMore words.\n").unwrap();
    build(folder.path(), &["--compress"]);
    let after = identities();
    let written = after.iter().filter(|(name, inode)| before.get(*name) != Some(*inode));
    let written: Vec<&str> = written.map(|(name, _)| name.as_str()).collect();
    let compressed = ["article/two.html", "data/article/two.json", "data/files.json"]
        .map(|file| [file.to_owned(), format!("{file}.br"), format!("{file}.gz")]);
    // So small that it is not compressed.
    let expected = [compressed.concat(), vec!["data/publication.json".to_owned()]].concat();
    assert_eq!(written, expected);

    // An incremental build equals a build from nothing.
    let made = files(&site);
    fs::remove_dir_all(&site).unwrap();
    build(folder.path(), &["--compress"]);
    assert!(made == files(&site));
}

#[test]
fn copies_are_removed_when_not_requested() {
    let folder = paper("");
    let site = folder.path().join("site");
    let copies = || files(&site).into_keys().filter(|name| is_copy(name)).count();
    build(folder.path(), &["--compress"]);
    assert!(copies() > 0);
    build(folder.path(), &[]);
    assert_eq!(copies(), 0);
    build(folder.path(), &["--compress"]);
    // Files of another compression version are not reused.
    let marker = fs::read_to_string(site.join("data/site.json")).unwrap();
    let older = marker.replace("\"compressed\":1", "\"compressed\":0");
    assert_ne!(marker, older);
    fs::write(site.join("data/site.json"), older).unwrap();
    let copy = site.join("article/one.html.br");
    fs::write(&copy, "of another making").unwrap();
    build(folder.path(), &["--compress"]);
    let page = fs::read(site.join("article/one.html")).unwrap();
    assert!(decompressed("one.html.br", &fs::read(copy).unwrap()) == page);
}
