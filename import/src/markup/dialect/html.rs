//! `markdown="1"`: Markdown inside an HTML element (kramdown, PHP Markdown Extra, MkDocs).

use super::{Edit, Source, prefix, suffix};

/// No start tag is longer, in bytes.
const MAX_TAG_LEN: usize = 500;
/// So many places are rewritten: the end of each element has to be looked for.
const MAX_EDITS: usize = 1_000;

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let text = source.text;
    let mut edits = Vec::new();
    // Elements whose end was looked for in vain: the next would be, too.
    let mut unclosed = Vec::new();
    for at in source.find_all("markdown") {
        let before = suffix(&text[..at], MAX_TAG_LEN);
        let Some(length) = before.rfind('<').map(|tag| before.len() - tag) else { continue };
        let tag = at - length;
        let Some(end) = prefix(&text[at..], MAX_TAG_LEN).find('>').map(|end| at + end + 1) else {
            continue;
        };
        if text[tag..at].contains('>') || edits.len() > MAX_EDITS {
            continue;
        }
        let name = text[tag + 1..].split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default();
        let attribute = text[at + "markdown".len()..end].trim_start();
        let says_no = attribute.starts_with("=\"0\"") || attribute.starts_with("=\"false\"");
        let parted = text[..at].ends_with(char::is_whitespace);
        let ends = attribute.starts_with(['=', '>', '/']) || attribute.len() < end - at - 8;
        if name.is_empty() || says_no || !parted || !ends || is_inline(name) {
            continue;
        }
        edits.push(Edit::insert(end, "\n\n"));
        if unclosed.contains(&name) {
            continue;
        }
        match matching_end(&text[end..], name) {
            Some(close) => edits.push(Edit::insert(end + close, "\n\n")),
            None => unclosed.push(name),
        }
    }
    edits
}

/// Elements that stand in lines, whose text is Markdown anyway.
fn is_inline(name: &str) -> bool {
    ["span", "a", "em", "strong", "b", "i", "small", "sub", "sup", "code", "mark", "abbr"]
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(name))
}

/// Where the end tag of an element begins, inside which `text` starts.
fn matching_end(text: &str, name: &str) -> Option<usize> {
    const MAX_LEN: usize = 1 << 16;
    let mut depth = 1;
    for (at, _) in text.match_indices('<').take_while(|(at, _)| *at < MAX_LEN) {
        let rest = &text[at + 1..];
        let (step, rest) = rest.strip_prefix('/').map_or((1, rest), |rest| (-1, rest));
        let named = rest.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        if named && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            depth += step;
        }
        if depth == 0 {
            return Some(at);
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
    fn markdown_in_html() {
        check(
            edits,
            "<div class=\"note\" markdown=\"1\">\n**b**\n<div>x</div>\n</div>\n",
            expect![[r#"
                <div class="note" markdown="1">


                **b**
                <div>x</div>


                </div>
            "#]],
        );
        check(
            edits,
            "<div markdown>*a*</div> <span markdown=\"1\">*b*</span> markdown=1 <p>",
            expect![[r#"
                <div markdown>

                *a*

                </div> <span markdown="1">*b*</span> markdown=1 <p>"#]],
        );
        check(
            edits,
            "<div markdown=\"0\">\n*a*\n</div>",
            expect![[r#"
            <div markdown="0">
            *a*
            </div>"#]],
        );
    }
}
