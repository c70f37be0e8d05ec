//! Emphasis beside Korean, Chinese and Japanese: `**인쇄(印刷)**는`, which CommonMark doesn't take for
//! emphasis because no space follows the bracket. And `==marked==` words.

use super::{Edit, Source};

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !source.text.is_ascii() && source.text.contains(is_cjk) {
        edits.extend(emphasis(source));
    }
    edits.extend(marked(source));
    edits
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// A run of asterisks.
struct Run {
    at: usize,
    length: usize,
    before: char,
    after: char,
}

impl Run {
    /// Whether CommonMark lets it close, or open, which is the same turned around.
    fn fits(inner: char, outer: char) -> bool {
        let is_open = |c: char| c.is_whitespace() || is_punctuation(c);
        !inner.is_whitespace() && (!is_punctuation(inner) || is_open(outer))
    }
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{300}'..='\u{36f}')
}

fn emphasis(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Option<Run> = None;
    let mut last = 0;
    for run in runs(source) {
        // Emphasis ends with its paragraph.
        if source.text[last..run.at].contains("\n\n") {
            open = None;
        }
        last = run.at;
        let Some(start) = open.take() else {
            open = (!run.after.is_whitespace()).then_some(run);
            continue;
        };
        if run.length != start.length || run.before.is_whitespace() {
            open = (!run.after.is_whitespace()).then_some(run);
            continue;
        }
        let opens = Run::fits(start.after, start.before);
        let closes = Run::fits(run.before, run.after);
        let beside = is_cjk(start.before) || is_cjk(run.after);
        if beside && !(opens && closes) && start.length <= 2 {
            let name = if start.length == 2 { "strong" } else { "em" };
            edits.push(Edit::new(start.at..start.at + start.length, format!("<{name}>")));
            edits.push(Edit::new(run.at..run.at + run.length, format!("</{name}>")));
        }
    }
    edits
}

fn runs<'a>(source: &'a Source<'_>) -> impl Iterator<Item = Run> + 'a {
    let text = source.text;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find('*')?;
            let length = text[start..].len() - text[start..].trim_start_matches('*').len();
            at = start + length;
            let before = text[..start].chars().next_back().unwrap_or('\n');
            let after = text[at..].chars().next().unwrap_or('\n');
            if !source.is_code(start) && before != '\\' {
                return Some(Run { at: start, length, before, after });
            }
        }
    })
}

/// `==words==`, on one line.
fn marked(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Option<usize> = None;
    for at in source.find_all("==") {
        let (before, after) = (&source.text[..at], &source.text[at + 2..]);
        // A row of signs is a heading's underline or a rule.
        if before.ends_with('=') || after.starts_with('=') {
            open = None;
            continue;
        }
        let start = open.take().filter(|start| !source.text[*start..at].contains('\n'));
        match start {
            Some(start) if !before.ends_with(char::is_whitespace) => {
                edits.push(Edit::new(start..start + 2, "<mark>"));
                edits.push(Edit::new(at..at + 2, "</mark>"));
            }
            _ => {
                let begins = !before.ends_with(char::is_alphanumeric);
                open = (begins && !after.starts_with(char::is_whitespace)).then_some(at);
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn beside_cjk() {
        check(
            edits,
            "이것은 **인쇄(印刷)**는 말. **\"인용\"**이라고 *강조* **a** b.\n",
            expect![[r#"
                이것은 <strong>인쇄(印刷)</strong>는 말. <strong>"인용"</strong>이라고 *강조* **a** b.
            "#]],
        );
        check(
            edits,
            "日本語の**「強調」**です。*「弱」*だ\n\n2 ** 3 * 가\n",
            expect![[r#"
            日本語の<strong>「強調」</strong>です。<em>「弱」</em>だ

            2 ** 3 * 가
        "#]],
        );
    }

    #[test]
    fn marked_words() {
        check(
            edits,
            "A ==marked word== if a == b == c.\n\nHead\n====\n",
            expect![[r#"
            A <mark>marked word</mark> if a == b == c.

            Head
            ====
        "#]],
        );
    }
}
