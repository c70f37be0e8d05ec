//! The language of a paper that doesn't say it, from what its texts are written in.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use walkdir::WalkDir;

/// How many texts are looked at, and how much of each.
const MAX_TEXTS: usize = 24;
const MAX_BYTES: u64 = 1 << 13;
/// How many entries of folders are looked at to find them.
const MAX_ENTRIES: usize = 2_000;

/// Languages written in letters that few others have: the language, and the first and last letter.
const SCRIPTS: [(&str, char, char); 12] = [
    ("ko", '가', '힣'),
    ("ja", '\u{3041}', '\u{30ff}'),
    ("zh", '\u{4e00}', '\u{9fff}'),
    ("ar", '\u{620}', '\u{64a}'),
    ("he", '\u{5d0}', '\u{5ea}'),
    ("ru", '\u{410}', '\u{44f}'),
    ("el", '\u{391}', '\u{3c9}'),
    ("hi", '\u{904}', '\u{939}'),
    ("bn", '\u{985}', '\u{9b9}'),
    ("ta", '\u{b85}', '\u{bb9}'),
    ("th", '\u{e01}', '\u{e2e}'),
    ("ka", '\u{10d0}', '\u{10f0}'),
];

/// The commonest words of languages in Latin letters, as far as others don't have them.
const WORDS: [(&str, [&str; 8]); 9] = [
    ("en", ["the", "and", "of", "to", "that", "with", "was", "is"]),
    ("de", ["der", "und", "die", "nicht", "das", "ist", "mit", "ein"]),
    ("fr", ["les", "des", "est", "et", "une", "dans", "pour", "qui"]),
    ("es", ["los", "las", "el", "y", "una", "por", "con", "del"]),
    ("it", ["il", "che", "di", "una", "della", "per", "sono", "gli"]),
    ("pt", ["não", "uma", "os", "do", "da", "para", "com", "são"]),
    ("nl", ["het", "een", "van", "niet", "zijn", "voor", "met", "ook"]),
    ("sv", ["och", "att", "det", "som", "inte", "för", "är", "på"]),
    ("pl", ["nie", "się", "jest", "że", "na", "do", "przez", "oraz"]),
];

/// The language that most of the paper's first texts are in, unless that is English or not clear.
pub(super) fn guess(folder: &Path) -> Option<&'static str> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name == "node_modules")
    });
    let texts = entries.take(MAX_ENTRIES).flatten().filter(|entry| {
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        entry.file_type().is_file()
            && matches!(extension, Some("md" | "markdown" | "html" | "htm" | "txt"))
    });
    let mut sample = String::new();
    for entry in texts.take(MAX_TEXTS) {
        let mut bytes = Vec::new();
        let read =
            File::open(entry.path()).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes));
        if read.is_ok() {
            sample.push_str(&String::from_utf8_lossy(&bytes));
            sample.push('\n');
        }
    }
    of_text(&sample).filter(|language| *language != "en")
}

/// The language of a text; `None` if it is not clear.
fn of_text(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let mut counts = [0_usize; SCRIPTS.len()];
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if let Some(at) = SCRIPTS.iter().position(|(_, first, last)| (*first..=*last).contains(&c))
        {
            counts[at] += 1;
        }
    }
    // Japanese is written with Chinese letters too.
    if counts[1] * 10 > counts[2] {
        counts[1] += counts[2];
        counts[2] = 0;
    }
    let (at, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    // Names of keys and marks of HTML are in Latin letters everywhere.
    if *count * 4 > letters {
        return Some(SCRIPTS[at].0);
    }
    let mut hits = [0_usize; WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() <= 8) {
        let word = word.to_lowercase();
        for (at, (_, words)) in WORDS.iter().enumerate() {
            hits[at] += usize::from(words.contains(&&*word));
        }
    }
    let mut order: Vec<usize> = (0..WORDS.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(hits[at]));
    let clear = hits[order[0]] >= 12 && hits[order[0]] * 2 > hits[order[1]] * 3;
    clear.then_some(WORDS[order[0]].0)
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn languages_of_texts() {
        let check = |text: &str, expected| assert_eq!(of_text(&text.repeat(6)), expected, "{text}");
        check("The ships of the port came with the tide. ", Some("en"));
        check("Der Hafen ist offen, und die Schiffe sind nicht da. ", Some("de"));
        check("Les bateaux des pêcheurs et une grue dans le port. ", Some("fr"));
        check("항구가 아홉 시에 열렸다. title: date ", Some("ko"));
        check("港は九時に開いた。 ", Some("ja"));
        check("港口九点开放。 ", Some("zh"));
        check("فتح الميناء ", Some("ar"));
        check("1 2 3 ", None);
    }
}
