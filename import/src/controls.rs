//! Control characters, which no page and no feed can have.

use crate::signs::has_byte;

/// The text without characters that no page and no feed can have. For U+0000 stands U+FFFD, as
/// CommonMark wants it; Word's line break (U+000B) is a space.
pub(crate) fn without_controls(text: String) -> String {
    let is_control = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}');
    let is_suspect = |b| matches!(b, 0..=8 | 0xb | 0xe..=0x1f | 0x7f | 0xef);
    if !has_byte(&text, is_suspect) || !text.contains(is_control) {
        return text;
    }
    text.chars()
        .filter_map(|c| match c {
            '\0' => Some(char::REPLACEMENT_CHARACTER),
            '\u{b}' => Some(' '),
            c => (!is_control(c)).then_some(c),
        })
        .collect()
}
