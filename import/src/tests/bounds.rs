//! Articles that have more than can be shown: what is kept of them, and what is said.

use super::{paper, show};
use article::Article;
use expect_test::{Expect, expect};

/// Checks the end of the body that the file `name` with this text becomes, and what is reported.
fn check(name: &str, text: &str, expected: Expect) {
    let (imported, report) = paper(&[(name, text.as_bytes())]);
    let article = &imported.stories[0].article;
    let body = show::body(article);
    let from = body.len().saturating_sub(50);
    let end = body.get(from..).unwrap_or(&body);
    expected.assert_eq(&format!("…{end}{report}"));
    let json = serde_json::to_string(article).unwrap();
    assert!(serde_json::from_str::<Article>(&json).is_ok());
}

#[test]
fn too_many_marks_of_markdown() {
    let text =
        format!("---\ntitle: T\n---\n*One*.{}> *two* <!-- three -->\n\nfour", "\n".repeat(500_000));
    check(
        "a.md",
        &text,
        expect![[r#"
        …*One*.
        > *two* four
        warning: this article has more parts than a page can show: what follows is plain text
              --> a.md:500004:1
               |
        500004 | > *two* <!-- three -->
               | ^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: split it into several articles

    "#]],
    );
}

#[test]
fn too_many_elements() {
    let frames = "<iframe src=//a.example></iframe>".repeat(20_000);
    let end = "<p>one <b>two</b><script>three</script><!-- four --><table><tr><td>five";
    let text = format!("---\ntitle: T\n---\n{frames}\n\n*Six*.\n{end}");
    check(
        "a.md",
        &text,
        expect![[r#"
        …"" 
        embed https://a.example "" 
        Six. one two five
        warning: this article has more parts than a page can show: what follows is plain text
         --> a.md:4:1
          |
         ::: 
        4 | <iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a…
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: split it into several articles

    "#]],
    );
    check(
        "a.html",
        &text,
        expect![[r#"
        … 
        embed https://a.example "" 
        *Six*. one two five
        warning: this article has more parts than a page can show: what follows is plain text
         --> a.html:4:1
          |
         ::: 
        4 | <iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a.example></iframe><iframe src=//a…
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: split it into several articles

    "#]],
    );
}
