//! The names in a byline: `By Ilse Varga, Staff writer`, `Von Jörg Thies`, `박수찬 기자`.

mod cues;

use crate::cleaning::normalize;
use crate::metadata::dates::ParsedDateTime;
use crate::metadata::names;
use cues::{BEFORE, BEHIND, ROLES};

/// A byline is no longer, in characters.
pub(super) const MAX_LEN: usize = 120;

/// The people whom a byline names, none if it is no byline.
pub(super) fn people(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in pieces(text) {
        add(&bare(&without_dates(&piece)), &mut found);
    }
    found
}

/// Whether a line begins or ends as only bylines do, and names somebody.
pub(super) fn is_byline(text: &str) -> bool {
    !cued(text).is_empty()
}

/// The people in those pieces of a line that begin or end as only bylines do.
pub(super) fn cued(text: &str) -> Vec<String> {
    if text.chars().count() > MAX_LEN {
        return Vec::new();
    }
    // `記者　山本恵子` is one piece here.
    let joined = text.replace('\u{3000}', " ");
    let pieces = pieces(&joined).chain(pieces(text)).map(|piece| without_dates(&piece));
    let is_cued =
        |piece: &String| bare(piece).len() < without_marks(piece).len() && !is_date(&bare(piece));
    let names = pieces.filter(is_cued).flat_map(|piece| people(&piece));
    let mut found: Vec<String> = Vec::new();
    for name in names.filter(|name| is_plain_name(name)) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The pieces of a text that may be bylines: lines, and what is parted in them by signs.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    const SIGNS: &[char] = &[
        '|', '•', '／', '/', '(', ')', '（', '）', '<', '@', '｜', '┃', '─', '\u{3000}', '[', ']',
        '―',
    ];
    let lines = text.lines().filter(|line| !line.contains("://") && !line.contains("www."));
    let parts = lines.flat_map(|line| line.split(SIGNS)).flat_map(|part| part.split(" – "));
    let parts = parts.flat_map(|part| part.split(" — ")).flat_map(|part| part.split(" - "));
    parts
        .map(normalize::in_one_line)
        .filter(|part| !part.is_empty() && !is_source(part))
        .collect::<Vec<_>>()
        .into_iter()
}

/// `來源：港灣日報` names a paper.
fn is_source(piece: &str) -> bool {
    const SOURCES: &[&str] = &[
        "來源",
        "来源",
        "出處",
        "出处",
        "출처",
        "source:",
        "sources:",
        "quelle:",
        "fuente:",
        "fonte:",
        "источник",
    ];
    let lower = piece.to_lowercase();
    SOURCES.iter().any(|source| lower.starts_with(source))
}

fn without_marks(text: &str) -> &str {
    text.trim_matches([' ', ':', '：', '|', '·', ',', '\u{3000}'])
}

/// Two to five words with capital letters, or two to five characters that have none, as names have.
pub(super) fn is_plain_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if !has_case {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        return (2..=24).contains(&letters) && words.len() <= 4;
    }
    let is_part = |word: &&str| {
        [
            "de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "la",
            "le", "y", "e", "al", "bin", "ter", "zu", "af", "av",
        ]
        .contains(word)
    };
    let capital =
        |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    (2..=5).contains(&words.len())
        && words.iter().all(|word| capital(word) || is_part(word))
        && words.first().is_some_and(capital)
}

fn add(text: &str, found: &mut Vec<String>) {
    let text = with_commas(text);
    for person in names::split_byline(&text) {
        let name = bare(&person.name);
        let name = without_place(&name)
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .to_owned();
        if is_name(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
}

/// The line with commas for the words `and` of several languages, where names stand on both sides.
fn with_commas(text: &str) -> String {
    const ANDS: &[&str] = &["y", "e", "et", "и", "og", "och", "en", "&", "und", "and"];
    let words: Vec<&str> = text.split(' ').collect();
    let capital =
        |word: Option<&&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let joins = |at: usize| {
        ANDS.contains(&words[at])
            && at > 0
            && capital(words.get(at - 1))
            && capital(words.get(at + 1))
    };
    let pieces = words.iter().enumerate().map(|(at, word)| if joins(at) { "," } else { word });
    pieces.collect::<Vec<_>>().join(" ").replace(';', ",")
}

fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 1
        && name.chars().count() <= 60
        && name.split(' ').count() <= 6
        && !name.contains(['@', '?', '!', '{', '…'])
        && !words.any(|word| ROLES.contains(&word))
        && !BEFORE.contains(&lower.as_str())
        && !BEHIND.contains(&name)
        && !lower.starts_with("http")
        && !lower.starts_with("www.")
}

/// The line without the words around its names.
fn bare(line: &str) -> String {
    let mut text = normalize::in_one_line(line);
    for _ in 0..3 {
        let before = text.len();
        text = without_marks(without_cue(&text)).to_owned();
        if text.len() == before {
            break;
        }
    }
    text
}

fn without_cue(text: &str) -> &str {
    let lower = text.to_lowercase();
    // Else the places would not be the same.
    if lower.len() == text.len() {
        for cue in BEFORE {
            let Some(rest) = lower.strip_prefix(cue) else { continue };
            let spaced = rest.starts_with([' ', ':', '：', '／', '/', '\u{3000}', '\u{a0}']);
            // `記者林怡君` has no space.
            let unspaced = cue.chars().all(normalize::is_unspaced) && !rest.is_empty();
            if spaced || unspaced {
                return &text[cue.len()..];
            }
        }
    }
    BEHIND
        .iter()
        .find_map(|cue| text.strip_suffix(cue))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}

/// `Ilse Varga in Berlin`, `Ilse Varga for The Gazette`: the name.
fn without_place(name: &str) -> &str {
    let ends = [" in ", " for ", " at ", " of the ", " from ", " à ", " aus "];
    let end = ends.iter().filter_map(|end| name.find(end)).filter(|&at| at > 0).min();
    &name[..end.unwrap_or(name.len())]
}

fn is_date(text: &str) -> bool {
    ParsedDateTime::parse(text).is_some()
}

/// A piece of a line up to where a date begins.
fn without_dates(piece: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in piece.split_whitespace() {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            // `May 1, 2024`, `Sunday, 1 May`.
            while kept.last().is_some_and(|last| is_date_word(last)) {
                kept.pop();
            }
            break;
        }
        kept.push(word);
    }
    kept.join(" ")
}

/// Whether a word may be a month or a day of the week before a number.
fn is_date_word(word: &str) -> bool {
    let word = word.trim_matches([',', '.']);
    is_date(&format!("{word} 1, 2000")) || is_date(&format!("{word}, 2000-01-01"))
}

#[cfg(test)]
mod tests {
    use super::{is_byline, people};
    use expect_test::{Expect, expect};

    fn check(line: &str, expected: Expect) {
        let cued = if is_byline(line) { " !" } else { "" };
        expected.assert_eq(&[&people(line).join(" + "), cued].concat());
    }

    #[test]
    fn bylines() {
        check("By Ilse Varga, Staff writer", expect!["Ilse Varga !"]);
        check("By ILSE VARGA and Tomas Okell | May 1, 2024", expect!["ILSE VARGA + Tomas Okell !"]);
        check("Von Annegret Köster und Jörg Thies", expect!["Annegret Köster + Jörg Thies !"]);
        check("Par Élodie Marchand, à Lyon", expect!["Élodie Marchand + à Lyon !"]);
        check("Por Rafael Moreira — Serra Alta", expect!["Rafael Moreira + Serra Alta !"]);
        check("박수찬 기자", expect!["박수찬 !"]);
        check("記者林怡君／台南報導", expect!["林怡君 + 台南 !"]);
        check("Автор: Анна Соколова", expect!["Анна Соколова !"]);
        check("بقلم: سلمى الحداد", expect!["سلمى الحداد !"]);
        check("（記者　山本恵子）", expect!["山本恵子 !"]);
        check("https://www.facebook.com/x", expect![""]);
    }

    #[test]
    fn other_lines() {
        check("Por fin llueve en el valle", expect!["fin llueve en el valle"]);
        check("Share this article", expect![""]);
        check("Published 12:30", expect![""]);
    }
}
