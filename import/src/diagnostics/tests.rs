//! Rendered diagnostics.

use super::{Diagnostic, DiagnosticKind, Diagnostics, LineIndex, Location};
use expect_test::{Expect, expect};

fn check(diagnostics: Vec<Diagnostic>, expected: Expect) {
    let collected = Diagnostics::new();
    for diagnostic in diagnostics {
        collected.add(diagnostic);
    }
    let mut printed = Vec::new();
    collected.print(&mut printed, false);
    expected.assert_eq(&String::from_utf8(printed).unwrap());
}

#[test]
fn a_location_is_underlined() {
    let source = "---\ntitle: 신문\ndate: 신문 yesterday\n---\n";
    let start = source.find("yesterday").unwrap();
    let location = Location::new(source, start..start + 9, "not a date");
    let diagnostic = Diagnostic::new(DiagnosticKind::BadDate, "craft/late.md", "this is no date")
        .at(location)
        .help("write it as 2018-06-01");
    check(
        vec![diagnostic],
        expect![[r#"
            error: this is no date
             --> craft/late.md:3:10
              |
            3 | date: 신문 yesterday
              |            ^^^^^^^^^ not a date
              |
              = help: write it as 2018-06-01

        "#]],
    );
}

#[test]
fn a_very_long_line_is_clipped() {
    let source = "x".repeat(1000) + "<here>" + &"y".repeat(1000);
    let location = Location::new(&source, 1000..1006, "");
    check(
        vec![Diagnostic::new(DiagnosticKind::TooDeep, "a.md", "nested too deep").at(location)],
        expect![[r#"
            warning: nested too deep
             --> a.md:1:1001
              |
             ::: 
            1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx<here>yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
              |                                                              ^^^^^^

        "#]],
    );
}

#[test]
fn many_of_a_kind_are_counted() {
    let missing = |n: usize| {
        let source = format!("![a](a{n}.png)");
        Diagnostic::new(
            DiagnosticKind::MissingFile,
            format!("{n:02}.md"),
            format!("`a{n}.png` is missing"),
        )
        .at(Location::new(&source, 5..source.len() - 1, ""))
    };
    check(
        (0..12).map(missing).collect(),
        expect![[r#"
        warning: `a0.png` is missing
         --> 00.md:1:6
          |
        1 | ![a](a0.png)
          |      ^^^^^^

        warning: `a1.png` is missing
         --> 01.md:1:6
          |
        1 | ![a](a1.png)
          |      ^^^^^^

        12 articles whose pictures or files are missing; also in
          02.md:1:6: `a2.png` is missing
          03.md:1:6: `a3.png` is missing
          04.md:1:6: `a4.png` is missing
          05.md:1:6: `a5.png` is missing
          06.md:1:6: `a6.png` is missing
          07.md:1:6: `a7.png` is missing
          and 4 more

    "#]],
    );
}

#[test]
fn a_diagnostic_without_location() {
    check(
        vec![Diagnostic::new(DiagnosticKind::Empty, "empty.md", "there is no text in this file")],
        expect![[r#"
            error: there is no text in this file
            --> empty.md

        "#]],
    );
}

#[test]
fn lines_and_columns_are_counted() {
    let long = "é€ x".repeat(3_000);
    let source = format!("a\nbé\r\n\n{long}\n{long}\r{long}\n");
    let lines = LineIndex::new(&source);
    for (at, _) in source.char_indices().step_by(7).chain([(source.len(), 'x')]) {
        let Location { line, column, .. } = lines.location(at..at, "");
        let before = &source[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let expected = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
        assert_eq!((line, column), expected, "byte {at}");
    }
}
