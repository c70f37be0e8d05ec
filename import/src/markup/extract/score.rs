//! Which element has the story, as Reader View of Firefox finds it: paragraphs give points to the
//! elements around them.

use super::counts::{Counts, Page};
use super::marks;
use crate::markup::dom::NodeId;
use std::collections::{HashMap, HashSet};

/// Shorter pieces of text say nothing.
const MIN_PARAGRAPH: u32 = 25;
/// How many elements are compared.
const MAX_CANDIDATES: usize = 5;
/// How far up a paragraph counts.
const MAX_LEVELS: usize = 5;

/// The story's element, and those beside it that belong to it.
pub(super) struct Found {
    pub top: NodeId,
    /// Children of `top` that are no part of the story.
    pub left_out: Vec<NodeId>,
}

/// The story inside `scope`. `weigh`: whether classes and ids count.
pub(super) fn best(page: &Page<'_>, scope: NodeId, weigh: bool) -> Found {
    let scores = scores(page, scope, weigh);
    let Some(top) = top(page, scope, &scores) else {
        return Found { top: scope, left_out: Vec::new() };
    };
    with_siblings(page, scope, top, &scores)
}

fn scores(page: &Page<'_>, scope: NodeId, weigh: bool) -> HashMap<NodeId, f32> {
    let inside: HashSet<NodeId> = page.elements(scope).into_iter().collect();
    let mut scores: HashMap<NodeId, f32> = HashMap::new();
    let mut add = |first: Option<NodeId>, chars: u32, commas: u32| {
        if chars < MIN_PARAGRAPH {
            return;
        }
        let points = 1.0 + commas as f32 + (chars / 100).min(3) as f32;
        let mut up = first;
        for level in 0..MAX_LEVELS {
            let Some(id) = up.filter(|id| inside.contains(id)) else { return };
            let score = scores.entry(id).or_insert_with(|| initial(page, id, weigh));
            *score += match level {
                0 => points,
                1 => points / 2.0,
                level => points / (level as f32 * 3.0),
            };
            up = page.dom.parent(id);
        }
    };
    for paragraph in &page.paragraphs {
        if inside.contains(&paragraph.element) {
            let first = if paragraph.is_run {
                Some(paragraph.element)
            } else {
                around(page, paragraph.element)
            };
            add(first, paragraph.chars, paragraph.commas);
        }
    }
    for &id in &inside {
        if matches!(page.dom.name(id), "section" | "td" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6")
        {
            let counts = page.counts(id);
            add(page.dom.parent(id), counts.chars, counts.commas);
        }
    }
    for (id, score) in &mut scores {
        *score *= 1.0 - page.counts(*id).link_density().min(1.0);
    }
    scores
}

/// What is around a paragraph, without elements that only wrap it.
fn around(page: &Page<'_>, paragraph: NodeId) -> Option<NodeId> {
    let mut id = paragraph;
    loop {
        let up = page.dom.parent(id)?;
        let alone = page.dom.name(up) == "div"
            && page
                .dom
                .children(up)
                .all(|child| child == id || page.counts(child) == &Counts::default());
        if !alone {
            return Some(up);
        }
        id = up;
    }
}

fn initial(page: &Page<'_>, id: NodeId, weigh: bool) -> f32 {
    let points = match page.dom.name(id) {
        "div" => 5.0,
        "pre" | "td" | "blockquote" => 3.0,
        "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
        _ => 0.0,
    };
    points + if weigh { marks::weight(page.dom, id) } else { 0.0 }
}

fn top(page: &Page<'_>, scope: NodeId, scores: &HashMap<NodeId, f32>) -> Option<NodeId> {
    let mut candidates: Vec<(NodeId, f32)> =
        scores.iter().map(|(&id, &score)| (id, score)).collect();
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    candidates.truncate(MAX_CANDIDATES);
    let &(mut top, best) = candidates.first()?;
    if top == scope {
        return Some(top);
    }
    // Where several are nearly as good, the story is in what is around them.
    let near: Vec<NodeId> = candidates[1..]
        .iter()
        .filter(|(_, score)| *score >= best * 0.75)
        .map(|&(id, _)| id)
        .collect();
    if near.len() >= 3 {
        let is_around = |up: NodeId| {
            near.iter().filter(|&&id| page.ancestors(id).any(|other| other == up)).count() >= 3
        };
        let common = page.ancestors(top).take_while(|&up| up != scope).find(|&up| is_around(up));
        top = common.unwrap_or(top);
    }
    let mut last = scores.get(&top).copied().unwrap_or_default();
    let threshold = last / 3.0;
    for up in page.ancestors(top).take_while(|&up| up != scope).collect::<Vec<_>>() {
        let Some(&score) = scores.get(&up) else { continue };
        if score < threshold {
            break;
        }
        if score > last {
            top = up;
            break;
        }
        last = score;
    }
    // An only child: what is beside the element around it may belong to it.
    while let Some(up) = page.dom.parent(top).filter(|&up| top != scope && up != scope) {
        let mut others =
            page.dom.children(up).filter(|&child| child != top && page.counts(child).chars > 0);
        if others.next().is_some() {
            break;
        }
        top = up;
    }
    Some(top)
}

/// The top with those beside it that read like parts of the story.
fn with_siblings(
    page: &Page<'_>,
    scope: NodeId,
    top: NodeId,
    scores: &HashMap<NodeId, f32>,
) -> Found {
    let alone = Found { top, left_out: Vec::new() };
    if top == scope {
        return alone;
    }
    let Some(parent) = page.dom.parent(top) else {
        return alone;
    };
    let best = scores.get(&top).copied().unwrap_or_default();
    let threshold = (best * 0.2).max(10.0);
    let class = page.dom.nonblank(top, "class");
    let belongs = |id: NodeId| {
        let counts = page.counts(id);
        let bonus = if class.is_some() && class == page.dom.nonblank(id, "class") {
            best * 0.2
        } else {
            0.0
        };
        let scored = scores.get(&id).is_some_and(|score| score + bonus >= threshold);
        let density = counts.link_density();
        let is_paragraph =
            page.dom.name(id) == "p" || page.dom.name(id) == "div" && counts.blocks <= 1;
        let long = is_paragraph && counts.chars > 80 && density < 0.25;
        let sentence =
            is_paragraph && density == 0.0 && counts.chars > 0 && ends_sentence(&page.text(id));
        scored || long || sentence
    };
    let children: Vec<NodeId> = page.dom.children(parent).filter(|&id| !page.is_gone(id)).collect();
    let (kept, left_out): (Vec<NodeId>, Vec<NodeId>) =
        children.into_iter().partition(|&id| id == top || belongs(id));
    if kept.len() == 1 { alone } else { Found { top: parent, left_out } }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(['.', '。', '!', '?', '…', '”', '»']) || text.contains(". ")
}
