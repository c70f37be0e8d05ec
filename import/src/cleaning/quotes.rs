//! Typographic quotation marks: replaces `"` and `'` by “ ” ‘ ’ in languages that use them.

use crate::signs::has_byte;
use article::{Article, Inline, each_line_mut};

/// Languages that use “ ” and ‘ ’. The marks of other languages vary between publishers and are not
/// changed.
const LANGUAGES: [&str; 8] = ["cy", "en", "ga", "id", "ko", "pt", "tr", "vi"];

/// Words that start with an apostrophe for omitted letters.
const ELIDED: [&str; 8] = ["bout", "cause", "em", "n", "round", "til", "tis", "twas"];

/// Curls the quotation marks of an article: headline, standfirst, body, captions, footnotes and
/// corrections. Names and code are not changed.
pub(crate) fn curl(article: &mut Article) {
    if !uses_curly_quotes(&article.language) {
        return;
    }
    let corrections = article.corrections.iter_mut().map(|correction| &mut correction.text);
    for text in [&mut article.headline, &mut article.standfirst].into_iter().chain(corrections) {
        if has_straight(text) {
            *text = curl_text(text);
        }
    }
    if let Some(image) = &mut article.lead_image {
        curl_line(&mut image.caption);
    }
    let footnotes = article.footnotes.iter_mut().map(|footnote| &mut footnote.body);
    for blocks in std::iter::once(&mut article.body).chain(footnotes) {
        each_line_mut(blocks, &mut |line| curl_line(line));
    }
}

fn uses_curly_quotes(language: &str) -> bool {
    language.split('-').next().is_some_and(|language| LANGUAGES.contains(&language))
}

fn has_straight(text: &str) -> bool {
    has_byte(text, |byte| matches!(byte, b'"' | b'\''))
}

/// Whether [`push_text`] would append a straight mark.
fn line_has_straight(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(words) => has_straight(words),
        other => line_has_straight(other.children()),
    })
}

fn curl_line(line: &mut [Inline]) {
    if line_has_straight(line) {
        let mut text = String::new();
        push_text(line, &mut text);
        replace_text(line, &mut curl_text(&text).chars());
    }
}

/// Appends the text of a line: marks depend on adjacent characters, across emphasis.
fn push_text(line: &[Inline], text: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Code(_) | Inline::Math(_) => text.push('x'),
            Inline::Note(_) => {}
            Inline::Break => text.push('\n'),
            Inline::Insert(words) => {
                text.push('[');
                push_text(words, text);
                text.push(']');
            }
            other => push_text(other.children(), text),
        }
    }
}

/// Writes the characters from [`push_text`] back into the line.
fn replace_text(line: &mut [Inline], text: &mut std::str::Chars<'_>) {
    for inline in line {
        match inline {
            Inline::Text(words) => {
                *words = text.by_ref().take(words.chars().count()).collect();
            }
            Inline::Code(_) | Inline::Math(_) | Inline::Break => drop(text.next()),
            Inline::Note(_) => {}
            Inline::Insert(words) => {
                text.next();
                replace_text(words, text);
                text.next();
            }
            Inline::Span(span)
                if !span.language.is_empty() && !uses_curly_quotes(&span.language) =>
            {
                let mut as_it_was = String::new();
                push_text(&span.text, &mut as_it_was);
                text.by_ref().take(as_it_was.chars().count()).for_each(drop);
            }
            other => {
                if let Some(words) = other.children_mut() {
                    replace_text(words, text);
                }
            }
        }
    }
}

/// Curls the marks in a text, keeping its number of characters. Ambiguous marks stay straight.
fn curl_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = None;
    let (mut quoted, mut quoted_inside) = (false, false);
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let mark = match c {
            '"' => double_quote(last, rest, &mut quoted),
            '\'' => single_quote(last, rest, &mut quoted_inside),
            other => other,
        };
        out.push(mark);
        last = Some(mark);
    }
    out
}

fn double_quote(last: Option<char>, rest: &str, quoted: &mut bool) -> char {
    // A dash may end what is quoted, too.
    let ends = *quoted && last.is_some_and(|last| "—–-/=¿¡".contains(last));
    let opens = opens_after(last) && (!ends || rest.starts_with(char::is_alphanumeric));
    if opens && is_blank(rest) {
        return '"';
    }
    // Inches and seconds.
    if !opens && !*quoted && last.is_some_and(|last| last.is_ascii_digit()) {
        return '"';
    }
    *quoted = opens;
    if opens { '“' } else { '”' }
}

fn single_quote(last: Option<char>, rest: &str, quoted: &mut bool) -> char {
    if opens_after(last) {
        return match () {
            () if is_blank(rest) => '\'',
            () if is_elided(rest) => '’',
            () => {
                *quoted = true;
                '‘'
            }
        };
    }
    // Feet and minutes.
    let measures = last.is_some_and(|last| last.is_ascii_digit());
    if measures && !*quoted && !rest.starts_with(char::is_alphabetic) {
        return '\'';
    }
    *quoted &= rest.starts_with(char::is_alphanumeric);
    '’'
}

/// Whether a mark after this character is an opening one.
fn opens_after(last: Option<char>) -> bool {
    last.is_none_or(|last| last.is_whitespace() || "([{<«—–-/“‘¿¡=".contains(last))
}

fn is_blank(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// Whether an apostrophe before this text stands for omitted characters: `’90s`, `’twas`.
fn is_elided(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..end];
    let is_year = word.as_bytes().iter().take(2).filter(|byte| byte.is_ascii_digit()).count() == 2
        && word.trim_end_matches('s').len() == 2;
    is_year || ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

#[cfg(test)]
mod tests {
    use super::{curl_line, curl_text};
    use article::{Inline, Span};
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&curl_text(text));
    }

    #[test]
    fn quotations() {
        check(r#""Sir," he said, "we have won.""#, expect!["“Sir,” he said, “we have won.”"]);
        check(r#"She said: "He cried 'Go!'""#, expect!["She said: “He cried ‘Go!’”"]);
        check(r#"("so") —"so"— ["so"]"#, expect!["(“so”) —“so”— [“so”]"]);
        check(r#"a "—" "so—" b"#, expect!["a “—” “so—” b"]);
        check(r#"그는 "안녕"이라고 했다"#, expect!["그는 “안녕”이라고 했다"]);
    }

    #[test]
    fn apostrophes() {
        check("It's the editors' paper, isn't it?", expect!["It’s the editors’ paper, isn’t it?"]);
        check("'Twas in the '90s, rock 'n' roll", expect!["’Twas in the ’90s, rock ’n’ roll"]);
        check("'tisn't '1990' 'em", expect!["‘tisn’t ‘1990’ ’em"]);
    }

    #[test]
    fn ambiguous_marks_stay_straight() {
        check(
            r#"a 12" disc, 5'10" tall, 6' high"#,
            expect![[r#"a 12" disc, 5'10" tall, 6' high"#]],
        );
        check(r#"a " b ' c"#, expect![[r#"a " b ' c"#]]);
        check(r#""in 1815" and "in '68""#, expect!["“in 1815” and “in ’68”"]);
    }

    #[test]
    fn a_line_of_many_pieces() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let german = Span { language: "de".into(), text: vec![text("\"so\"")], ..Span::default() };
        let mut line = vec![
            text("\""),
            Inline::Emphasis(vec![text("The"), Inline::Note(1)]),
            text("\" "),
            Inline::Code("\"x\"".into()),
            text("'s "),
            Inline::Insert(vec![text("'old'")]),
            text(" "),
            Inline::Span(german),
            Inline::Break,
            text("\"end\""),
        ];
        curl_line(&mut line);
        let expected = expect![[r#"“The” "x"’s [‘old’] "so" “end”"#]];
        expected.assert_eq(&article::plain_text(&line));
    }
}
