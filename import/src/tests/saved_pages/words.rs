//! How many words of a story came over.

use super::page::Page;
use article::{Article, Block, Inline, Part};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// Words of the story, words of them that are in the article, and words of the article that are right.
#[derive(Default)]
pub(super) struct Score {
    wanted: usize,
    found: usize,
    printed: usize,
    fitting: usize,
    /// Whether the story's first and last sentence are there.
    pub first: bool,
    pub last: bool,
}

impl Score {
    /// The score of an article that isn't there.
    pub(super) fn nothing(right: &[String]) -> Score {
        Score { wanted: words(&right.join(" ")).count(), ..Score::default() }
    }

    pub(super) fn of(article: &Article, page: &Page) -> Score {
        let printed = body_words(article);
        let rights: Vec<String> = page.right.iter().map(|text| plain(text)).collect();
        let neutrals: Vec<String> = page.neutral.iter().map(|text| plain(text)).collect();
        let right: Vec<&str> = rights.iter().flat_map(|text| words(text)).collect();
        let neutral: Vec<&str> = neutrals.iter().flat_map(|text| words(text)).collect();
        let found = common(&right, printed.iter().map(String::as_str));
        // What may be there is no fault, as often as it is.
        let rest = without(&printed, &right);
        let neutral = without(&rest, &neutral);
        let joined = printed.concat();
        let whole = |text: &String| joined.contains(&words(text).collect::<String>());
        Score {
            wanted: right.len(),
            found,
            printed: printed.len() - (rest.len() - neutral.len()),
            fitting: found,
            first: rights.first().is_some_and(whole),
            last: rights.iter().rfind(|text| text.len() > 100).is_some_and(whole),
        }
    }

    pub(super) fn add(&mut self, other: &Score) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.printed += other.printed;
        self.fitting += other.fitting;
    }

    pub(super) fn recall(&self) -> f64 {
        percent(self.found, self.wanted)
    }

    pub(super) fn precision(&self) -> f64 {
        percent(self.fitting, self.printed)
    }
}

/// The text with quotation marks as typewriters have them.
fn plain(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"")
}

/// Whether two lines have the same words.
pub(super) fn same(a: &str, b: &str) -> bool {
    words(&plain(a)).eq(words(&plain(b)))
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// How many of `wanted` are in `there`, each as often as it is.
fn common<'a>(wanted: &[&'a str], there: impl Iterator<Item = &'a str>) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    there.for_each(|word| *counts.entry(word).or_default() += 1);
    let mut take = |word: &&&str| {
        counts.get_mut(**word).is_some_and(|count| {
            let some = *count > 0;
            *count -= usize::from(some);
            some
        })
    };
    wanted.iter().filter(|word| take(word)).count()
}

/// The words that are not among `others`.
fn without(printed: &[String], others: &[&str]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    others.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let stays = |word: &&String| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    printed.iter().filter(stays).cloned().collect()
}

fn body_words(article: &Article) -> Vec<String> {
    let mut text = String::new();
    blocks(&article.body, &mut text);
    let image = article.lead_image.iter();
    image.for_each(|image| lines(&image.caption, &mut text));
    words(&plain(&text)).map(str::to_owned).collect()
}

fn blocks(list: &[Block], text: &mut String) {
    for block in list {
        block.parts(&mut |part| match part {
            Part::Line(line) => lines(line, text),
            Part::Blocks(inner) => blocks(inner, text),
        });
    }
}

fn lines(line: &[Inline], text: &mut String) {
    text.push_str(&article::plain_text(line));
    text.push('\n');
}
