//! Clicks on links, with pages that load, load late, or fail.

use super::check;
use expect_test::expect;

#[test]
fn a_link() {
    check(
        "front",
        "at 250, click B, loaded 1, pushed",
        expect![[r#"
            click B: begin progress; load article/b.html (1)
            loaded 1: end progress; push 102 /article/b.html
            pushed: show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    check(
        "front",
        "click B#note, show 1",
        expect![[r#"
            click B#note: begin progress; load article/b.html (1)
            show 1: end progress; push 102 /article/b.html#note; show the page; scroll to #note; focus #note; announce; settle
        "#]],
    );
}

#[test]
fn a_double_click() {
    // The second click precedes the page, and joins its load.
    check(
        "front",
        "click B, click B, loaded 1, show 2",
        expect![[r#"
            click B: begin progress; load article/b.html (1)
            click B: begin progress; load article/b.html (2)
            loaded 1: -
            show 2: end progress; push 102 /article/b.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    // The second click falls between the change of the address and that of the page: one entry is added.
    check(
        "front",
        "click B, loaded 1, pushed | click B, show 2",
        expect![[r#"
            click B: end progress; replace 102 /article/b.html; scroll to the top; focus the heading; settle
            show 2: -
        "#]],
    );
}

#[test]
fn a_late_answer() {
    check(
        "front",
        "click B | click C, loaded 1, show 2, failed 1",
        expect![[r#"
            click C: begin progress; load article/c.html (2)
            loaded 1: -
            show 2: end progress; push 102 /article/c.html; show the page; scroll to the top; focus the heading; announce; settle
            failed 1: -
        "#]],
    );
    // Superseded after the address has changed.
    check(
        "front",
        "click B, loaded 1, pushed | click C, show 2",
        expect![[r#"
            click C: begin progress; load article/c.html (2)
            show 2: end progress; push 103 /article/c.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    // Superseded by a fragment of the current page.
    check(
        "front",
        "click B | click front#x, pushed, loaded 1",
        expect![[r#"
        click front#x: end progress; push 102 /#x
        pushed: scroll to #x; focus #x; settle
        loaded 1: -
    "#]],
    );
}

#[test]
fn a_refused_push() {
    let script = "at 90, click B, loaded 1 | refused, retry 1, refused, retry 1, pushed";
    check(
        "front",
        script,
        expect![[r#"
            refused: retry later (1)
            retry 1: push 103 /article/b.html
            refused: retry later (1)
            retry 1: push 104 /article/b.html
            pushed: show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    check(
        "front",
        "click B, loaded 1, refused | click C, retry 1, show 2, retry 1",
        expect![[r#"
            click C: begin progress; load article/c.html (2)
            retry 1: -
            show 2: end progress; push 103 /article/c.html; show the page; scroll to the top; focus the heading; announce; settle
            retry 1: -
        "#]],
    );
    check(
        "B",
        "click B#note | refused, retry 1, pushed, retry 1",
        expect![[r#"
        refused: retry later (1)
        retry 1: push 103 /article/b.html#note
        pushed: scroll to #note; focus #note; settle
        retry 1: -
    "#]],
    );
}

#[test]
fn unavailable() {
    check(
        "front",
        "click B | show 1 failed, click B, show 2 failed, click B#note, show 3",
        expect![[r#"
            show 1 failed: end progress; push 102 /article/b.html; show the failure; scroll to the top; focus the heading; announce; settle
            click B: begin progress; load article/b.html (2)
            show 2 failed: end progress; replace 102 /article/b.html; show the failure; scroll to the top; focus the heading; announce; settle
            click B#note: begin progress; load article/b.html (3)
            show 3: end progress; replace 102 /article/b.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    check(
        "front",
        "click B, show 1 failed, click B, show 2 | click B#note, pushed, click B",
        expect![[r#"
            click B#note: end progress; push 103 /article/b.html#note
            pushed: scroll to #note; focus #note; settle
            click B: end progress; push 104 /article/b.html
        "#]],
    );
    check(
        "front",
        "click B, show 1 failed | click C, show 2, click C, traverse B 102, show 4",
        expect![[r#"
            click C: begin progress; load article/c.html (2)
            show 2: end progress; push 103 /article/c.html; show the page; scroll to the top; focus the heading; announce; settle
            click C: end progress; replace 103 /article/c.html; scroll to the top; focus the heading; settle
            traverse B 102: begin progress; load article/b.html (4)
            show 4: end progress; show the page; scroll to 0; focus the heading; announce; settle
        "#]],
    );
    // Traversing to a fragment of the failed page loads nothing.
    check(
        "front",
        "click B, show 1 failed | traverse B#note -",
        expect![[r#"
        traverse B#note -: name entry 103; end progress; scroll to #note; focus #note; settle
    "#]],
    );
}

#[test]
fn a_newer_format() {
    check(
        "front",
        "click B, show 1 newer | click B, click B#note, click front, show 2",
        expect![[r#"
            click B: -
            click B#note: -
            click front: begin progress; load index.html (2)
            show 2: end progress; push 103 /; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
}

#[test]
fn what_is_no_page() {
    check(
        "front",
        "click nowhere, traverse nowhere -, show 1 failed, click front, show 2",
        expect![[r#"
            click nowhere: -
            traverse nowhere -: name entry 102; begin progress; load 404.html (1)
            show 1 failed: end progress; show the failure; scroll to the top; focus the heading; announce; settle
            click front: begin progress; load index.html (2)
            show 2: end progress; push 103 /; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
}

#[test]
fn hovering() {
    check(
        "front",
        "hover B, hover front, hover front#x",
        expect![[r#"
        hover B: prefetch article/b.html
        hover front: -
        hover front#x: -
    "#]],
    );
}
