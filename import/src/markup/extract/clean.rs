//! What is no story inside a story's element: lists of links, forms, boxes of pictures.

use super::counts::Page;
use super::marks::{self, Furniture};
use crate::markup::dom::NodeId;

/// Takes away what is no part of the story below `top`.
pub(super) fn clean(
    page: &mut Page<'_>,
    top: NodeId,
    weigh: bool,
    found: &mut [Option<Furniture>],
) {
    let mut remove = |page: &mut Page<'_>, id: NodeId, furniture| {
        found[id] = found[id].or(Some(furniture));
        page.remove(id);
    };
    let elements = page.elements(top);
    for &id in elements.iter().rev().filter(|&&id| id != top) {
        if page.is_gone(id) {
            continue;
        }
        match page.dom.name(id) {
            "button" | "input" | "textarea" | "select" => remove(page, id, Furniture::Other),
            "iframe" | "embed" | "object" if !is_film(page, id) => {
                remove(page, id, Furniture::Other);
            }
            "h1" | "h2" if weigh && marks::weight(page.dom, id) < 0.0 => {
                remove(page, id, Furniture::Other);
            }
            "form" | "fieldset" | "table" | "ul" | "ol" | "div" | "section" | "aside" | "dl" => {
                if let Some(furniture) = rejected(page, id, weigh) {
                    remove(page, id, furniture);
                }
            }
            // Columns of pages that are laid out in tables.
            "td" | "center" | "p" | "nav" | "header" if is_menu(page, id) => {
                remove(page, id, Furniture::Navigation);
            }
            _ => {}
        }
    }
}

/// Whether there are links in an element, and hardly anything else.
fn is_menu(page: &Page<'_>, id: NodeId) -> bool {
    let counts = page.counts(id);
    let links = page.elements(id).into_iter().filter(|&below| page.dom.name(below) == "a").count();
    counts.prose == 0 && links >= 2 && counts.link_density() > 0.7
}

fn is_film(page: &Page<'_>, id: NodeId) -> bool {
    const HOSTS: &[&str] = &[
        "youtube",
        "youtu.be",
        "vimeo.com",
        "dailymotion.com",
        "twitch.tv",
        "archive.org",
        "wikimedia.org",
        "soundcloud.com",
        "spotify.com",
        "bilibili.com",
        "player.qq.com",
        "rutube.ru",
        "ok.ru",
        "tv.naver.com",
        "datawrapper",
        "flourish",
        "google.com/maps",
        "openstreetmap.org",
    ];
    let source = ["src", "data-src", "data"]
        .iter()
        .find_map(|name| page.dom.nonblank(id, name))
        .unwrap_or_default();
    HOSTS.iter().any(|host| source.contains(host))
}

/// Why an element is no part of the story; `None` if it is.
fn rejected(page: &Page<'_>, id: NodeId, weigh: bool) -> Option<Furniture> {
    let counts = *page.counts(id);
    let name = page.dom.name(id);
    let inside = |names: &[&str]| page.ancestors(id).any(|up| names.contains(&page.dom.name(up)));
    if counts.chars == 0 || page.is_phrasing(id) || inside(&["code", "pre", "table"]) {
        return None;
    }
    // To readers it is a paragraph.
    if name == "div" && counts.blocks <= 1 && counts.link_density() < 0.5 && counts.frames == 0 {
        return None;
    }
    if name == "table" && is_data_table(page, id) {
        return None;
    }
    let density = counts.link_density();
    let weight = if weigh { marks::weight(page.dom, id) } else { 0.0 };
    if weight < 0.0 && counts.prose == 0 && density > 0.1 {
        return Some(Furniture::Other);
    }
    if counts.prose > 200 && density < 0.3
        || counts.commas >= 10 && density < 0.5
        || counts.captions > 1
    {
        return None;
    }
    let is_list = matches!(name, "ul" | "ol" | "dl");
    let in_figure = inside(&["figure"]);
    let headings = counts.heading_chars as f32 / counts.chars as f32;
    let items = counts.items as i64 - 100;
    let lone_picture = counts.images == 0 || counts.images > 2;
    let links = density > if weight >= 25.0 { 0.5 } else { 0.2 };
    match () {
        () if links && (!is_list || density > 0.5) => Some(Furniture::Related),
        () if !in_figure && counts.images > 1 && counts.paragraphs < counts.images / 2 => {
            Some(Furniture::Other)
        }
        () if !is_list && items > i64::from(counts.paragraphs) => Some(Furniture::Other),
        () if counts.inputs > counts.paragraphs / 3 => Some(Furniture::Notice),
        () if !is_list
            && !in_figure
            && headings < 0.9
            && counts.chars < 25
            && lone_picture
            && density > 0.0 =>
        {
            Some(Furniture::Other)
        }
        () => None,
    }
}

/// Whether a table holds data, and not the page.
fn is_data_table(page: &Page<'_>, id: NodeId) -> bool {
    let elements = page.elements(id);
    let has = |names: &[&str]| elements.iter().any(|&below| names.contains(&page.dom.name(below)));
    let nested = elements.iter().skip(1).any(|&below| page.dom.name(below) == "table");
    let rows = elements.iter().filter(|&&below| page.dom.name(below) == "tr").count();
    let cells = elements.iter().filter(|&&below| page.dom.name(below) == "td").count();
    let described = page.dom.nonblank(id, "summary").is_some()
        || has(&["caption", "thead", "tfoot", "th", "col", "colgroup"]);
    let density = page.counts(id).link_density();
    !nested
        && density < 0.5
        && (described || rows > 1 && cells >= 2 * rows && (rows > 4 || cells > 10))
}
