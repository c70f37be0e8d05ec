//! What the subcommands refuse, and what they leave alone.

use crate::support::dateline;
use std::fs;

#[test]
fn a_new_paper_has_nothing_to_complain_about() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = dateline(folder.path(), &["new", "paper"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("dateline serve paper"), "{said}");
    let (code, said) = dateline(folder.path(), &["check", "paper", "--strict"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 articles, 2 sections"), "{said}");
    let settings = fs::read_to_string(folder.path().join("paper/dateline.toml")).unwrap();
    assert!(!settings.contains("{{"), "{settings}");
}

#[test]
fn a_new_paper_mixes_with_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diary.txt"), "Dear diary").unwrap();
    let (code, said) = dateline(folder.path(), &["new", "."]);
    assert_eq!(code, 2);
    assert!(said.contains("not empty"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_site_takes_no_place_that_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("papers/paper");
    fs::create_dir_all(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nText.\n").unwrap();
    for (place, why) in [
        ("papers/paper", "because the articles are there"),
        ("papers", "because the articles are there"),
        ("papers/paper/story.md", "can't be the site's folder"),
        (".", "because the articles are there"),
    ] {
        let (code, said) = dateline(folder.path(), &["build", "papers/paper", "--out", place]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(why) && said.contains("--out"), "{said}");
    }
    fs::create_dir(folder.path().join("photos")).unwrap();
    fs::write(folder.path().join("photos/1.jpg"), "photo").unwrap();
    let (code, said) = dateline(folder.path(), &["build", "papers/paper", "--out", "photos"]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(fs::read_dir(folder.path().join("photos")).unwrap().count(), 1);
}

#[test]
fn a_site_among_the_articles_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.md"), "# Story\n\nText.\n").unwrap();
    for _ in 0..2 {
        let (code, said) = dateline(folder.path(), &["build", "."]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("1 article,") && said.contains("→ site"), "{said}");
    }
}

#[test]
fn a_site_that_is_withheld_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("paper/story.md");
    fs::create_dir(folder.path().join("paper")).unwrap();
    let page = || fs::read_to_string(folder.path().join("site/article/story.html")).unwrap();

    fs::write(&story, "# Story\n\nBefore.\n").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper", "--strict"]).0, 0);
    fs::write(&story, "# Story\n\nAfter. ![Gone](gone.png)\n").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper", "--strict"]).0, 1);
    assert!(page().contains("Before."));
    // Nothing at all can be read: an empty paper is no progress.
    fs::write(&story, b"\xff").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper"]).0, 2);
    assert!(page().contains("Before."));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn a_paper_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = dateline(folder.path(), &["build", "paper"]);
    assert_eq!(code, 2);
    assert!(said.contains("dateline new paper"), "{said}");
}

#[test]
fn every_warning_is_printed_if_wanted() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("paper")).unwrap();
    for number in 1..=20 {
        let text = format!("# Story {number}\n\n![](gone-{number}.png)\n\nText.\n");
        fs::write(folder.path().join(format!("paper/{number}.md")), text).unwrap();
    }
    let warnings = |words: &[&str]| {
        let (code, said) = dateline(folder.path(), words);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("20 warnings"), "{said}");
        said.matches("warning: ").count()
    };
    assert_eq!(warnings(&["check", "paper"]), 2);
    assert_eq!(warnings(&["check", "paper", "--all"]), 20);
    assert_eq!(warnings(&["build", "paper", "--all"]), 20);
}
