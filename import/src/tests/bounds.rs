//! Articles that exceed limits.

use super::{paper, show};
use article::Article;
use expect_test::{Expect, expect};
use std::fmt::Write;

/// Checks the end of the body of a file with this text, and its diagnostics.
fn check(name: &str, text: &str, expected: Expect) {
    let (article, report) = read(name, text);
    let body = show::body(&article);
    let end = body.get(body.len().saturating_sub(50)..).unwrap_or(&body);
    expected.assert_eq(&format!("…{end}{report}"));
}

fn read(name: &str, text: &str) -> (Article, String) {
    let (mut imported, report) = paper(&[(name, text.as_bytes())]);
    let article = imported.stories.remove(0).article;
    let json = serde_json::to_string(&article).unwrap();
    assert!(serde_json::from_str::<Article>(&json).is_ok());
    (article, report)
}

#[test]
fn too_much_markdown_syntax() {
    let lines = "\n".repeat(500_000);
    let text = format!("---\ntitle: T\n---\n*One*.{lines}> *two* <!-- three -->\n\nfour");
    check(
        "a.md",
        &text,
        expect![[r#"
            …*One*.
            > *two* four
            warning: this article has more parts than a page can show, and what follows is plain text: split it into several articles
                  --> a.md:500004:1
                   |
            500004 | > *two* <!-- three -->
                   | ^^^^^^^^^^^^^^^^^^^^^^

        "#]],
    );
}

/// Text of nearly the maximum weight.
fn heavy() -> String {
    "[".repeat(49_900) + "]"
}

#[test]
fn too_many_elements() {
    let line_ends = "<br>".repeat(1_000);
    let end = "<p>one <b>two</b><script>three</script><!-- four --><table><tr><td>five";
    let text = format!("---\ntitle: T\n---\n{}\n\n*Six*.\n{line_ends}{end}", heavy());
    check(
        "a.md",
        &text,
        expect![[r#"
            …[[[[[[[[[[[[[[[[[[[[[[[[[[[[]
            *Six*.
            one two five
            warning: this article has more parts than a page can show, and what follows is plain text: split it into several articles
             --> a.md:6:1
              |
            6 | *Six*.
              | ^^^^^^

        "#]],
    );
    check(
        "a.html",
        &text,
        expect![[r#"
            …[[[[[[[[[[[[[[[[[[[[[[[[[[[[] *Six*.
            one two five
            warning: this article has more parts than a page can show, and what follows is plain text: split it into several articles
             --> a.html:7:1
              |
             ::: 
            7 | <br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br><br>…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn too_many_paragraphs() {
    let text =
        format!("Headline\n\n{}\n\n{}\"Two [three].\"\n\n• four", heavy(), "One.\n\n".repeat(200));
    check(
        "a.txt",
        &text,
        expect![[r#"
            ….
            One.
            One.
            One.
            One. “Two [three].” • four
            warning: this article has more parts than a page can show, and what follows is plain text: split it into several articles
               --> a.txt:403:1
                |
            403 | One.
                | ^^^^

        "#]],
    );
}

#[test]
fn too_much_emphasis() {
    let text = format!("---\ntitle: T\n---\n<b><i>{}", "<p>a".repeat(30_000));
    check(
        "a.html",
        &text,
        expect![[r#"
            …*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            *a*
            warning: this article has more parts than a page can show, and what follows is plain text: split it into several articles
             --> a.html:4:1
              |
             ::: 
            4 | <b><i><p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p>a<p…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn too_many_attributes() {
    let many: String = (0..1_100).fold(String::new(), |mut all, n| {
        write!(all, " a{n}").unwrap();
        all
    });
    check(
        "a.md",
        &format!("---\ntitle: T\n---\nOne.\n\nTwo <b{many}>three</b>."),
        expect![[r#"
            …One.
            Two **three**.
            warning: an element has too many attributes: the first thousand are read
             --> a.md:6:1
              |
             ::: 
            6 | Two <b a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a22 a23 a24 a25 a26 a27 a28 a29 a30 a31 a32 a33 a34 a35 a36 a37 a38 a39 a40 a41 a42 a43 a44 a45…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn too_much_expansion() {
    let value = "x".repeat(300_000);
    let text =
        format!("---\ntitle: T\nx: {value}\n---\n{}{{# hidden #}} end", "{{ x }} ".repeat(5));
    check(
        "a.md",
        &text,
        expect![[r#"
            …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx {{ x }} end
            warning: the template tags up to here make the text more than twice as long: those that follow are kept as text
             --> a.md:5:33
              |
            5 | {{ x }} {{ x }} {{ x }} {{ x }} {{ x }} {# hidden #} end
              |                                 ^^^^^^^^^^^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn too_much_metadata() {
    let list =
        |many: usize, item: &str| (0..many).map(|n| format!("- {item}{n}\n")).collect::<String>();
    let text = format!(
        "---\ntitle: T\nsection: {}\nauthors:\n{}tags:\n{}aliases:\n{}---\nText.",
        "é".repeat(200),
        list(5_001, "author "),
        list(5_002, "topic "),
        list(10_003, "/old/"),
    );
    let (article, report) = read("a.md", &text);
    let section = article.section.unwrap();
    let counts = [article.authors.len(), article.topics.len(), section.name.chars().count()];
    expect![[r#"
        [5000, 5000, 151]
        warning: this name is 400 bytes long: the first 300 are kept
         --> a.md:3:10
          |
         ::: 
        3 | section: éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        warning: this article has 5001 authors: the first 5000 are kept
         --> a.md:5:3
          |
        5 | - author 0
          |   ^^^^^^^^

        warning: this article has 5002 topics: the first 5000 are kept
            --> a.md:5007:3
             |
        5007 | - topic 0
             |   ^^^^^^^

        warning: this article has 10003 aliases: the first 10000 are kept
             --> a.md:10010:3
              |
        10010 | - /old/0
              |   ^^^^^^

    "#]]
    .assert_eq(&format!("{counts:?}\n{report}"));
}
