//! Balances bidirectional controls (UAX #9), so that a headline can't change the direction of the
//! text around it, in a list, a tab's title or a feed.

use article::{Article, Term};

const POP_EMBEDDING: char = '\u{202c}';
const POP_ISOLATE: char = '\u{2069}';

/// Balances the controls in an article's single-line fields. In the body, the end of a block closes
/// them.
pub(crate) fn balance(article: &mut Article) {
    let terms = article.section.iter_mut().chain(&mut article.topics);
    let names = terms.map(|Term { name, .. }| name);
    let lines = [
        &mut article.headline,
        &mut article.standfirst,
        &mut article.dateline,
        &mut article.copyright,
    ];
    let authors = article.authors.iter_mut().map(|author| &mut author.name);
    for line in
        names.chain(lines).chain(authors).chain(article.source.iter_mut().map(|it| &mut it.name))
    {
        if line.contains(is_bidi_control) {
            *line = balanced(line);
        }
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Closes open controls, and removes closing ones without an opening.
fn balanced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // The expected closing controls, innermost last.
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            POP_EMBEDDING if open.last() != Some(&POP_EMBEDDING) => continue,
            POP_EMBEDDING => drop(open.pop()),
            POP_ISOLATE => {
                // It closes the embeddings inside the isolate, too.
                let Some(at) = open.iter().rposition(|&end| end == POP_ISOLATE) else { continue };
                open.truncate(at);
            }
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            '\u{202a}'..='\u{202e}' => open.push(POP_EMBEDDING),
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out
}

#[cfg(test)]
mod tests {
    use super::balanced;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&balanced(text).escape_debug().to_string());
    }

    #[test]
    fn controls_are_balanced() {
        check("a\u{202e}b", expect![[r#"a\u{202e}b\u{202c}"#]]);
        check("a\u{202e}b\u{202c}c", expect![[r#"a\u{202e}b\u{202c}c"#]]);
        check("a\u{2067}b\u{202b}c", expect![[r#"a\u{2067}b\u{202b}c\u{202c}\u{2069}"#]]);
        check("a\u{2067}b\u{202b}c\u{2069}d", expect![[r#"a\u{2067}b\u{202b}c\u{2069}d"#]]);
        check("a\u{202c}b\u{2069}c", expect!["abc"]);
        check("a\u{202e}b\u{2069}c", expect![[r#"a\u{202e}bc\u{202c}"#]]);
    }
}
