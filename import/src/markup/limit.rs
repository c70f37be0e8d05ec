//! Limits how much text is parsed as Markdown.
//!
//! The parser builds a tree of the whole text, with up to two nodes for each syntax character: a
//! text of 4 MB would need a gigabyte. So syntax characters are counted first.

/// The maximum number of syntax characters. It keeps the tree below 100 MB.
const MAX_SYNTAX: usize = 500_000;

/// A text shorter than this, in bytes, can't exceed the limit, even if its table rows are padded.
const SHORT_TEXT: usize = 1 << 14;

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// Splits a text into the part that is parsed and the rest, which is usually empty. A comment is
/// never split.
pub(crate) fn split_at_limit(text: &str) -> (&str, &str) {
    if text.len() <= SHORT_TEXT { (text, "") } else { split_after(text, MAX_SYNTAX) }
}

fn split_after(text: &str, max: usize) -> (&str, &str) {
    let end = end_of_first(text, max);
    if end == text.len() {
        return (text, "");
    }
    // The start of a comment may lie across the end.
    let comment = text.match_indices(COMMENT).map(|(at, _)| at).take_while(|&at| at < end).last();
    let open = comment.filter(|&comment| !text[comment..end].contains(COMMENT_END));
    text.split_at(open.unwrap_or(end))
}

/// Removes comments.
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

/// The offset after the first `max` syntax characters.
fn end_of_first(text: &str, max: usize) -> usize {
    let mut remaining = max;
    // The number of columns of the current table: the parser pads shorter rows.
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

/// Whether the parser may start a node at this byte.
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

/// Whether a line may be a table's delimiter row, possibly inside a list.
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

    /// Checks where the parsed part ends with a limit of `max` syntax characters.
    fn check(max: usize, marked: &str) {
        let text = marked.replacen('⏹', "", 1);
        let (read, rest) = split_after(&text, max);
        assert_eq!(format!("{read}⏹{rest}"), marked);
    }

    #[test]
    fn syntax_characters_are_counted() {
        check(9, "Plain text, 1.5 of it - well-known. (Really)⏹");
        check(3, "> > - ⏹> deep");
        check(2, "*a* ⏹*b*");
        check(2, "1. 2. 3⏹. 4) a");
        check(2, "- a\n⏹- b\n- c\n");
        check(3, "&amp;&lt;&gt;⏹&quot;");
        check(0, "⏹[a](b)");
    }

    #[test]
    fn table_rows_are_padded() {
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
