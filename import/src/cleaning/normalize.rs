//! Normalizes lines of inlines: collapses white space as HTML does, removes empty inlines, merges
//! adjacent text.

use article::Inline;

/// Normalizes one line. Runs of white space become one space; leading and trailing white space is
/// removed. A line end between two Chinese or Japanese characters is removed, because these scripts
/// have no spaces.
pub(crate) fn line(line: &mut Vec<Inline>) {
    let mut collapser = Collapser { pending: Whitespace::None, last: None };
    collapse_line(line, &mut collapser);
    trim_end(line);
}

/// The white space since the last character.
#[derive(Clone, Copy, PartialEq)]
enum Whitespace {
    None,
    Blank,
    LineEnd,
}

struct Collapser {
    pending: Whitespace,
    /// The last character; `None` at the start of a line.
    last: Option<char>,
}

fn collapse_line(line: &mut Vec<Inline>, collapser: &mut Collapser) {
    let mut result: Vec<Inline> = Vec::with_capacity(line.len());
    for mut inline in line.drain(..) {
        match &mut inline {
            Inline::Text(text) => {
                let text = collapse(text, collapser);
                push_text(&mut result, text);
                continue;
            }
            Inline::Break => {
                trim_end(&mut result);
                *collapser = Collapser { pending: Whitespace::None, last: None };
                if result.is_empty() {
                    continue;
                }
            }
            Inline::Code(code) | Inline::Math(code) => {
                if code.is_empty() {
                    continue;
                }
                push_space(&mut result, collapser, code.chars().next());
                collapser.last = code.chars().next_back();
            }
            Inline::Note(_) => {}
            // A place has no words of its own.
            Inline::Span(place) if place.text.is_empty() && !place.id.is_empty() => {}
            other => {
                if let Some(inner) = other.children_mut() {
                    // Move a leading space out of emphasis and links.
                    if collapser.pending == Whitespace::None && starts_with_whitespace(inner) {
                        collapser.pending = Whitespace::Blank;
                    }
                    push_space(&mut result, collapser, first_char(inner));
                    collapse_line(inner, collapser);
                    if inner.is_empty() {
                        continue;
                    }
                }
            }
        }
        result.push(inline);
    }
    *line = result;
}

fn push_space(line: &mut Vec<Inline>, collapser: &mut Collapser, next: Option<char>) {
    if next.is_some() && space_between(collapser.last, collapser.pending, next) {
        push_text(line, " ".to_owned());
        collapser.last = Some(' ');
    }
    if next.is_some() {
        collapser.pending = Whitespace::None;
    }
}

fn push_text(line: &mut Vec<Inline>, text: String) {
    match line.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => line.push(Inline::Text(text)),
    }
}

/// HTML's white space, which doesn't include the no-break space.
fn is_whitespace(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Whether a character shows nothing: spaces of any kind, and none of any kind.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn collapse(text: &str, collapser: &mut Collapser) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(&byte) = rest.as_bytes().first() {
        if is_whitespace(byte.into()) {
            if byte == b'\n' || collapser.pending == Whitespace::LineEnd {
                collapser.pending = Whitespace::LineEnd;
            } else {
                collapser.pending = Whitespace::Blank;
            }
            rest = &rest[1..];
            continue;
        }
        let end = rest.bytes().position(|byte| is_whitespace(byte.into())).unwrap_or(rest.len());
        let word;
        (word, rest) = rest.split_at(end);
        if space_between(collapser.last, collapser.pending, word.chars().next()) {
            out.push(' ');
        }
        collapser.pending = Whitespace::None;
        collapser.last = word.chars().next_back();
        out.push_str(word);
    }
    out
}

fn space_between(last: Option<char>, space: Whitespace, next: Option<char>) -> bool {
    let Some(last) = last.filter(|&last| last != ' ') else {
        return false;
    };
    match space {
        Whitespace::None => false,
        Whitespace::Blank => true,
        Whitespace::LineEnd => !(is_unspaced(last) && next.is_some_and(is_unspaced)),
    }
}

/// Whether a character belongs to a script written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn starts_with_whitespace(line: &[Inline]) -> bool {
    match line.first() {
        Some(Inline::Text(text)) => text.starts_with(is_whitespace),
        Some(other) => starts_with_whitespace(other.children()),
        None => false,
    }
}

fn first_char(line: &[Inline]) -> Option<char> {
    line.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.chars().find(|&c| !is_whitespace(c)),
        Inline::Code(code) | Inline::Math(code) => code.chars().next(),
        Inline::Note(_) => Some('1'),
        other => first_char(other.children()),
    })
}

/// Removes trailing white space and line breaks.
fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(is_whitespace).len());
                if !text.is_empty() {
                    return;
                }
            }
            Inline::Break => {}
            Inline::Code(_) | Inline::Math(_) | Inline::Note(_) => return,
            Inline::Span(place) if !place.id.is_empty() => return,
            other => match other.children_mut() {
                Some(inner) => {
                    trim_end(inner);
                    if !inner.is_empty() {
                        return;
                    }
                }
                None => return,
            },
        }
        line.pop();
    }
}

/// Whether a line is blank.
pub(crate) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(text) => text.chars().all(is_invisible),
        Inline::Break => true,
        Inline::Code(code) | Inline::Math(code) => code.is_empty(),
        Inline::Note(_) => false,
        other => is_blank(other.children()),
    })
}

/// Whether two texts are equal except for spaces, punctuation and case.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// Joins the lines of a plain text.
pub(crate) fn in_one_line(text: &str) -> String {
    let mut words = vec![Inline::Text(text.to_owned())];
    line(&mut words);
    article::plain_text(&words)
}

#[cfg(test)]
mod tests {
    use super::line;
    use article::Inline;
    use expect_test::{Expect, expect};

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn check(mut inlines: Vec<Inline>, expected: Expect) {
        line(&mut inlines);
        expected.assert_eq(&format!("{inlines:?}"));
    }

    #[test]
    fn white_space_collapses() {
        check(
            vec![text("  a \n b"), text(""), text(" c\u{a0}\u{a0}d  ")],
            expect![[r#"[Text("a b c\u{a0}\u{a0}d")]"#]],
        );
        check(vec![text("日本\n語\nand 英語")], expect![[r#"[Text("日本語 and 英語")]"#]]);
        check(vec![text("한국\n신문")], expect![[r#"[Text("한국 신문")]"#]]);
    }

    #[test]
    fn spaces_move_out_of_emphasis() {
        check(
            vec![text("a"), Inline::Emphasis(vec![text(" b ")]), text("c")],
            expect![[r#"[Text("a "), Emphasis([Text("b")]), Text(" c")]"#]],
        );
        check(
            vec![text("a "), Inline::Strong(vec![text(" ")]), text(" c")],
            expect![[r#"[Text("a c")]"#]],
        );
        check(
            vec![Inline::Strong(vec![text("a ")]), Inline::Break, Inline::Break],
            expect![[r#"[Strong([Text("a")])]"#]],
        );
        check(
            vec![text("a "), Inline::Break, text(" b"), Inline::Note(1)],
            expect![[r#"[Text("a"), Break, Text("b"), Note(1)]"#]],
        );
    }
}
