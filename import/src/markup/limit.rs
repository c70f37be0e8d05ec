//! How much of a text can be read as Markdown.
//!
//! The parser makes a tree of the whole text before it says what is in it, with up to two nodes for
//! each character that may mean something: a text of 4 MB would need a gigabyte. So those characters
//! are counted first.

/// The most characters with a meaning that are read. The tree then takes less than 100 MB.
const MAX_SYNTAX: usize = 500_000;

/// A text that is shorter, in bytes, has no more than that, however its tables are filled up.
const SHORT_TEXT: usize = 1 << 14;

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// Parts a text into what can be read as Markdown, and the rest, most often empty. No comment begins
/// in one part and ends in the other.
pub(crate) fn split_at_limit(text: &str) -> (&str, &str) {
    if text.len() <= SHORT_TEXT { (text, "") } else { split_after(text, MAX_SYNTAX) }
}

fn split_after(text: &str, max: usize) -> (&str, &str) {
    let end = end_of_first(text, max);
    if end == text.len() {
        return (text, "");
    }
    // The mark of a comment may stand on both sides of the end.
    let comment = text.match_indices(COMMENT).map(|(at, _)| at).take_while(|&at| at < end).last();
    let open = comment.filter(|&comment| !text[comment..end].contains(COMMENT_END));
    text.split_at(open.unwrap_or(end))
}

/// A text without its comments.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once(COMMENT) {
        let Some((_, after)) = comment.split_once(COMMENT_END) else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the first `most` characters with a meaning end.
fn end_of_first(text: &str, max: usize) -> usize {
    let mut remaining = max;
    // How many cells a row of the table at hand has: rows that are shorter are filled up.
    let mut cells = 0;
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let bytes = line.as_bytes();
        let count = (0..bytes.len()).filter(|&at| is_syntax(bytes, at)).count();
        if count.max(cells) > remaining {
            let next = (0..bytes.len()).filter(|&at| is_syntax(bytes, at)).nth(remaining);
            return at + next.unwrap_or(0);
        }
        remaining -= count.max(cells);
        cells = match line.trim_matches([' ', '\t', '>', '\n', '\r']) {
            "" => 0,
            rule if is_table_delimiter_row(rule) => rule.matches('|').count() + 1,
            _ => cells,
        };
        at += line.len();
    }
    text.len()
}

/// Whether the byte may make the parser part a text there.
fn is_syntax(line: &[u8], at: usize) -> bool {
    let blank_follows = || line.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    match line[at] {
        b'\n' | b'\r' | b'*' | b'_' | b'~' | b'`' | b'\\' | b'&' | b'<' | b'>' | b'!' | b'['
        | b']' | b'|' => true,
        b'-' | b'+' => blank_follows(),
        b'.' | b')' => at > 0 && line[at - 1].is_ascii_digit() && blank_follows(),
        _ => false,
    }
}

/// Whether a line may be the one below a table's head, perhaps inside a list.
fn is_table_delimiter_row(line: &str) -> bool {
    line.contains('|')
        && line.contains('-')
        && line.bytes().all(|byte| {
            matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'>' | b'+' | b'*' | b'.' | b')')
                || byte.is_ascii_digit()
        })
}

#[cfg(test)]
mod tests {
    use super::{split_after, without_comments};

    /// Checks where the part that can be read ends, if it may have `most` characters with a meaning.
    fn check(max: usize, marked: &str) {
        let text = marked.replacen('⏹', "", 1);
        let (read, rest) = split_after(&text, max);
        assert_eq!(format!("{read}⏹{rest}"), marked);
    }

    #[test]
    fn marks_are_counted() {
        check(9, "Plain text, 1.5 of it - well-known. (Really)⏹");
        check(3, "> > - ⏹> deep");
        check(2, "*a* ⏹*b*");
        check(2, "1. 2. 3⏹. 4) a");
        check(2, "- a\n⏹- b\n- c\n");
        check(3, "&amp;&lt;&gt;⏹&quot;");
        check(0, "⏹[a](b)");
    }

    #[test]
    fn rows_of_a_table_count_whole() {
        let head = "|a|b|c|d\n|-|-|-|-\n";
        check(21, &format!("{head}|1\n|2\n⏹|3\n"));
        check(27, &format!("{head}|1\n\n|2\n|3\n|4\n⏹|5"));
        check(18, &format!("- {head}  |1\n  |2⏹\n"));
    }

    #[test]
    fn comments_stay_whole() {
        check(3, "*a* ⏹<!-- *b* --> *c*");
        check(4, "*a* ⏹<!-- *b* --> *c*");
        check(7, "*a* <!-- --> *b⏹*");
        check(0, "⏹<!-- *b*");
        assert_eq!(without_comments("a <!-- b --> c <!----> d <!-- e"), "a  c  d <!-- e");
    }
}
