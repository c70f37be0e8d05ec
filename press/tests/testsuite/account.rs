//! Every file of a paper's folder has one outcome: itself, or a folder above it that was not looked
//! into.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn files(folder: &Path, below: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, found);
        } else {
            found.push(path.strip_prefix(below).unwrap().to_owned());
        }
    }
}

#[track_caller]
fn check(paper: &Path) {
    let site = tempfile::tempdir().unwrap();
    let mut dateline = Command::new(env!("CARGO_BIN_EXE_dateline"));
    dateline.arg("build").arg(paper).arg("--account").arg("--out").arg(site.path().join("site"));
    let account = String::from_utf8(dateline.output().unwrap().stdout).unwrap();
    let outcomes: Vec<(&Path, &str)> = account
        .lines()
        .map(|line| line.split_once(": ").unwrap())
        .map(|(file, outcome)| (Path::new(file), outcome))
        .collect();
    let known: BTreeSet<&Path> = outcomes.iter().map(|(file, _)| *file).collect();
    assert_eq!(known.len(), outcomes.len(), "{account}");

    let mut all = Vec::new();
    files(paper, paper, &mut all);
    for file in &all {
        let outcomes = file.ancestors().filter(|above| known.contains(above)).count();
        assert_eq!(outcomes, 1, "{} in\n{account}", file.display());
    }
    let whole = |outcome: &Path| all.iter().any(|file| file.starts_with(outcome));
    assert!(known.iter().all(|outcome| whole(outcome)), "{account}");
}

#[test]
fn the_sum_is_whole() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases = fs::read_dir(tests.join("cases")).unwrap();
    for case in cases.map(|case| case.unwrap().file_name()) {
        // Nothing is read if the settings are broken.
        if case != "broken-settings" && case != "nothing-readable" {
            check(&tests.join("cases").join(case).join("paper"));
        }
    }
    check(&tests.join("../../sample"));
}

#[test]
fn every_kind_of_file_is_in_the_sum() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("a.md", "---\ntitle: A\n---\n![p](p.svg)"),
        ("p.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"),
        ("q.svg", "<svg/>"),
        ("draft.md", "---\ntitle: D\ndraft: true\n---\nx"),
        ("bad.md", "---\ntitle: [\n---\nx"),
        ("empty.md", ""),
        ("index.md", "x"),
        ("README", "x"),
        ("ads.txt", "x"),
        ("words.txt", "x"),
        ("e.rst", "x"),
        ("no-ending", "x"),
        ("a.exe", "x"),
        ("static/x.html", "x"),
        ("b/index.md", "---\ntitle: B\n---\nx"),
        ("b/c.html", "x"),
        ("node_modules/a/b/c.md", "x"),
        (".hidden/x.md", "x"),
        ("old-site/data/publication.json", "{}"),
        ("old-site/x.html", "x"),
        ("dateline.toml", ""),
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    check(folder.path());
}
