//! An article's headline: what a page says of itself, what stands above its text, its title.

use super::facts::words;
use super::marks;
use crate::cleaning::normalize;
use crate::markup::dom::{Dom, NodeData, NodeId};
use std::collections::HashMap;

/// The parts of a title: `Old quay reopens | The Harbour Gazette`.
const SEPARATORS: &[&str] = &[
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " / ", " // ", " • ", " · ", " > ", "｜",
    "：", " : ", ": ", "|", "_", "--", "–", " ‹ ", " › ",
];
/// Longer elements are no headlines, in bytes.
const MAX_LEN: usize = 400;

/// The headline of a page that says `declared` of itself (in JSON-LD, microdata or `<meta>`), and whose
/// paper is called `site`.
pub(super) fn headline(dom: &Dom, declared: &str, site: &str) -> String {
    let title = dom.find(dom.root(), "title").map(|id| words(&dom.text(id))).unwrap_or_default();
    let lines = Lines::of(dom);
    let heading = lines.heading(&title, site);
    for said in [declared, &title] {
        if said.is_empty() || same(said, site) {
            continue;
        }
        if let Some(longer) = lines.whole(said, &heading) {
            return longer;
        }
        if let Some(part) = lines.part_of(said, site) {
            return part;
        }
        if said == declared {
            return without_site(said, site);
        }
    }
    if !heading.is_empty() {
        return heading;
    }
    without_site(&title, site)
}

fn same(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The short lines of a page.
#[derive(Default)]
struct Lines {
    /// Each as it is written, by its letters. The first of those that are equal.
    by_letters: HashMap<String, String>,
    /// The headings: level and words.
    headings: Vec<(u8, String)>,
}

impl Lines {
    /// The lines outside of menus and mastheads; all, if there is no heading among those.
    fn of(dom: &Dom) -> Lines {
        let lengths = text_lengths(dom);
        let lines = Lines::collect(dom, &lengths, true);
        if lines.headings.is_empty() { Lines::collect(dom, &lengths, false) } else { lines }
    }

    fn collect(dom: &Dom, lengths: &[usize], outside_furniture: bool) -> Lines {
        let mut lines = Lines::default();
        let mut inside = vec![false; dom.len()];
        for id in dom.descendants(dom.root()) {
            let name = dom.name(id);
            inside[id] = dom.parent(id).is_some_and(|up| inside[up])
                || outside_furniture && lengths[id] < 4000 && marks::furniture(dom, id).is_some();
            let is_text =
                !matches!(name, "" | "html" | "head" | "body" | "title" | "script" | "style");
            let is_short = (1..=MAX_LEN).contains(&lengths[id]);
            if inside[id] || !is_text || !is_short || in_link_home(dom, id) || in_head(dom, id) {
                continue;
            }
            lines.add(name, normalize::in_one_line(&dom.text(id)));
        }
        lines
    }

    fn add(&mut self, name: &str, text: String) {
        let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
        if let Some(level) = level.filter(|level| (1..=3).contains(level)) {
            self.headings.push((level, text.clone()));
        }
        self.by_letters.entry(letters(&text)).or_insert(text);
    }

    /// The heading that says the same as `said`, or all of it and more, where that was cut.
    fn whole(&self, said: &str, heading: &str) -> Option<String> {
        let cut = said.trim_end_matches(['…', '.', ' ']);
        if said.ends_with(['…']) || said.ends_with("...") {
            let begin = letters(cut);
            let found = self
                .headings
                .iter()
                .map(|(_, text)| text)
                .find(|text| letters(text).starts_with(&begin));
            return found.cloned();
        }
        (same(said, heading)).then(|| heading.to_owned())
    }

    /// The longest part of a title that is a heading of the page, else another line, and not the
    /// paper's name.
    fn part_of(&self, title: &str, site: &str) -> Option<String> {
        let fits = |key: &String| key.chars().count() >= 4 && *key != letters(site);
        let keys: Vec<String> = parts(title).into_iter().map(letters).filter(fits).collect();
        let headings = self.headings.iter().map(|(_, text)| text);
        let heading =
            headings.filter(|text| keys.contains(&letters(text))).max_by_key(|text| text.len());
        let lines = keys.iter().filter_map(|key| self.by_letters.get(key));
        heading.or_else(|| lines.max_by_key(|text| text.len())).cloned()
    }

    /// The first heading that may be the article's, of the highest level.
    fn heading(&self, title: &str, site: &str) -> String {
        let fits = |text: &&(u8, String)| {
            !text.1.is_empty() && !same(&text.1, site) && !is_name_of_paper(&text.1, title)
        };
        let of_level = |level| {
            self.headings
                .iter()
                .filter(move |heading| heading.0 == level)
                .find(|heading| fits(heading))
        };
        of_level(1)
            .or_else(|| of_level(2))
            .or_else(|| of_level(3))
            .map(|(_, text)| text.clone())
            .unwrap_or_default()
    }
}

/// How many bytes of text are in each node.
fn text_lengths(dom: &Dom) -> Vec<usize> {
    let mut lengths = vec![0; dom.len()];
    let order: Vec<NodeId> = dom.descendants(dom.root()).collect();
    for &id in order.iter().rev() {
        if let NodeData::Text(text) = dom.data(id) {
            lengths[id] += text.len();
        }
        if let Some(up) = dom.parent(id) {
            lengths[up] += lengths[id];
        }
    }
    lengths
}

fn in_head(dom: &Dom, id: NodeId) -> bool {
    dom.parent(id).is_some_and(|up| dom.name(up) == "head")
}

/// Whether a line is only the end or the beginning of a title whose rest is longer: the paper's name.
fn is_name_of_paper(line: &str, title: &str) -> bool {
    let (line, title) = (letters(line), letters(title));
    (title.ends_with(&line) || title.starts_with(&line)) && title.len() > 2 * line.len()
}

/// Whether an element is a link to the paper's front page, as logos are.
fn in_link_home(dom: &Dom, id: NodeId) -> bool {
    let near = std::iter::successors(Some(id), |&up| dom.parent(up)).take(3);
    let below = dom.children(id).filter(|&child| dom.name(child) == "a");
    near.chain(below).filter(|&id| dom.name(id) == "a").any(|link| {
        let href = dom.nonblank(link, "href").unwrap_or_default();
        let path = href
            .split_once("://")
            .map_or(href, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        matches!(path, "/" | "./" | "index.html" | "/index.html")
    })
}

/// The parts of a title between any two separators.
fn parts(title: &str) -> Vec<&str> {
    const MAX_PARTS: usize = 12;
    let mut cuts = vec![(0, 0)];
    for separator in SEPARATORS {
        cuts.extend(title.match_indices(separator).map(|(at, found)| (at, at + found.len())));
    }
    cuts.push((title.len(), title.len()));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.truncate(MAX_PARTS);
    let pairs = cuts.iter().flat_map(|&(_, from)| cuts.iter().map(move |&(to, _)| (from, to)));
    pairs.filter(|(from, to)| from < to).map(|(from, to)| title[from..to].trim()).collect()
}

/// A title without the paper's name at its end or beginning. Where that is not known, it is the last
/// part, if the rest is a line of several words.
fn without_site(title: &str, site: &str) -> String {
    for separator in SEPARATORS {
        if !site.is_empty() {
            if let Some((rest, last)) =
                title.rsplit_once(separator).filter(|(_, last)| same(last, site))
            {
                let _ = last;
                return rest.trim().to_owned();
            }
            if let Some((_, rest)) =
                title.split_once(separator).filter(|(first, _)| same(first, site))
            {
                return rest.trim().to_owned();
            }
        }
    }
    if !site.is_empty() {
        return title.to_owned();
    }
    for separator in [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", "｜"] {
        if let Some((rest, last)) = title.rsplit_once(separator) {
            let words = |text: &str| text.split_whitespace().count();
            if words(rest) >= 4 && words(last) <= 5
                || !rest.is_ascii() && rest.len() > 2 * last.len()
            {
                return rest.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// Whether two lines say nearly the same, as a heading and the headline that a page gives to others.
pub(super) fn nearly_same(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty()
        && (short == long || long.contains(&short) && short.len() * 10 >= long.len() * 7)
}
