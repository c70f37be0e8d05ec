//! Addresses that stand in a text as they are, which Markdown of GitHub, Hugo and Jekyll makes links.

use super::Converter;
use article::{Block, Footnote, Inline, each_line_mut};

impl Converter<'_> {
    /// Makes links of the addresses in the text.
    pub(super) fn link_bare_addresses(&self, blocks: &mut [Block], footnotes: &mut [Footnote]) {
        let mut line = |line: &mut Vec<Inline>| self.link_in_line(line);
        each_line_mut(blocks, &mut line);
        for footnote in footnotes {
            each_line_mut(&mut footnote.body, &mut line);
        }
    }

    fn link_in_line(&self, line: &mut Vec<Inline>) {
        let bare = |inline: &Inline| match inline {
            Inline::Text(text) => next(text, 0).is_some(),
            Inline::Link { .. } => false,
            other => !other.children().is_empty(),
        };
        if !line.iter().any(bare) {
            return;
        }
        for inline in std::mem::take(line) {
            match inline {
                Inline::Text(text) => self.split(&text, line),
                link @ Inline::Link { .. } => line.push(link),
                mut other => {
                    if let Some(inner) = other.children_mut() {
                        self.link_in_line(inner);
                    }
                    line.push(other);
                }
            }
        }
    }

    fn split(&self, text: &str, line: &mut Vec<Inline>) {
        let mut done = 0;
        while let Some(found) = next(text, done) {
            let address = &text[found.start..found.end];
            let whole = [found.scheme, address].concat();
            if let Some(to) = self.context.resolve_link(&whole, self.context.draft.body_start) {
                push(line, &text[done..found.start]);
                line.push(Inline::Link { to, text: vec![Inline::Text(address.to_owned())] });
            } else {
                push(line, &text[done..found.end]);
            }
            done = found.end;
        }
        push(line, &text[done..]);
    }
}

fn push(line: &mut Vec<Inline>, text: &str) {
    match line.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(text),
        _ => line.push(Inline::Text(text.to_owned())),
    }
}

/// An address in a text.
#[derive(Debug, PartialEq)]
struct Found {
    start: usize,
    end: usize,
    /// What is to be put before it.
    scheme: &'static str,
}

/// The first address at or after byte `from`, by the rules of GitHub's Markdown.
fn next(text: &str, from: usize) -> Option<Found> {
    const BEGINNINGS: [(&str, &str); 3] = [("https://", ""), ("http://", ""), ("www.", "https://")];
    let rest = &text[from..];
    if !rest.contains("://") && !rest.contains("www.") && !rest.contains('@') {
        return None;
    }
    let mut at = from;
    while let Some(sign) = text[at..].find(['h', 'w', '@']).map(|length| at + length) {
        let rest = &text[sign..];
        let begins = BEGINNINGS.iter().find(|(begin, _)| rest.starts_with(begin));
        let found = match begins {
            Some(&(begin, scheme)) if is_parted(&text[from..sign]) => {
                end_of_address(rest, begin.len()).map(|end| Found {
                    start: sign,
                    end: sign + end,
                    scheme,
                })
            }
            _ if rest.starts_with('@') => mailbox(text, sign, from),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at = sign + 1;
    }
    None
}

/// Whether an address can begin behind this text.
fn is_parted(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !"/@=.-_".contains(c))
}

/// Where the address ends that begins a text; its host begins at byte `host`.
fn end_of_address(text: &str, host: usize) -> Option<usize> {
    const MAX_LEN: usize = 2_000;
    const ENDS: &str = "<>\"`“”‘’«»「」『』、。，！？；：）】…";
    let mut last = ' ';
    let goes_on = |c: char| {
        // Korean and Japanese put particles right behind an address.
        let is_particle = is_cjk(c) && (last.is_ascii_alphanumeric() || last == ')');
        last = c;
        !is_particle && !c.is_whitespace() && !c.is_control() && !ENDS.contains(c)
    };
    let length = text.chars().take(MAX_LEN).take_while({
        let mut goes_on = goes_on;
        move |&c| goes_on(c)
    });
    let end = length.map(char::len_utf8).sum();
    let mut address = &text[..end];
    let count = |sign: char| address.matches(sign).count();
    // How many brackets are closed more often than opened.
    let mut surplus = [(')', '('), (']', '['), ('}', '{')]
        .map(|(close, open)| (close, count(close).saturating_sub(count(open))));
    while let Some(last) = address.chars().next_back() {
        let bracket = surplus.iter_mut().find(|(close, more)| *close == last && *more > 0);
        match bracket {
            Some((_, more)) => *more -= 1,
            None if "?!.,:;*_~'|\\".contains(last) => {}
            None => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let name = address.get(host..)?.split(['/', '?', '#', ':']).next()?;
    let labelled = name.contains('.') && name.split('.').all(|label| !label.is_empty());
    let is_host = labelled || name == "localhost";
    (is_host && name.starts_with(char::is_alphanumeric)).then_some(address.len())
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The mailbox around the `@` at a byte, if there is one: `desk@example.org`.
fn mailbox(text: &str, sign: usize, from: usize) -> Option<Found> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let before = &text[from..sign];
    let name = &before[before.trim_end_matches(is_part).len()..];
    let start = sign - name.len();
    let rest = &text[sign + 1..];
    let host = &rest[..rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-')
        .unwrap_or(rest.len())];
    let host = host.trim_end_matches(['.', '-']);
    let (_, top) = host.rsplit_once('.')?;
    let is_top = top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let named =
        name.starts_with(|c: char| c.is_ascii_alphanumeric()) && is_parted(&text[from..start]);
    (named && is_top && !host.starts_with('.')).then_some(Found {
        start,
        end: sign + 1 + host.len(),
        scheme: "mailto:",
    })
}

#[cfg(test)]
mod tests {
    use super::next;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let mut shown = Vec::new();
        let mut at = 0;
        while let Some(found) = next(text, at) {
            shown.push([found.scheme, &text[found.start..found.end]].concat());
            at = found.end;
        }
        expected.assert_eq(&shown.join(" "));
    }

    #[test]
    fn addresses() {
        check(
            "See https://example.org/press?x=1&y=2.",
            expect!["https://example.org/press?x=1&y=2"],
        );
        check(
            "(www.example.org/a_(b)), http://localhost:80/x!",
            expect!["https://www.example.org/a_(b) http://localhost:80/x"],
        );
        check(
            "desk@example.org, a@b, @name, x@y.z1, me+you@mail.example.co.uk.",
            expect!["mailto:desk@example.org mailto:me+you@mail.example.co.uk"],
        );
        check(
            "신문(https://example.org/신문)은 https://example.org을 본다",
            expect!["https://example.org/신문 https://example.org"],
        );
    }

    #[test]
    fn none() {
        check(
            "http:// https://x www. xhttps://example.org a/www.example.org hello whys",
            expect![""],
        );
    }
}
