//! Inserts: an editor's `[additions]` inside a quotation.

use article::Inline;

/// Converts brackets inside the quotation marks of a line to inserts. Other brackets are kept.
pub(crate) fn in_quotes(line: &mut Vec<Inline>) {
    if may_have_inserts(line) {
        scan(line, &mut QuoteTracker { open: None, always: false, last: None });
    }
}

/// Converts all brackets of a line to inserts: the whole line is a quotation.
pub(crate) fn everywhere(line: &mut Vec<Inline>) {
    if may_have_inserts(line) {
        scan(line, &mut QuoteTracker { open: None, always: true, last: None });
    }
}

/// Whether a line has brackets, and not so many that it can't be a real quotation.
fn may_have_inserts(line: &[Inline]) -> bool {
    const MAX_BRACKETS: usize = 2_000;
    (1..=MAX_BRACKETS).contains(&brackets(line))
}

fn brackets(line: &[Inline]) -> usize {
    let of_one = |inline: &Inline| match inline {
        Inline::Text(text) => text.bytes().filter(|&byte| byte == b'[').count(),
        other => brackets(other.children()),
    };
    line.iter().map(of_one).sum()
}

/// Tracks whether the current text is quoted.
struct QuoteTracker {
    /// The mark that will close the quotation.
    open: Option<char>,
    always: bool,
    /// The previous character.
    last: Option<char>,
}

impl QuoteTracker {
    fn is_quoted(&self) -> bool {
        self.always || self.open.is_some()
    }

    /// Advances by one character; `next` follows it.
    fn read(&mut self, c: char, next: Option<char>) {
        match self.open {
            Some(close) if c == close => self.open = None,
            Some(_) => {}
            None => {
                let begins = self.last.is_none_or(|last| !last.is_alphanumeric())
                    && next.is_none_or(|next| !next.is_whitespace());
                self.open = match c {
                    '"' if begins => Some('"'),
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '»' => Some('«'),
                    '「' => Some('」'),
                    '『' => Some('』'),
                    _ => None,
                };
            }
        }
        self.last = Some(c);
    }
}

fn scan(line: &mut Vec<Inline>, tracker: &mut QuoteTracker) {
    for inline in std::mem::take(line) {
        match inline {
            Inline::Text(text) => split(&text, tracker, line),
            mut other => {
                match &mut other {
                    Inline::Code(_) | Inline::Math(_) | Inline::Insert(_) => {
                        tracker.last = Some('x');
                    }
                    Inline::Break => tracker.last = None,
                    other => {
                        if let Some(inner) = other.children_mut() {
                            scan(inner, tracker);
                        }
                    }
                }
                line.push(other);
            }
        }
    }
}

fn split(text: &str, tracker: &mut QuoteTracker, line: &mut Vec<Inline>) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let words = if c == '[' && tracker.is_quoted() { insert_at(after) } else { None };
        if let Some(words) = words {
            if !plain.is_empty() {
                line.push(Inline::Text(std::mem::take(&mut plain)));
            }
            line.push(Inline::Insert(vec![Inline::Text(words.trim().to_owned())]));
            tracker.last = Some(']');
            rest = &after[words.len() + 1..];
        } else {
            tracker.read(c, after.chars().next());
            plain.push(c);
            rest = after;
        }
    }
    if !plain.is_empty() {
        line.push(Inline::Text(plain));
    }
}

/// The words of an insert, if the text after a bracket is one.
fn insert_at(after: &str) -> Option<&str> {
    const MAX_INSERT_LEN: usize = 300;
    let end = after.find([']', '['])?;
    let words = &after[..end];
    let follows = after[end + 1..].chars().next();
    let is_insert = after[end..].starts_with(']')
        && !words.trim().is_empty()
        && !words.starts_with('^')
        && end <= MAX_INSERT_LEN
        && follows != Some('(');
    is_insert.then_some(words)
}

#[cfg(test)]
mod tests {
    use super::in_quotes;
    use article::Inline;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut line = vec![Inline::Text(text.to_owned())];
        in_quotes(&mut line);
        let shown = |inline: &Inline| match inline {
            Inline::Insert(words) => format!("<{}>", article::plain_text(words)),
            other => article::plain_text(std::slice::from_ref(other)),
        };
        expected.assert_eq(&line.iter().map(shown).collect::<String>());
    }

    #[test]
    fn brackets_in_quotation_marks_are_inserts() {
        check(
            "\"We have the [joint declaration], which [South Korea] signed,\" he said.",
            expect![[r#""We have the <joint declaration>, which <South Korea> signed," he said."#]],
        );
        check(
            "“[T]he words […] were [sic] his” and [not] this",
            expect!["“<T>he words <…> were <sic> his” and [not] this"],
        );
        check("„Das [Wort]“ «le [mot]» 「[言葉]」", expect!["„Das <Wort>“ «le <mot>» 「<言葉>」"]);
    }

    #[test]
    fn other_brackets_stay() {
        check(
            "See [the appendix] for 5\" pipes [and more].",
            expect![[r#"See [the appendix] for 5" pipes [and more]."#]],
        );
        check(
            "\"An [empty ] one, [ ], a [nested [one]], [^1], [link](x), [open",
            expect![[r#""An <empty> one, [ ], a [nested <one>], [^1], [link](x), [open"#]],
        );
    }
}
