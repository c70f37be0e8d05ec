//! What stands above and below a story's text and is printed elsewhere: headline, byline, date.

use super::byline;
use super::counts::Page;
use super::headline::nearly_same;
use super::marks::{self, Furniture};
use super::visible;
use crate::markup::dom::NodeId;

/// What is printed above the text.
pub(super) struct Printed<'a> {
    pub headline: &'a str,
    pub standfirst: &'a str,
    pub authors: &'a [String],
}

/// Takes away the lines that say again what is printed above the text.
pub(super) fn remove(
    page: &mut Page<'_>,
    top: NodeId,
    printed: &Printed<'_>,
    found: &mut [Option<Furniture>],
) {
    let elements = page.elements(top);
    let is_prose =
        |page: &Page<'_>, id: NodeId| page.counts(id).prose > 0 && page.counts(id).blocks <= 1;
    let first = elements.iter().position(|&id| is_prose(page, id)).unwrap_or(elements.len());
    let last = elements.iter().rposition(|&id| is_prose(page, id)).unwrap_or(0);
    for (at, &id) in elements.iter().enumerate() {
        if id == top || page.is_gone(id) || page.counts(id).chars == 0 {
            continue;
        }
        let outside = at < first || at > last;
        if says_again(page, id, printed, outside, at < first) {
            found[id] = found[id].or(Some(Furniture::Byline));
            page.remove(id);
        }
    }
}

fn says_again(
    page: &Page<'_>,
    id: NodeId,
    printed: &Printed<'_>,
    outside: bool,
    above: bool,
) -> bool {
    let counts = page.counts(id);
    let name = page.dom.name(id);
    if counts.chars > 600
        || page.ancestors(id).any(|up| page.dom.name(up) == "figure")
        || counts.images > 0
    {
        return false;
    }
    let text = page.text(id);
    if (matches!(name, "h1" | "h2")
        || above
            && matches!(name, "h3" | "div" | "p" | "span" | "font" | "td")
            && counts.blocks <= 1)
        && nearly_same(&text, printed.headline)
    {
        return true;
    }
    if above
        && counts.blocks <= 1
        && !printed.standfirst.is_empty()
        && nearly_same(&text, printed.standfirst)
    {
        return true;
    }
    // A line of its own, neither a part of one nor several.
    if counts.chars > byline::MAX_LEN as u32 || !is_whole_line(page, id) {
        return false;
    }
    let names = |text: &str| {
        printed.authors.iter().any(|author| text.to_lowercase().contains(&author.to_lowercase()))
    };
    let is_marked = marks::is_author(page.dom, id) || marks::is_date(page.dom, id);
    let is_cued = byline::is_byline(&text);
    let dated = visible::date_in(&text).is_some() && counts.chars < 60;
    (names(&text)
        && (outside && counts.chars < 80 && !ends_sentence(&text) || is_marked || is_cued))
        || outside && (dated || is_marked && counts.prose == 0 && !ends_sentence(&text))
}

fn is_whole_line(page: &Page<'_>, id: NodeId) -> bool {
    let phrasing = page.is_phrasing(id);
    let up = page.dom.parent(id);
    let alone = up.is_some_and(|up| {
        page.counts(up).chars <= page.counts(id).chars + 3
            || !page.is_phrasing(up) && page.dom.name(up) != "p" && page.counts(up).prose == 0
    });
    (!phrasing || alone) && page.counts(id).prose == 0
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 40 && text.ends_with(['.', '。', '!', '?', '”'])
}
