//! `dateline build --single-file`: the content of the file, and which files it replaces.

use crate::support::dateline_with_viewer as dateline;
use expect_test::{Expect, expect};
use std::fs;

/// A folder with a paper in `paper/`, made of these files.
fn paper(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join("paper").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Builds a single file with this story, and shows the part of it from each of `parts`' starts to its end.
fn check(story: &str, parts: &[(&str, &str)], expected: Expect) {
    let dot = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    let folder = paper(&[("story.md", story), ("dot.svg", dot), ("rules.pdf", "rules")]);
    let (code, printed) = dateline(folder.path(), &["build", "paper", "--single-file"]);
    assert_eq!(code, 0, "{printed}");
    let html = fs::read_to_string(folder.path().join("paper.html")).unwrap();
    let mut seen = String::new();
    for (start, end) in parts {
        let at = html.find(start).unwrap_or_else(|| panic!("no {start} in {html}"));
        let length = html[at..].find(end).unwrap() + end.len();
        seen += &html[at..at + length];
        seen += "\n";
    }
    expected.assert_eq(&seen);
}

#[test]
fn ids_begin_with_the_page() {
    check(
        "# Story\n\n## A place\n\nSee [above](#a-place).\n",
        &[("<main id=\"/article", ">"), ("<h2 id=\"/article", "</h2>"), ("<p>See", "</p>")],
        expect![[r##"
            <main id="/article/story.html" tabindex="-1" hidden="">
            <h2 id="/article/story.html#a-place">A place</h2>
            <p>See <a href="#/article/story.html#a-place">above</a>.</p>
        "##]],
    );
}

#[test]
fn footnotes_lead_back_within_their_page() {
    check(
        "# Story\n\nA word.[^1]\n\n[^1]: Or two.\n",
        &[("<sup", "</sup>"), ("<li id=\"/article", "</li>")],
        expect![[r##"
            <sup class="note-reference"><a href="#/article/story.html#d-note-1" id="/article/story.html#d-reference-1" role="doc-noteref" aria-label="Note 1">1</a></sup>
            <li id="/article/story.html#d-note-1"><p>Or two.</p><a href="#/article/story.html#d-reference-1" class="note-back" role="doc-backlink" aria-label="Back to reference 1">↩</a></li>
        "##]],
    );
}

#[test]
fn thumbnails_stand_on_the_front_page_only() {
    let folder = paper(&[
        ("a.md", "---\ntopics: [x]\n---\n# A\n\n![Dot](dot.svg)\n\nA.\n"),
        ("b.md", "---\ntopics: [x]\n---\n# B\n\nB.\n"),
        ("dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"),
    ]);
    let (code, printed) = dateline(folder.path(), &["build", "paper", "--single-file"]);
    assert_eq!(code, 0, "{printed}");
    let html = fs::read_to_string(folder.path().join("paper.html")).unwrap();
    let pages = html.split("<main id=\"");
    let pictures = pages.map(|page| {
        let (id, rest) = page.split_once('"').unwrap();
        (id, rest.matches("<img").count())
    });
    let mut seen = String::new();
    for (id, count) in pictures.skip(1).filter(|(_, count)| *count > 0) {
        seen += &format!("{id}: {count}\n");
    }
    expect![[r#"
        d-main: 1
        /article/a.html: 1
    "#]]
    .assert_eq(&seen);
}

#[test]
fn pictures_and_documents_are_inside() {
    check(
        "# Story\n\n![A dot](dot.svg)\n\nRead [the rules](rules.pdf).\n",
        &[("<img data-src", ">"), ("<p>Read", "</p>")],
        expect![[r#"
            <img data-src="media/dot-ffc9f5e4.svg" src="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxIiBoZWlnaHQ9IjEiLz4=" width="1" height="1" alt="A dot" fetchpriority="high">
            <p>Read <a data-href="media/rules-6c621d1a.pdf" href="data:application/pdf;base64,cnVsZXM=" download="rules-6c621d1a.pdf">the rules</a>.</p>
        "#]],
    );
}

#[test]
fn text_is_escaped() {
    check(
        "# Story\n\nIt says `id=\"x\"` and `</script><script>` here.\n",
        &[("<p>It says", "</p>"), ("\"text\":\"It says", "here")],
        expect![[r#"
            <p>It says <code>id="x"</code> and <code>&lt;/script&gt;&lt;script&gt;</code> here.</p>
            "text":"It says "},{"code":"id=\"x\""},{"text":" and "},{"code":"\u003c/script>\u003cscript>"},{"text":" here
        "#]],
    );
}

#[test]
fn the_policy_allows_only_what_is_inside() {
    check(
        "# Story\n\nText.\n",
        &[("default-src", "script-src"), ("style-src", " "), ("img-src", "\"")],
        expect![[r#"
            default-src 'none'; script-src
            style-src 
            img-src data:; media-src data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        "#]],
    );
}

#[test]
fn only_files_made_by_dateline_are_replaced() {
    let folder = paper(&[("story.md", "# Story\n\nText.\n")]);
    let build = |out: &str| {
        let (code, printed) =
            dateline(folder.path(), &["build", "paper", "--single-file", "--out", out]);
        (code, printed)
    };
    let diary = folder.path().join("diary.html");
    fs::write(&diary, "<p>Dear diary").unwrap();
    let (code, printed) = build("diary.html");
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("was not made by Dateline"), "{printed}");
    assert_eq!(fs::read_to_string(&diary).unwrap(), "<p>Dear diary");

    let (code, printed) = build("paper");
    assert_eq!(code, 2, "{printed}");

    for _ in 0..2 {
        let (code, printed) = build("out.html");
        assert_eq!(code, 0, "{printed}");
    }
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["diary.html", "out.html", "paper"]);
}

#[test]
fn a_single_file_among_the_articles_is_not_read() {
    let folder = paper(&[("story.md", "# Story\n\nText.\n")]);
    let paper = folder.path().join("paper");
    for _ in 0..2 {
        let (code, printed) = dateline(&paper, &["build", ".", "--single-file"]);
        assert_eq!(code, 0, "{printed}");
        assert!(printed.contains("1 article,") && printed.contains("→ paper.html"), "{printed}");
    }
}
