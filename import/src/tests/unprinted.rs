//! What is not for readers: comments, hidden elements, articles that are not to be printed.

use super::{check_file, list_address, paper};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::{NoProgress, import};
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    check_file("text.md", &["---\ntitle: T\n---\n", markdown].concat(), expected);
}

#[test]
fn comments_of_markdown() {
    check(
        "Before.\n\n{::comment}\nsecret {{< figure src=\"a.svg\" >}}\n{:/comment}\n\nIn {::comment}secret{:/}line. \
         {::nomarkdown}<b>raw</b>{:/}\n\n{::options toc_levels=\"1..2\" /}\n\nAfter.",
        expect![[r#"
            Before.
            In line. **raw**
            After.
        "#]],
    );
    check(
        "Before.\n\n{{% comment %}}\nsecret\n{{% /comment %}}\n\nA{{< comment >}}secret{{< /comment >}}B. {{/* secret */}}\n\n\
         {{- /* secret */ -}}\n{{!-- secret --}}\n{% # secret \"words\" %}\n{/* secret */}\n\nAfter.",
        expect![[r#"
            Before.
            AB.
            After.
        "#]],
    );
    check(
        "One %%secret%% two.\n\n%%\nsecret\n\nsecret\n%%\n\n100%% sure, 50%% less. Three %% four.\n\n`%%code%%`",
        expect![[r#"
            One two.
            100%% sure, 50%% less. Three code%%`
        "#]],
    );
}

#[test]
fn comments_of_html() {
    check(
        "Before.\n\n<!--\n{{< figure src=\"a.svg\" >}}\nsecret {% image \"a.svg\" %}\n-->\n\nIn <!-- secret\n\nsecret --> line.\n\n\
         `<!-- code {{ x }} -->`\n\n<!-- secret {{ x }}",
        expect![[r#"
            Before.
            In line.
            `<!-- code {{ x }} -->`
        "#]],
    );
    check_file(
        "text.html",
        "<h1>T</h1><p>A<!-- secret {{ x }} -->B <%# secret %><?php if ($a > 1) echo 'secret' ?>C</p>",
        expect![[r#"
            AB C
        "#]],
    );
}

#[test]
fn hidden_elements() {
    check(
        "Shown.\n\n<p hidden>secret</p>\n\n<div style=\"color: red; DISPLAY: None !important\">\n\n**secret**\n\n</div>\n\n\
         <template><p>secret</p></template>\n\n<dialog>secret</dialog>\n\n<dialog open>Open.</dialog>\n\n\
         A <span style=\"visibility:hidden\">secret</span>B <i popover>secret</i>\n\n<p style=\"display:block\">End.</p>",
        expect![[r#"
            Shown.
            Open.
            A B
            End.
        "#]],
    );
    check_file(
        "page.html",
        "<body style='display:none'><h1 hidden>secret</h1><h1>Headline</h1><p>Text.</p></body>",
        expect![[r#"
            Text.
        "#]],
    );
}

#[test]
fn links_to_drafts_publish_nothing() {
    let (imported, report) = paper(&[
        ("a.md", b"---\ntitle: A\n---\n[x](draft.txt)"),
        ("draft.txt", b"---\ntitle: T\ndraft: true\n---\nsecret"),
    ]);
    assert!(imported.stories[0].media.is_empty());
    assert!(report.contains("`draft.txt` is never published"), "{report}");
}

#[test]
fn days_of_printing() {
    let check = |front_matter: &str, expected: Expect| {
        let text = format!("---\ntitle: T\n{front_matter}\n---\nText.");
        let (imported, report) = paper(&[("a.md", text.as_bytes())]);
        let why: Vec<String> = imported
            .account
            .withheld()
            .into_iter()
            .map(|(why, count)| why.counted(count))
            .collect();
        expected.assert_eq(&format!("{} {}{report}", imported.stories.len(), why.join(" ")));
    };
    check("date: 2099-05-01", expect!["0 1 future article"]);
    check("date: 2024-05-01\npublishDate: 2099-02-01", expect!["0 1 future article"]);
    check("date: 2099-05-01\npublishDate: 2024-02-01", expect!["1 "]);
    check("date: 2024-05-01\nexpiryDate: 2024-06-01", expect!["0 1 expired article"]);
    check("date: 2024-05-01\nExpiryDate: 2099-06-01", expect!["1 "]);
    check("date: 2099-05-01\ndraft: true", expect!["0 1 draft"]);
}

#[test]
fn articles_of_future_days_are_marked_where_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: T\ndate: 2099-05-01\n---\nText.";
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let diagnostics = Diagnostics::new();
    let config = Config::load(folder.path(), &diagnostics).unwrap();
    let config = Config { future: true, mark_future: true, ..config };
    let imported = import(&config, list_address, &diagnostics, &NoProgress);
    assert_eq!(imported.stories[0].article.headline, "[1 May 2099] T");
}

#[test]
fn days_in_texts() {
    let check = |file: &str, text: &str, expected: Expect| {
        let links = format!("---\ntitle: L\n---\n[x]({file})");
        let (imported, _) = paper(&[(file, text.as_bytes()), ("links.md", links.as_bytes())]);
        let shown = imported.stories.iter().map(|story| {
            format!("{}: {}", story.file.display(), super::show::body(&story.article))
        });
        expected.assert_eq(&shown.collect::<String>());
    };
    let json = |day: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"H\", \
             \"datePublished\": \"{day}\"}}</script><article><h1>H</h1><p>Text.</p></article>"
        )
    };
    check(
        "a.html",
        &json("2099-05-01"),
        expect![[r#"
        links.md: x
    "#]],
    );
    check(
        "a.html",
        &json("2019-05-01"),
        expect![[r#"
        a.html: Text.
        links.md: [x](article a)
    "#]],
    );
    let meta = "<meta property='article:published_time' content='May 1, 2099'><h1>H</h1><p>Text.";
    check(
        "a.html",
        meta,
        expect![[r#"
        links.md: x
    "#]],
    );
    check(
        "2019-05-01-a.html",
        meta,
        expect![[r#"
        links.md: x
    "#]],
    );
    check(
        "a.html",
        &["---\ndate: 2019-05-01\n---\n", meta].concat(),
        expect![[r#"
        a.html: Text.
        links.md: [x](article a)
    "#]],
    );
    check(
        "a.html",
        "<h1>The year 2099</h1><p>It will be 1 May 2099.",
        expect![[r#"
        a.html: It will be 1 May 2099.
        links.md: [x](article a)
    "#]],
    );
    check(
        "a.txt",
        "H\n\n• By KIM\nJune 01, 2099 11:31\n\nText.",
        expect![[r#"
        links.md: x
    "#]],
    );
}
