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
    let prose = |id: NodeId| page.counts(id).prose > 0;
    let is_prose = |id: NodeId| {
        prose(id) && !page.dom.children(id).any(|child| !page.is_gone(child) && prose(child))
    };
    let first = elements.iter().position(|&id| is_prose(id)).unwrap_or(elements.len());
    let last = elements.iter().rposition(|&id| is_prose(id)).unwrap_or(elements.len());
    for (at, &id) in elements.iter().enumerate() {
        if id == top || page.is_gone(id) || page.counts(id).chars == 0 {
            continue;
        }
        let place = match at {
            _ if at < first && at < NEAR => Place::Above,
            _ if at > last && at <= last + NEAR => Place::Below,
            _ => Place::Inside,
        };
        if says_again(page, id, printed, place) {
            found[id] = found[id].or(Some(Furniture::Byline));
            page.remove(id);
        }
    }
}

/// How many elements before a story's first paragraph, and behind its last, may be its head and foot.
const NEAR: usize = 60;

/// Where an element stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Above,
    Inside,
    Below,
}

fn says_again(page: &Page<'_>, id: NodeId, printed: &Printed<'_>, place: Place) -> bool {
    let above = place == Place::Above;
    let outside = place != Place::Inside;
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
    let lower = text.to_lowercase();
    let names = printed.authors.iter().any(|author| lower.contains(&author.to_lowercase()));
    let is_marked = marks::is_author(page.dom, id) || marks::is_date(page.dom, id);
    let is_sentence = ends_sentence(&text);
    if names
        && (is_marked || outside && counts.chars < 80 && !is_sentence || byline::is_byline(&text))
    {
        return true;
    }
    let is_dated = || counts.chars < 60 && visible::date_in(&text).is_some();
    outside && (is_marked && !is_sentence || is_dated())
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
