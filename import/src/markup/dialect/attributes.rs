//! Attribute lists: `{.lead}` on a line below a paragraph (Hugo, mmark), `![a](b){width=300}` and
//! `[words]{.class}` (Pandoc). They are for programs; a heading's `{#id}` is CommonMark's parser's.

use super::{Edit, Source, prefix, suffix};

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, line) in source.lines() {
        let bare = line.trim();
        if list_length(bare) == Some(bare.len()) {
            edits.push(Edit::new(at..at + line.trim_end().len(), ""));
        }
    }
    for sign in ["){", "]{"] {
        for at in source.find_all(sign) {
            let list = at + 1;
            let Some(length) = list_length(&source.text[list..]) else { continue };
            // Words in brackets that are no link lose the brackets too.
            let open = (sign == "]{").then(|| opening_bracket(&source.text[..at])).flatten();
            match open {
                Some(open) => {
                    edits.push(Edit::new(open..open + 1, ""));
                    edits.push(Edit::new(at..list + length, ""));
                }
                None if sign == "]{" => {}
                None => edits.push(Edit::new(list..list + length, "")),
            }
        }
    }
    edits
}

/// How long the attribute list is that a text begins with.
fn list_length(text: &str) -> Option<usize> {
    const MAX_LEN: usize = 300;
    let inside = text.strip_prefix('{')?;
    let end = prefix(inside, MAX_LEN).find(['}', '{', '\n'])?;
    let words = inside[..end].trim();
    let is_attribute = |word: &str| {
        let named = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
        };
        match word.split_once('=') {
            Some((key, _)) => named(key),
            None => word.strip_prefix(['.', '#']).is_some_and(named),
        }
    };
    let mut rest = words;
    let mut count = 0;
    while !rest.is_empty() {
        // A value in quotation marks may have spaces in it.
        let quoted = rest.find("=\"").filter(|at| !rest[..*at].contains(' '));
        let length = match quoted {
            Some(at) => at + 2 + rest[at + 2..].find('"')? + 1,
            None => rest.find(' ').unwrap_or(rest.len()),
        };
        if !is_attribute(&rest[..length]) {
            return None;
        }
        count += 1;
        rest = rest[length..].trim_start();
    }
    (count > 0 && inside[end..].starts_with('}')).then_some(end + 2)
}

/// The bracket that the text is inside of.
fn opening_bracket(text: &str) -> Option<usize> {
    let near = suffix(text, 500);
    let line = near.rfind('\n').map_or(0, |newline| newline + 1) + text.len() - near.len();
    let mut depth = 0;
    for (at, c) in text[line..].char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(line + at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn lists_of_attributes() {
        check(
            edits,
            "A paragraph.\n{.lead}\n\n## H {#h}\n",
            expect![[r#"
            A paragraph.


            ## H {#h}
        "#]],
        );
        check(
            edits,
            "![a](b.png){width=300} [c](d){target=\"_blank\" rel=\"x y\"}\n",
            expect![[r#"
            ![a](b.png) [c](d)
        "#]],
        );
        check(
            edits,
            "[small *caps*]{.small-caps} f(x){return} a[0]{b}\n",
            expect![[r#"
            small *caps* f(x){return} a[0]{b}
        "#]],
        );
    }
}
