//! Plain text: a newspaper's article page copied as text, or just a headline and paragraphs.

use crate::cleaning::inserts;
use crate::cleaning::normalize;
use crate::cleaning::normalize::same_words;
use crate::markup::Overflow;
use crate::markup::dom::{MAX_WEIGHT, bracket_weight};
use crate::metadata::credit::{credit, credit_start};
use crate::metadata::dates::ParsedDateTime;
use crate::metadata::names;
use article::{Block, Image, Inline};
use std::ops::Range;

/// The content of a plain-text article.
#[derive(Debug, Default)]
pub(crate) struct PlainArticle {
    pub headline: String,
    pub authors: Vec<String>,
    /// The date as printed, and parsed.
    pub date: Option<(String, ParsedDateTime)>,
    pub updated: Option<ParsedDateTime>,
    pub blocks: Vec<Block>,
    pub copyright: String,
    /// The end of the text, if it exceeds the limit.
    pub overflow: Option<Overflow>,
    /// The weight of the blocks, as in a DOM.
    weight: usize,
}

/// Reads a text at byte offset `start` of the source. `headline` is empty if it is not known yet.
pub(crate) fn read(text: &str, start: usize, headline: &str) -> PlainArticle {
    let mut article = PlainArticle { headline: headline.to_owned(), ..PlainArticle::default() };
    let mut body = false;
    let mut first = !headline.is_empty();
    let mut last_notice = None;
    for span in split_blocks(text) {
        let offset = start + span.start;
        let chunk = &text[span];
        if is_navigation(chunk) {
            continue;
        }
        // The lines above the story may be in one block or in several.
        for line in split_lines(chunk, body) {
            let line = line.trim();
            if line.is_empty() || is_navigation(line) {
                continue;
            }
            let repeats = std::mem::take(&mut first) && same_words(line, headline);
            if repeats {
                continue;
            }
            let notice = copyright(line);
            last_notice = None;
            if article.headline.is_empty() {
                article.headline = normalize::in_one_line(line);
            } else if !body && article.authors.is_empty() && byline(line).is_some() {
                article.authors = byline(line).map(names::split_names).unwrap_or_default();
            } else if let Some(parsed) = date(line).filter(|_| !body && article.wants_date(line)) {
                article.take_date(line, parsed);
            } else if let Some(notice) =
                notice.clone().filter(|_| is_bulleted(line) && article.copyright.is_empty())
            {
                article.copyright = notice;
            } else {
                body = true;
                last_notice = notice;
                article.add(line, offset);
            }
        }
    }
    // Without a bullet, only the last line can be a copyright notice; before, it could be a
    // sentence.
    if article.copyright.is_empty()
        && article.overflow.is_none()
        && let Some(notice) = last_notice
    {
        article.blocks.pop();
        article.copyright = notice;
    }
    article
}

impl PlainArticle {
    /// Whether a line with a date is still needed: the publication date, or an update.
    fn wants_date(&self, line: &str) -> bool {
        self.date.is_none() || (is_update(line) && self.updated.is_none())
    }

    /// Adds a paragraph near the source offset `offset`.
    fn add(&mut self, line: &str, offset: usize) {
        if self.weight >= MAX_WEIGHT {
            let overflow =
                self.overflow.get_or_insert_with(|| Overflow { text: String::new(), offset });
            overflow.text.extend([line, " "]);
            return;
        }
        let block = paragraph(line);
        let elements = if matches!(block, Block::Image(_)) { 10 } else { 2 };
        self.weight += elements + bracket_weight(line);
        self.blocks.push(block);
    }

    fn take_date(&mut self, line: &str, parsed: ParsedDateTime) {
        if self.date.is_some() {
            self.updated = Some(parsed);
        } else {
            self.date = Some((normalize::in_one_line(line), parsed));
        }
    }
}

/// Splits the text at blank lines.
fn split_blocks(text: &str) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() {
            open = false;
        } else if open && !starts_paragraph(line) {
            if let Some(last) = chunks.last_mut() {
                last.end = end;
            }
        } else {
            chunks.push(at..end);
            open = true;
        }
        at = end;
    }
    chunks
}

/// Whether a line always starts a new block.
fn starts_paragraph(line: &str) -> bool {
    is_navigation(line) || line.trim_start().starts_with('•')
}

/// Splits a block above the story into lines. In the story, the lines of a block belong together.
fn split_lines(chunk: &str, body: bool) -> Vec<&str> {
    let lines: Vec<&str> = chunk.lines().collect();
    let heads = |line: &&str| byline(line.trim()).is_some() || date(line.trim()).is_some();
    if !body && lines.iter().any(heads) { lines } else { vec![chunk] }
}

/// Whether a line consists of navigation labels.
fn is_navigation(line: &str) -> bool {
    const LABELS: [&str; 4] = ["Previous", "Next", "All Headlines", "Back to Top"];
    let mut rest = line.trim();
    if rest.is_empty() {
        return false;
    }
    while let Some(button) = LABELS.iter().find(|button| rest.starts_with(**button)) {
        rest = rest[button.len()..].trim_start_matches(|c: char| c.is_whitespace() || c == '|');
    }
    rest.is_empty()
}

/// The names in a byline: `• By Pak Soo-chan`.
fn byline(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(['•', '·', '*', '-']).trim_start();
    let names = bare.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| &bare[3..])?;
    let marked = bare.len() < line.len();
    // Without a bullet it could be a sentence: `By noon the rain had stopped.`
    let short = names.len() < 100 && !names.ends_with('.');
    let capital = names.chars().next().is_some_and(|c| !c.is_lowercase());
    (marked || (short && capital && names.split_whitespace().count() <= 12)).then_some(names)
}

const UPDATED: [&str; 4] = ["Updated", "Last updated", "Modified", "수정"];

/// Whether a line with a date is an update.
fn is_update(line: &str) -> bool {
    let bare = line.trim_start_matches(['•', '·']).trim();
    UPDATED.iter().any(|label| bare.starts_with(label))
}

fn date(line: &str) -> Option<ParsedDateTime> {
    let bare = line.trim_start_matches(['•', '·']).trim();
    let mut label = UPDATED.iter().chain(&["Published", "Posted", "입력"]);
    let bare = label.find_map(|label| bare.strip_prefix(*label)).unwrap_or(bare);
    ParsedDateTime::parse(bare.trim_start_matches(':').trim())
}

fn is_bulleted(line: &str) -> bool {
    line.starts_with(['•', '·'])
}

/// Parses a copyright notice. `Copyright © Chosunilbo &` is `Copyright © Chosunilbo`: a link
/// followed. The sign distinguishes a notice from a sentence about copyright.
fn copyright(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(['•', '·']).trim();
    let sign = match bare.get(..9).filter(|word| word.eq_ignore_ascii_case("copyright")) {
        Some(word) => bare[word.len()..].trim_start(),
        None => bare,
    };
    let worded = sign.len() < bare.len();
    let signed =
        sign.starts_with('©') || (worded && (sign.starts_with("(c)") || sign.starts_with("(C)")));
    let short = bare.len() < 200;
    (signed && short).then(|| normalize::in_one_line(bare.trim_end_matches(['&', '|', ',', ' '])))
}

/// A paragraph, or an image without a file if the text is a caption with a credit.
fn paragraph(text: &str) -> Block {
    let words = normalize::in_one_line(text);
    if let Some(slash) = credit_start(&words).filter(|&slash| slash > 0) {
        let mut caption = vec![Inline::Text(words[..slash].to_owned())];
        normalize::line(&mut caption);
        return Block::Image(Image {
            caption,
            credit: credit(&words[slash + 1..]),
            ..Image::default()
        });
    }
    let mut line = vec![Inline::Text(words)];
    inserts::in_quotes(&mut line);
    Block::Paragraph(line)
}
