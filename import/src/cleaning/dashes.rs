//! Dashes and ellipses as Jekyll and Hugo set them: `--` is an en dash, `---` an em dash, `...` an
//! ellipsis.

use crate::signs::has_pair;
use article::{Article, Inline, each_line_mut};

/// Sets the dashes of an article. Names, addresses and code stay as they are.
pub(crate) fn set(article: &mut Article) {
    for text in [&mut article.headline, &mut article.standfirst] {
        set_text(text);
    }
    if let Some(image) = &mut article.lead_image {
        set_line(&mut image.caption);
    }
    each_line_mut(&mut article.body, &mut |line: &mut Vec<Inline>| set_line(line));
    for footnote in &mut article.footnotes {
        each_line_mut(&mut footnote.body, &mut |line: &mut Vec<Inline>| set_line(line));
    }
}

fn set_line(line: &mut [Inline]) {
    for inline in line {
        match inline {
            Inline::Text(text) => set_text(text),
            Inline::Link { text, .. } if is_address(text) => {}
            other => {
                if let Some(inner) = other.children_mut() {
                    set_line(inner);
                }
            }
        }
    }
}

/// Whether a link shows the address that it leads to.
fn is_address(text: &[Inline]) -> bool {
    let [Inline::Text(text)] = text else {
        return false;
    };
    !text.contains(' ') && (text.contains("://") || text.starts_with("www.") || text.contains('@'))
}

fn set_text(text: &mut String) {
    if has_pair(text, |byte| matches!(byte, b'-' | b'.')) {
        *text = with_dashes(text);
    }
}

fn with_dashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '.']) {
        let sign = rest.as_bytes()[at] as char;
        let run = rest[at..].len() - rest[at..].trim_start_matches(sign).len();
        out.push_str(&rest[..at]);
        let after = rest[at + run..].chars().next();
        match mark(sign, run, out.chars().next_back(), after) {
            Some(mark) => out.push(mark),
            None => out.push_str(&rest[at..at + run]),
        }
        rest = &rest[at + run..];
    }
    out + rest
}

/// What a run of signs is printed as, if it is another sign.
fn mark(sign: char, run: usize, before: Option<char>, after: Option<char>) -> Option<char> {
    // Arrows and the comments of HTML.
    let is_drawn = |c: Option<char>| c.is_some_and(|c| "<>!|+=-".contains(c));
    match (sign, run) {
        ('.', 3) => Some('…'),
        ('-', 2 | 3) if is_drawn(before) || is_drawn(after) => None,
        // `--all` is the option of a command.
        ('-', 2)
            if before.is_none_or(|c| c.is_whitespace() || "([“‘\"'".contains(c))
                && after.is_some_and(|c| c.is_ascii_alphabetic()) =>
        {
            None
        }
        ('-', 2) => Some('–'),
        ('-', 3) => Some('—'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::with_dashes;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&with_dashes(text));
    }

    #[test]
    fn dashes() {
        check(
            "Pages 4--8 --- all of them --- were lost... -- so",
            expect!["Pages 4–8 — all of them — were lost… – so"],
        );
        check("A--b, c---d. Wait ... what", expect!["A–b, c—d. Wait … what"]);
    }

    #[test]
    fn what_is_none() {
        check(
            "make --all, a --> b, <!-- x, ---- and ....",
            expect!["make --all, a --> b, <!-- x, ---- and ...."],
        );
    }
}
