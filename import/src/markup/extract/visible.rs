//! What a page shows of its author and date, outside of other stories.

use super::byline;
use super::counts::Page;
use super::facts::Facts;
use super::marks;
use crate::cleaning::normalize;
use crate::markup::dom::{Dom, NodeId};
use crate::metadata::dates::ParsedDateTime;

/// Bylines and dates stand near the top.
const MAX_LINES: usize = 400;

/// What stands in the page, as far as it is no furniture.
pub(super) fn facts(page: &Page<'_>, body: NodeId) -> Facts {
    let mut facts = Facts::default();
    let lines = lines(page, body);
    facts.authors = authors(page, body, &lines);
    facts.published = dates(page, body, &lines);
    facts
}

/// What a page that was written by hand says of its date.
pub(super) fn of_hand_made(dom: &Dom) -> Facts {
    let times = dom.descendants(dom.root()).filter(|&id| dom.name(id) == "time");
    let published = times.filter_map(|id| dom.nonblank(id, "datetime")).map(str::to_owned).take(1);
    Facts { published: published.collect(), ..Facts::default() }
}

/// The elements that hold nothing but a short line.
fn lines(page: &Page<'_>, body: NodeId) -> Vec<NodeId> {
    let is_line = |&id: &NodeId| {
        let counts = page.counts(id);
        counts.chars > 0
            && counts.chars <= byline::MAX_LEN as u32
            && counts.prose == 0
            && counts.blocks <= 1
    };
    page.elements(body).into_iter().filter(is_line).collect()
}

fn authors(page: &Page<'_>, body: NodeId, lines: &[NodeId]) -> Vec<String> {
    let dom = page.dom;
    let is_author = |id: NodeId| {
        let said = |name, word| {
            dom.nonblank(id, name).is_some_and(|value| value.eq_ignore_ascii_case(word))
        };
        said("rel", "author") || said("itemprop", "author")
    };
    let marked = page
        .elements(body)
        .into_iter()
        .filter(|&id| page.counts(id).chars <= 2 * byline::MAX_LEN as u32);
    let strict: Vec<String> =
        marked.clone().filter(|&id| is_author(id)).flat_map(|id| people(page, id)).collect();
    if !strict.is_empty() {
        return unique(strict);
    }
    // The line that has the mark, and is like a byline; else one that only has the mark.
    let classed: Vec<NodeId> = marked.filter(|&id| marks::is_author(dom, id)).collect();
    let plain = |names: &Vec<String>| names.iter().any(|name| byline::is_plain_name(name));
    if let Some(names) = classed.iter().map(|&id| people(page, id)).find(plain) {
        return names.into_iter().filter(|name| byline::is_plain_name(name)).collect();
    }
    if let Some(names) = classed.iter().map(|&id| people(page, id)).find(|names| !names.is_empty())
    {
        return names;
    }
    let cued = lines.iter().take(MAX_LINES).map(|&id| page.text(id)).map(|text| {
        text.lines().map(byline::cued).find(|names| !names.is_empty()).unwrap_or_default()
    });
    if let Some(names) = cued.into_iter().find(|names| !names.is_empty()) {
        return names;
    }
    beside_dates(page, lines)
}

/// `Chiara Bellini` on a line with a date.
fn beside_dates(page: &Page<'_>, lines: &[NodeId]) -> Vec<String> {
    for &id in lines.iter().take(MAX_LINES) {
        let text = page.text(id);
        if text.lines().any(|line| date_in(line).is_some()) {
            let names: Vec<String> = byline::people(&text)
                .into_iter()
                .filter(|name| byline::is_plain_name(name) && date_in(name).is_none())
                .collect();
            let is_short = text.chars().count() < 80;
            if !names.is_empty() && is_short {
                return names;
            }
        }
    }
    Vec::new()
}

fn people(page: &Page<'_>, id: NodeId) -> Vec<String> {
    byline::people(&page.text(id))
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// Dates, those first that are said to be the story's.
fn dates(page: &Page<'_>, body: NodeId, lines: &[NodeId]) -> Vec<String> {
    let dom = page.dom;
    let lines = &lines[..lines.len().min(MAX_LINES)];
    let times = page.elements(body).into_iter().filter(|&id| dom.name(id) == "time");
    let machine = times.clone().filter_map(|id| dom.nonblank(id, "datetime").map(str::to_owned));
    let shown = times.filter_map(|id| date_in(&page.text(id)));
    let marked = lines
        .iter()
        .filter(|&&id| marks::is_date(dom, id))
        .filter_map(|&id| date_in(&page.text(id)));
    let others = lines.iter().filter_map(|&id| date_in(&page.text(id)));
    machine.chain(shown).chain(marked).chain(others).take(8).collect()
}

/// The part of a line that is a date: `입력 2019.06.12 09:20`.
pub(super) fn date_in(text: &str) -> Option<String> {
    const MAX_WORDS: usize = 12;
    const MAX_DATE_WORDS: usize = 7;
    let line = normalize::in_one_line(text).replace(['|', '│', '(', ')', '•'], " ");
    // A year, or a day that is all digits.
    let has_year = line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    if !has_year || line.chars().count() > byline::MAX_LEN {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().take(MAX_WORDS).collect();
    for length in (1..=words.len().min(MAX_DATE_WORDS)).rev() {
        for start in 0..=words.len() - length {
            let part = &words[start..start + length];
            if !part.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
                continue;
            }
            let part = part.join(" ");
            let part = part.trim_matches([',', ':', '-', '–', '—', '·', ';', '　']);
            if part.starts_with(|c: char| c.is_alphanumeric())
                && ParsedDateTime::parse(part).is_some()
            {
                return Some(part.to_owned());
            }
        }
    }
    None
}
