//! Parsing YAML and TOML.

use super::{Node, Value, parse_toml, parse_yaml};
use expect_test::{Expect, expect};

pub(super) fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => format!("{text:?}@{:?}", node.span),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entry = |e: &super::Entry| format!("{}: {}", e.key, shown(&e.node));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn check(text: &str, expected: Expect) {
    let parse = if text.contains(" = ") { parse_toml } else { parse_yaml };
    expected.assert_eq(&match parse(text) {
        Ok(node) => shown(&node),
        Err(error) => format!("{} at {:?}", error.message, error.span),
    });
}

#[test]
fn scalars_stay_text() {
    check(
        "title: 007\ndate: 2018-06-01\n신문: 'a: b'\nnone:",
        expect![[
            r#"{title: "007"@7..10, date: "2018-06-01"@17..27, 신문: "a: b"@36..42, none: null}"#
        ]],
    );
    check(
        "title = \"a\"\ndate = 2018-06-01\ndraft = true",
        expect![[r#"{title: "a"@8..11, date: "2018-06-01"@19..29, draft: "true"@38..42}"#]],
    );
}

#[test]
fn lists_and_maps_nest() {
    check(
        "authors:\n- a\n- {name: b, url: c}\ntags: [x, y]",
        expect![[
            r#"{authors: ["a"@11..12, {name: "b"@22..23, url: "c"@30..31}], tags: ["x"@40..41, "y"@43..44]}"#
        ]],
    );
    check(
        "authors = [\"a\"]\n[extra]\nimage = \"x.png\"",
        expect![[r#"{authors: ["a"@11..14], extra: {image: "x.png"@32..39}}"#]],
    );
}

#[test]
fn errors_have_locations() {
    check("title: a: b", expect!["mapping values are not allowed in this context at 8..9"]);
    check(
        "title: \"open",
        expect!["while scanning a quoted scalar, found unexpected end of stream at 7..8"],
    );
    check("title = 'open\n", expect!["invalid literal string, expected `'` at 13..13"]);
    check(&"[".repeat(100_000), expect!["recursion limit exceeded at 255..256"]);
}

#[test]
fn quoted_text_may_continue_at_the_first_column() {
    check(
        "a: \"one\ntwo \\\" three\n\nfour\"\nb: 'x\r\ny'\n",
        expect![[r#"{a: "one two \" three  four"@3..27, b: "x  y"@31..37}"#]],
    );
    check("a: \"one\ntwo\nb: c: d\n", expect!["invalid indentation in quoted scalar at 3..4"]);
}

#[test]
fn values_are_counted() {
    check(
        &format!("x: [{}]", "a,".repeat(200_000)),
        expect!["there are more values here than can be read at 399994..399995"],
    );
    check(
        &format!("x = [{}]", "1,".repeat(800_000)),
        expect!["there are more values here than can be read at 1600002..1600003"],
    );
    check(
        &format!("x = [{}]", "{a=1},".repeat(150_000)),
        expect!["there are more values here than can be read at 685715..685716"],
    );
    check(
        &format!("a: &a {}\nb: [{}]", "x".repeat(5_000), "*a,".repeat(250)),
        expect!["the aliases here repeat more than a megabyte at 5632..5634"],
    );
}

#[test]
fn aliases_do_not_explode() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for n in 1..40 {
        bomb += &format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1);
    }
    let error = parse_yaml(&bomb).unwrap_err();
    expect!["the aliases here repeat more than a megabyte"].assert_eq(&error.message);
}

#[test]
fn aliases_repeat_lists_and_maps_merge() {
    check(
        "a: &w [x, y]\ntags: *w\nb: &b {c: 1, d: 2}\n<<: *b\nd: 3",
        expect![[
            r#"{c: "1"@32..33, a: ["x"@7..8, "y"@10..11], tags: ["x"@7..8, "y"@10..11], b: {c: "1"@32..33, d: "2"@38..39}, d: "3"@51..52}"#
        ]],
    );
}
