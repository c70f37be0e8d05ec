//! The encoding of a file: by its byte order mark, by what an HTML page says of itself, by its bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use std::string::FromUtf8Error;

/// A page's text, and what to say of its encoding.
pub(super) struct Decoded {
    pub text: String,
    /// Empty if the page says what it is, and is that.
    pub note: String,
}

/// Browsers look for the encoding in the first kilobyte; pages have it later, too.
const HEAD_LEN: usize = 4096;

/// The text of a file that is UTF-8, or UTF-16 with a byte order mark.
pub(super) fn decode_text(bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => Ok(encoding.decode(&bytes).0.into_owned()),
        _ => String::from_utf8(bytes),
    }
}

/// The text of an HTML page.
pub(super) fn decode_page(bytes: Vec<u8>) -> Decoded {
    let (text, note) = match (Encoding::for_bom(&bytes), declared(&bytes)) {
        (Some((encoding, _)), _) if encoding != UTF_8 => {
            (encoding.decode(&bytes).0.into_owned(), String::new())
        }
        // Its bytes are those of ASCII.
        (_, Some(encoding)) if encoding == ISO_2022_JP => {
            (encoding.decode(&bytes).0.into_owned(), String::new())
        }
        (_, declared) => match String::from_utf8(bytes) {
            Ok(text) => {
                let other = declared.filter(|&other| other != UTF_8 && !text.is_ascii());
                let note = other.map_or_else(String::new, |other| mislabelled(other, UTF_8));
                (text, note)
            }
            Err(error) => not_utf8(error.as_bytes(), declared),
        },
    };
    Decoded { text, note }
}

/// A page that is not UTF-8.
fn not_utf8(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, String) {
    let legacy = declared.filter(|&encoding| encoding != UTF_8);
    if let Some(encoding) = legacy
        && let Some(text) = decoded_without_error(encoding, bytes)
        && !is_unlikely(&text, bytes, encoding)
    {
        return (text, String::new());
    }
    if let Some(text) = damaged_utf8(bytes) {
        let message = "some bytes of this page are not UTF-8: a sign stands for each";
        return (text, message.to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (encoding, text) = match decoded_without_error(guess, bytes) {
        Some(text) => (guess, text),
        None => {
            let encoding = legacy.unwrap_or(guess);
            (encoding, superset(encoding).decode_without_bom_handling(bytes).0.into_owned())
        }
    };
    let note = match declared {
        Some(declared) if declared == encoding => {
            format!("some bytes of this page are not {}: a sign stands for each", name(encoding))
        }
        Some(declared) => mislabelled(declared, encoding),
        None => format!("this page doesn't say its encoding; it is read as {}", name(encoding)),
    };
    (text, note)
}

fn decoded_without_error(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = superset(encoding).decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Whether a text that was read without error is none that anybody writes: single bytes can be read in
/// any encoding, and Japanese bytes as Korean.
fn is_unlikely(text: &str, bytes: &[u8], encoding: &Encoding) -> bool {
    let share = |part: usize, whole: usize, percent: usize| part * 100 > whole * percent;
    if encoding == EUC_KR {
        // Signs that were added later, for syllables that hardly occur.
        let pairs = bytes.windows(2).filter(|pair| pair[0] >= 0x80).count();
        let rare = bytes.windows(2).filter(|pair| (0x81..0xa1).contains(&pair[0])).count();
        return share(rare, pairs, 15);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    if encoding == WINDOWS_1252 {
        let ascii = text.split(['<', '>']).step_by(2).flat_map(str::chars);
        return share(letters, letters + ascii.filter(char::is_ascii_alphabetic).count(), 40);
    }
    let odd = |c: &char| matches!(c, '\u{ff61}'..='\u{ff9f}' | '\u{e000}'..='\u{f8ff}');
    share(text.chars().filter(odd).count(), letters, 20)
}

/// UTF-8 of which a few bytes were lost, as where a text was cut.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let whole = text.chars().filter(|&c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER).count();
    (whole > 20 * lost).then(|| text.into_owned())
}

/// GB2312 and GBK are parts of GB18030.
fn superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn mislabelled(declared: &'static Encoding, encoding: &'static Encoding) -> String {
    format!("this page says that it is {}, and is read as {}", name(declared), name(encoding))
}

fn name(encoding: &'static Encoding) -> String {
    match encoding.name() {
        "windows-1252" | "windows-1251" => encoding.name().to_owned(),
        other => other.to_ascii_uppercase().replace("SHIFT_JIS", "Shift_JIS"),
    }
}

/// The encoding that the page says it has. UTF-16 is said by mistake only: in UTF-16 this could not
/// be read.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD_LEN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let mut said = head.match_indices("charset").map(|(at, key)| &head[at + key.len()..]);
    let label = said.find_map(label_of).or_else(|| {
        let (_, rest) = head.strip_prefix("<?xml")?.split_once("encoding")?;
        label_of(rest)
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if [UTF_16LE, UTF_16BE].contains(&encoding) { UTF_8 } else { encoding })
}

/// The label behind `charset`: `= "euc-kr"`.
fn label_of(rest: &str) -> Option<&str> {
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Some(&value[..end.unwrap_or(value.len())]).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::decode_page;
    use encoding_rs::Encoding;
    use expect_test::{Expect, expect};

    /// What a page with these words becomes that is written in `encoding` and says that it is in
    /// `charset`.
    fn read(charset: &str, encoding: &str, words: &str) -> String {
        let meta = match charset {
            "" => String::new(),
            charset => format!("<meta charset={charset}>"),
        };
        let page = [&meta, words].concat();
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap();
        let decoded = decode_page(encoding.encode(&page).0.into_owned());
        let text = decoded.text.strip_prefix(&meta).unwrap();
        [text, "\n", &decoded.note].concat()
    }

    fn check(charset: &str, encoding: &str, words: &str, expected: Expect) {
        expected.assert_eq(&read(charset, encoding, words));
    }

    #[test]
    fn declared_encodings() {
        for (charset, encoding, words) in [
            ("windows-1252", "windows-1252", "“Café” – fin"),
            ("iso-8859-1", "windows-1252", "“Café”"),
            ("euc-kr", "euc-kr", "신문 기사"),
            ("Shift_JIS", "shift_jis", "新聞の記事"),
            ("iso-2022-jp", "iso-2022-jp", "新聞の記事"),
            ("gb2312", "gb18030", "新闻 㐂"),
            ("big5", "big5", "新聞"),
            ("koi8-r", "koi8-r", "Газета"),
            ("utf-8", "utf-8", "Газета"),
            ("utf-16", "utf-8", "Газета"),
        ] {
            assert_eq!(read(charset, encoding, words), [words, "\n"].concat());
        }
    }

    #[test]
    fn mislabelled_pages() {
        check(
            "utf-8",
            "windows-1252",
            "Le café ferme, dit-il à l’hôtelier",
            expect![[r#"
            Le café ferme, dit-il à l’hôtelier
            this page says that it is UTF-8, and is read as windows-1252"#]],
        );
        check(
            "iso-8859-1",
            "utf-8",
            "Le café",
            expect![[r#"
            Le café
            this page says that it is windows-1252, and is read as UTF-8"#]],
        );
        let japanese = "これは新聞の記事です。今日の天気は晴れ、ところにより雨でしょう。";
        check(
            "euc-kr",
            "shift_jis",
            japanese,
            expect![[r#"
            これは新聞の記事です。今日の天気は晴れ、ところにより雨でしょう。
            this page says that it is EUC-KR, and is read as Shift_JIS"#]],
        );
        check(
            "windows-1252",
            "shift_jis",
            japanese,
            expect![[r#"
            これは新聞の記事です。今日の天気は晴れ、ところにより雨でしょう。
            this page says that it is windows-1252, and is read as Shift_JIS"#]],
        );
        let russian = "Паром через реку снова ходит по ночам, и люди довольны.";
        check(
            "windows-1252",
            "windows-1251",
            russian,
            expect![[r#"
            Паром через реку снова ходит по ночам, и люди довольны.
            this page says that it is windows-1252, and is read as windows-1251"#]],
        );
        check(
            "",
            "koi8-r",
            russian,
            expect![[r#"
            Паром через реку снова ходит по ночам, и люди довольны.
            this page doesn't say its encoding; it is read as KOI8-U"#]],
        );
    }
}
