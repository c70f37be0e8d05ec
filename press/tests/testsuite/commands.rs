//! The subcommands: targets that they refuse, files that they leave alone, exit codes.

use crate::support::dateline;
use std::fs;

#[test]
fn a_new_paper_has_no_problems() {
    let folder = tempfile::tempdir().unwrap();
    let (code, printed) = dateline(folder.path(), &["new", "paper"]);
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("dateline serve paper"), "{printed}");
    let (code, printed) = dateline(folder.path(), &["check", "paper", "--strict"]);
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("2 articles, 2 sections"), "{printed}");
    let settings = fs::read_to_string(folder.path().join("paper/dateline.toml")).unwrap();
    assert!(!settings.contains("{{"), "{settings}");
}

#[test]
fn a_new_paper_needs_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diary.txt"), "Dear diary").unwrap();
    let (code, printed) = dateline(folder.path(), &["new", "."]);
    assert_eq!(code, 2);
    assert!(printed.contains("not empty"), "{printed}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn taken_targets_are_refused() {
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
        let (code, printed) = dateline(folder.path(), &["build", "papers/paper", "--out", place]);
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains(why) && printed.contains("--out"), "{printed}");
    }
    fs::create_dir(folder.path().join("photos")).unwrap();
    fs::write(folder.path().join("photos/1.jpg"), "photo").unwrap();
    let (code, printed) = dateline(folder.path(), &["build", "papers/paper", "--out", "photos"]);
    assert_eq!(code, 2, "{printed}");
    assert_eq!(fs::read_dir(folder.path().join("photos")).unwrap().count(), 1);
}

#[test]
fn a_site_in_the_folder_of_articles_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.md"), "# Story\n\nText.\n").unwrap();
    for _ in 0..2 {
        let (code, printed) = dateline(folder.path(), &["build", "."]);
        assert_eq!(code, 0, "{printed}");
        assert!(printed.contains("1 article,") && printed.contains("→ site"), "{printed}");
    }
}

#[test]
fn without_publishing_the_old_site_stays() {
    let folder = tempfile::tempdir().unwrap();
    let story = folder.path().join("paper/story.md");
    fs::create_dir(folder.path().join("paper")).unwrap();
    let page = || fs::read_to_string(folder.path().join("site/article/story.html")).unwrap();

    fs::write(&story, "# Story\n\nBefore.\n").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper", "--strict"]).0, 0);
    fs::write(&story, "# Story\n\nAfter. ![Gone](gone.png)\n").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper", "--strict"]).0, 1);
    assert!(page().contains("Before."));
    // No article can be read: the old site is better than an empty one.
    fs::write(&story, b"\xff").unwrap();
    assert_eq!(dateline(folder.path(), &["build", "paper"]).0, 2);
    assert!(page().contains("Before."));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn a_missing_folder_of_articles() {
    let folder = tempfile::tempdir().unwrap();
    let (code, printed) = dateline(folder.path(), &["build", "paper"]);
    assert_eq!(code, 2);
    assert!(printed.contains("dateline new paper"), "{printed}");
}

#[test]
fn all_warnings_are_printed_on_request() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("paper")).unwrap();
    for number in 1..=20 {
        let text = format!("# Story {number}\n\n![](gone-{number}.png)\n\nText.\n");
        fs::write(folder.path().join(format!("paper/{number}.md")), text).unwrap();
    }
    let warnings = |words: &[&str]| {
        let (code, printed) = dateline(folder.path(), words);
        assert_eq!(code, 0, "{printed}");
        assert!(printed.contains("20 warnings"), "{printed}");
        printed.matches("warning: ").count()
    };
    assert_eq!(warnings(&["check", "paper"]), 2);
    assert_eq!(warnings(&["check", "paper", "--all"]), 20);
    assert_eq!(warnings(&["build", "paper", "--all"]), 20);
}
