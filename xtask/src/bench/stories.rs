//! Generates ten thousand articles, deterministically.

use anyhow::Result;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const PARAGRAPHS: usize = 7;

const WORDS: &[&str] = &[
    "the",
    "press",
    "of",
    "and",
    "a",
    "page",
    "in",
    "paper",
    "that",
    "reader",
    "to",
    "column",
    "was",
    "editor",
    "for",
    "headline",
    "on",
    "type",
    "with",
    "story",
    "by",
    "ink",
    "at",
    "word",
    "from",
    "city",
    "it",
    "night",
    "had",
    "letter",
    "which",
    "printer",
    "is",
    "morning",
    "as",
    "edition",
    "not",
    "telegraph",
    "were",
    "news",
];

const SECTIONS: &[&str] = &["city", "world", "craft", "sport", "weather"];

/// Writes them for the press: one folder for each section.
pub(super) fn write_paper(folder: &Path, articles: usize) -> Result<()> {
    write_all(folder, articles)?;
    fs::write(folder.join("dateline.toml"), "title = \"Bench\"\nlanguage = \"en\"\n")?;
    Ok(())
}

/// Writes them for Hugo: the same below `content`.
pub(super) fn write_blog(folder: &Path, articles: usize) -> Result<()> {
    write_all(&folder.join("content"), articles)
}

fn write_all(folder: &Path, articles: usize) -> Result<()> {
    for section in SECTIONS {
        fs::create_dir_all(folder.join(section))?;
    }
    for number in 0..articles {
        let section = SECTIONS[number % SECTIONS.len()];
        let file = folder.join(section).join(format!("story-{number}.md"));
        fs::write(file, story(number))?;
    }
    Ok(())
}

/// An article with inline markup, a quotation and a list.
fn story(number: usize) -> String {
    let mut rng = Rng(number as u64);
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: \"{} {number}\"\ndate: {}-{month:02}-{day:02}T08:{:02}:00Z\n\
         description: \"{}.\"\n---\n\n",
        sentence(&mut rng, 5),
        2000 + number % 25,
        number % 60,
        sentence(&mut rng, 12)
    );
    for paragraph in 0..PARAGRAPHS {
        if paragraph == 3 {
            text += "> ";
        }
        for _ in 0..5 {
            let (plain, marked) = (sentence(&mut rng, 14), sentence(&mut rng, 3));
            // Writing into a string can't fail.
            let _ = write!(text, "{plain}, *{marked}*. ");
        }
        let _ = write!(text, "[{}](https://example.org/{number})\n\n", sentence(&mut rng, 3));
    }
    text
}

fn sentence(rng: &mut Rng, words: usize) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[rng.next() % WORDS.len()]).collect();
    let mut sentence = words.join(" ");
    sentence[..1].make_ascii_uppercase();
    sentence
}

/// A pseudorandom number generator with a fixed seed (Knuth's MMIX LCG).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> usize {
        const FACTOR: u64 = 6_364_136_223_846_793_005;
        self.0 = self.0.wrapping_mul(FACTOR).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{PARAGRAPHS, story};

    #[test]
    fn the_same_stories_every_time() {
        assert_eq!(story(7), story(7));
        assert_ne!(story(7), story(8));
        let body = story(7).split("---\n\n").nth(1).unwrap().trim().to_owned();
        assert_eq!(body.split("\n\n").count(), PARAGRAPHS);
    }
}
