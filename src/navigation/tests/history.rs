//! Back, forward, and fragments.

use super::check;
use expect_test::expect;

#[test]
fn back_and_forward() {
    let script = "at 300, click B, show 1, at 40 7 | traverse front 101, at 250, show 2, at 310 open, \
        traverse B 102, show 3, traverse front 101, show 4";
    check(
        "front",
        script,
        expect![[r#"
            traverse front 101: begin progress; load index.html (2)
            show 2: end progress; show the page; scroll to 300; focus the heading; announce; settle
            traverse B 102: begin progress; load article/b.html (3)
            show 3: end progress; show the page; scroll to 40; focus link 7; announce; settle
            traverse front 101: begin progress; load index.html (4)
            show 4: end progress; show the page; scroll to 310, open; focus the heading; announce; settle
        "#]],
    );
    check(
        "front",
        "click B, show 1, click C, show 2, traverse front 101, show 3 | click D, show 4",
        expect![[r#"
            click D: begin progress; load article/d.html (4)
            show 4: end progress; push 104 /article/d.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
}

#[test]
fn back_before_the_answer() {
    check(
        "front",
        "click B, show 1, click C | traverse front 101, loaded 2, show 3",
        expect![[r#"
            traverse front 101: begin progress; load index.html (3)
            loaded 2: -
            show 3: end progress; show the page; scroll to 0; focus the heading; announce; settle
        "#]],
    );
    // Back to the page that is still in the document.
    check(
        "front",
        "at 120, click B, loaded 1, pushed | traverse front 101",
        expect![[r#"
            traverse front 101: begin progress; load index.html (2)
        "#]],
    );
    check(
        "front",
        "click B | traverse front -, loaded 1",
        expect![[r#"
        traverse front -: name entry 102; end progress; scroll to the top; focus the heading; settle
        loaded 1: -
    "#]],
    );
}

#[test]
fn a_click_while_stepping() {
    check(
        "front",
        "click B, show 1, traverse front 101 | click C, loaded 2, show 3",
        expect![[r#"
            click C: begin progress; load article/c.html (3)
            loaded 2: -
            show 3: end progress; push 103 /article/c.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    // A link to the page that is loading, whose address is shown already.
    check(
        "front",
        "click B, show 1, traverse front 101 | click front, loaded 2, show 3",
        expect![[r#"
            click front: begin progress; load index.html (3)
            loaded 2: -
            show 3: end progress; replace 101 /; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
    // A link to the page that is still in the document.
    check(
        "front",
        "click B, show 1, traverse front 101 | click B, pushed, loaded 2",
        expect![[r#"
        click B: end progress; push 103 /article/b.html
        pushed: scroll to the top; focus the heading; settle
        loaded 2: -
    "#]],
    );
}

#[test]
fn places_on_a_page() {
    let script = "at 10, click B#note, pushed, at 500, click B#other, pushed, at 900, traverse B#note 102, \
        at 510, traverse B 101, at 11, click B, click B#note, pushed";
    check(
        "B",
        script,
        expect![[r#"
        click B#note: end progress; push 102 /article/b.html#note
        pushed: scroll to #note; focus #note; settle
        click B#other: end progress; push 103 /article/b.html#other
        pushed: scroll to #other; focus #other; settle
        traverse B#note 102: end progress; scroll to 500; settle
        traverse B 101: end progress; scroll to 10; settle
        click B: end progress; replace 101 /article/b.html; scroll to the top; focus the heading; settle
        click B#note: end progress; push 104 /article/b.html#note
        pushed: scroll to #note; focus #note; settle
    "#]],
    );
    // An edited fragment in the address bar.
    check(
        "B",
        "at 10, traverse B#note -, at 200, traverse B 101",
        expect![[r#"
        traverse B#note -: name entry 102; end progress; scroll to #note; focus #note; settle
        traverse B 101: end progress; scroll to 10; settle
    "#]],
    );
    // Focus is restored to a link.
    check(
        "B",
        "at 10 3, click B#note, pushed, at 200 | traverse B 101",
        expect![[r#"
        traverse B 101: end progress; scroll to 10; focus link 3; settle
    "#]],
    );
}
