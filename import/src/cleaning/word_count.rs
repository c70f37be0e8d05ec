//! Word counts and reading times.
//!
//! Words are counted by Unicode's word boundaries (UAX #29). In scripts with spaces, including
//! Korean, these are spaces and punctuation; in Chinese and Japanese, each ideograph and each kana
//! counts as one. Reading takes a minute for 230 words, or for 500 of those characters.

use crate::cleaning::normalize::is_unspaced;
use article::{Block, Footnote, Inline, Part};
use unicode_segmentation::UnicodeSegmentation;

const WORDS_PER_MINUTE: u32 = 230;
const CHARACTERS_PER_MINUTE: u32 = 500;

/// The number of words, and of characters in scripts without spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordCount {
    words: u32,
    characters: u32,
}

impl WordCount {
    /// Counts the words of a body and its footnotes.
    pub(crate) fn of(blocks: &[Block], footnotes: &[Footnote]) -> WordCount {
        let mut text = String::new();
        push_blocks(blocks, &mut text);
        for footnote in footnotes {
            push_blocks(&footnote.body, &mut text);
        }
        WordCount::of_text(&text)
    }

    /// The length of a text.
    pub(crate) fn of_text(text: &str) -> WordCount {
        let mut count = WordCount::default();
        for line in text.lines() {
            count.add_line(line);
        }
        count
    }

    fn add_line(&mut self, line: &str) {
        if let Some(words) = latin_words(line) {
            self.words += words;
            return;
        }
        for word in line.unicode_words() {
            if word.starts_with(is_unspaced) {
                self.characters += 1;
            } else {
                self.words += 1;
            }
        }
    }

    pub(crate) fn total(self) -> u32 {
        self.words + self.characters
    }

    /// The reading time in minutes, at least 1.
    pub(crate) fn reading_minutes(self) -> u32 {
        let (words, characters) = (u64::from(self.words), u64::from(self.characters));
        let (fast, slow) = (u64::from(CHARACTERS_PER_MINUTE), u64::from(WORDS_PER_MINUTE));
        let minutes = (words * fast + characters * slow).div_ceil(fast * slow);
        u32::try_from(minutes.max(1)).unwrap_or(u32::MAX)
    }
}

/// A much faster `unicode_words().count()` for Latin text. `None` for other scripts.
fn latin_words(line: &str) -> Option<u32> {
    let mut words = 0;
    let mut inside = false;
    let mut rest = line;
    loop {
        let ascii = rest.bytes().position(|byte| !is_ascii_word(byte)).unwrap_or(rest.len());
        words += u32::from(ascii > 0 && !inside);
        inside |= ascii > 0;
        let mut characters = rest[ascii..].chars();
        let Some(c) = characters.next() else {
            return Some(words);
        };
        rest = characters.as_str();
        let word = match c {
            '\'' | '’' | '.' | ':' | ',' | ';' => inside && joins(c, characters.next()),
            '\0'..='\u{7f}' => false,
            '\u{c0}'..='\u{24f}' | 'ª' | 'µ' | 'º' => c.is_alphanumeric(),
            '\u{80}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => false,
            _ => return None,
        };
        words += u32::from(word && !inside);
        inside = word;
    }
}

fn is_ascii_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a punctuation mark continues a word, as in `it’s` and `1,000`.
fn joins(mark: char, next: Option<char>) -> bool {
    let Some(next) = next else {
        return false;
    };
    match mark {
        ',' | ';' => next.is_ascii_digit(),
        ':' => next.is_alphabetic(),
        _ => next.is_alphanumeric() || next == '_',
    }
}

/// Appends the text that counts. Pull quotes repeat words, and captions of embeds, audio and video
/// are not reading text.
fn push_blocks(blocks: &[Block], text: &mut String) {
    let counted = |block: &&Block| {
        !matches!(block, Block::PullQuote(_) | Block::Embed(_) | Block::Audio(_) | Block::Video(_))
    };
    for block in blocks.iter().filter(counted) {
        block.parts(&mut |part| match part {
            Part::Line(line) => push_line(line, text),
            Part::Blocks(inner) => push_blocks(inner, text),
        });
    }
}

fn push_line(line: &[Inline], text: &mut String) {
    push_inlines(line, text);
    text.push('\n');
}

fn push_inlines(line: &[Inline], text: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Math(words) => text.push_str(words),
            Inline::Break => text.push(' '),
            Inline::Note(_) => {}
            other => push_inlines(other.children(), text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WordCount, latin_words};
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn words_are_counted() {
        let words = |text| WordCount::of_text(text).total();
        assert_eq!(words("It's a well-known fact – about “newspapers”."), 7);
        assert_eq!(words("조선일보 영문판 기사"), 3);
        assert_eq!(words("新聞を読む"), 5);
    }

    #[test]
    fn latin_is_counted_as_unicode_says() {
        for text in
            ["it's 3.14 a.b c, d. e_f --g", "1,000 words: don’t 'quote' (x) a:b – “ça”", "...", ""]
        {
            assert_eq!(latin_words(text).unwrap() as usize, text.unicode_words().count(), "{text}");
        }
    }

    #[test]
    fn reading_takes_a_minute_or_more() {
        let minutes = |text: &str| WordCount::of_text(text).reading_minutes();
        assert_eq!(minutes("one"), 1);
        assert_eq!(minutes(&"word ".repeat(231)), 2);
        assert_eq!(minutes(&"字".repeat(1000)), 2);
    }
}
