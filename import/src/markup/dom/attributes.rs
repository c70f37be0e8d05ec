//! Limits the attributes of an element. The parser compares each attribute with all before it,
//! which takes minutes for hundreds of thousands.

use std::borrow::Cow;
use std::ops::Range;

/// The maximum number of attributes of an element.
pub(super) const MAX: usize = 1_000;

/// Removes surplus attributes.
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    limited_to(html, MAX)
}

fn limited_to(html: &str, max: usize) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut next_end = 0;
    while let Some(tag) = html[at..].find('<').map(|length| at + length) {
        at = tag + 1;
        if html[at..].starts_with("!--") {
            at = html[at..].find("-->").map_or(html.len(), |length| at + length);
        }
        if !html[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        if next_end < at {
            next_end = html[at..].find('>').map_or(html.len(), |length| at + length);
        }
        // An attribute and its separator are at least two bytes.
        let surplus =
            (next_end - at > 2 * max).then(|| surplus(&html.as_bytes()[at..], max)).flatten();
        if let Some(Range { start, end }) = surplus {
            out.push_str(&html[copied..at + start]);
            copied = at + end;
        }
        at = end_of_raw_text(html, at).max(copied);
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// The end of the raw text if a script or style starts at `at`; `at` for other elements.
fn end_of_raw_text(html: &str, at: usize) -> usize {
    let is_at = |at: usize, name: &str| {
        html.as_bytes()[at..]
            .get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()))
    };
    let Some(name) = ["script", "style"].into_iter().find(|name| is_at(at, name)) else {
        return at;
    };
    let mut ends = html[at..].match_indices("</").map(|(length, _)| at + length);
    ends.find(|end| is_at(end + 2, name)).unwrap_or(html.len())
}

/// The byte range of the surplus attributes in the tag whose name starts here.
fn surplus(tag: &[u8], max: usize) -> Option<Range<usize>> {
    let skip = |from: usize, skipped: &dyn Fn(u8) -> bool| {
        from + tag[from..].iter().take_while(|&&byte| skipped(byte)).count()
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let mut at = skip(0, &|byte| !is_space(byte) && byte != b'/' && byte != b'>');
    let mut count = 0;
    let mut start = None;
    loop {
        at = skip(at, &|byte| is_space(byte) || byte == b'/');
        if tag.get(at).is_none_or(|&byte| byte == b'>') {
            return start.map(|start| start..at);
        }
        count += 1;
        if count > max && start.is_none() {
            start = Some(at);
        }
        at = skip(at + 1, &|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let sign = skip(at, &is_space);
        if tag.get(sign) == Some(&b'=') {
            at = skip(sign + 1, &is_space);
            at = match tag.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    (skip(at + 1, &|byte| byte != quote) + 1).min(tag.len())
                }
                _ => skip(at, &|byte| !is_space(byte) && byte != b'>'),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::limited_to;

    /// Checks `html` with a limit of two attributes for each element.
    fn check(html: &str, expected: &str) {
        assert_eq!(limited_to(html, 2), expected);
    }

    #[test]
    fn too_many_attributes_are_left_out() {
        check("<b c=d e>x</b>", "<b c=d e>x</b>");
        check("<b c d e='>' f=\"g\">x</b><i h i j=k>y", "<b c d >x</b><i h i >y");
        check("<b/c = d\n/e / f=g/h>x<b a b c=\">\"d>", "<b/c = d\n/e / >x<b a b >");
        check("<b c='d e f' = g>x", "<b c='d e f' = >x");
        check("<b c d e <b f>x", "<b c d >x");
        check("<b c d e unclosed", "<b c d ");
    }

    #[test]
    fn text_is_not_a_tag() {
        check("<!-- <b c d e f --> < b c d e> <b>", "<!-- <b c d e f --> < b c d e> <b>");
        check("<script>a <b c d e</script><b c d e>", "<script>a <b c d e</script><b c d >");
        check("<STYLE>a <b c d e", "<STYLE>a <b c d e");
    }
}
