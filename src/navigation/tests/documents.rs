//! State that outlives a document: reloads, the back/forward cache.

use super::{check, check_start, start};
use crate::navigation::{Command, EntryKey, Navigation, Scrolled, Start, Unavailable};
use expect_test::expect;

#[test]
fn starting() {
    check_start(
        start("B"),
        "",
        expect![[r#"
        start: name entry 101; settle
    "#]],
    );
    check_start(
        start("B#note"),
        "",
        expect![[r#"
        start: name entry 101; scroll to #note; settle
    "#]],
    );
    let stored = "7,2400,0 8,80,1,5 damaged 9,x,0 9 8,88,1,5";
    let entry = |key| Start { key: Some(EntryKey::from_number(key)), stored, ..start("B#note") };
    check_start(
        entry(7.0),
        "",
        expect![[r#"
        start: scroll to 300; settle
    "#]],
    );
    check_start(
        entry(8.0),
        "",
        expect![[r#"
        start: scroll to 11, open; settle
    "#]],
    );
    check_start(
        entry(9.0),
        "",
        expect![[r#"
        start: scroll to #note; settle
    "#]],
    );
    check_start(
        Start { scrolled: Scrolled::ByReader, ..entry(7.0) },
        "traverse B 8",
        expect![[r#"
        start: settle
        traverse B 8: end progress; scroll to 11, open; focus link 5; settle
    "#]],
    );
    // The browser has restored the scroll position, but not the open list of months.
    check_start(
        Start { scrolled: Scrolled::ByBrowser, ..entry(7.0) },
        "",
        expect![[r#"
            start: settle
        "#]],
    );
    check_start(
        Start { scrolled: Scrolled::ByBrowser, ..entry(8.0) },
        "",
        expect![[r#"
            start: scroll to 11, open; settle
        "#]],
    );
    let unavailable = Some(Unavailable::Retryable);
    check_start(
        Start { unavailable, ..start("B") },
        "click B, show 1",
        expect![[r#"
            start: name entry 101; settle
            click B: begin progress; load article/b.html (1)
            show 1: end progress; replace 101 /article/b.html; show the page; scroll to the top; focus the heading; announce; settle
        "#]],
    );
}

#[test]
fn a_reload() {
    check(
        "front",
        "at 300.3, click B, show 1, at 40 7 | hide",
        expect![[r#"
        hide: store "101,2402,0 102,320,0,7"
    "#]],
    );
    let stored = "101,2402,0 102,320,0,7";
    let key = Some(EntryKey::from_number(102.0));
    check_start(
        Start { key, stored, ..start("B") },
        "at 40, traverse front 101, show 1",
        expect![[r#"
            start: scroll to 40; settle
            traverse front 101: begin progress; load index.html (1)
            show 1: end progress; show the page; scroll to 300.25; focus the heading; announce; settle
        "#]],
    );
}

#[test]
fn a_document_kept_by_the_browser() {
    let script = "at 300, hide, at 0, restore 101,2400,0/7,2480,0, hide, restore x";
    check(
        "front",
        script,
        expect![[r#"
        hide: store "101,2400,0"
        restore 101,2400,0/7,2480,0: scroll to 300
        hide: store "7,2480,0 101,0,0"
        restore x: scroll to 0
    "#]],
    );
    check(
        "front",
        "restore 7,2480,0",
        expect![[r#"
        restore 7,2480,0: -
    "#]],
    );
}

#[test]
fn the_oldest_spots_are_forgotten() {
    let stored: Vec<String> = (0..510).map(|key| format!("{key},8,0")).collect();
    let stored = stored.join(" ");
    let is_kept = |key: f64| {
        let key = Some(EntryKey::from_number(key));
        let (_, commands) = Navigation::<()>::start(Start { key, stored: &stored, ..start("B") });
        commands.iter().any(|command| matches!(command, Command::Scroll(_)))
    };
    assert_eq!([9.0, 10.0, 509.0].map(is_kept), [false, true, true], "500 are kept");
}
