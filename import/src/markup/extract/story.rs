//! Finding a page's story.

use super::around::{self, Printed};
use super::clean;
use super::counts::Page;
use super::marks::{self, Furniture};
use super::phrases;
use super::scope::scope;
use super::score;
use crate::markup::dom::NodeId;

/// A shorter story was probably not the whole, unless it is in an element for stories.
const MIN_STORY: u32 = 500;

/// Where the story stands.
pub(super) struct Story<'a> {
    pub top: NodeId,
    /// The page without what is no part of the story.
    pub page: Page<'a>,
}

impl Story<'_> {
    /// Whether much text that is like a story's is left out, and nothing says why.
    pub(super) fn loses_prose(&self, body: NodeId, found: &[Option<Furniture>]) -> bool {
        let page = &self.page;
        let is_named = |id: NodeId| {
            std::iter::once(id)
                .chain(page.ancestors(id))
                .any(|up| found[up].is_some_and(|kind| kind != Furniture::Other))
        };
        let inside =
            |id: NodeId| std::iter::once(id).chain(page.ancestors(id)).any(|up| up == self.top);
        let mut kept = 0;
        let mut lost = 0;
        for paragraph in
            page.paragraphs.iter().filter(|paragraph| paragraph.chars >= 80 && !paragraph.is_linked)
        {
            let id = paragraph.element;
            if inside(id) && !page.is_gone(id) {
                kept += paragraph.chars;
            } else if !is_named(id)
                && std::iter::once(id).chain(page.ancestors(id)).any(|up| up == body)
            {
                lost += paragraph.chars;
            }
        }
        lost * 4 > kept
    }
}

/// Finds the story of a page from which furniture was taken. The checks get looser until there is
/// something that is long enough.
pub(super) fn find<'a>(
    page: &Page<'a>,
    body: NodeId,
    text: &str,
    printed: &Printed<'_>,
    found: &mut Vec<Option<Furniture>>,
) -> Story<'a> {
    let (scope, is_story) = scope(page, body);
    let mut best: Option<(u32, Story<'a>, Vec<Option<Furniture>>)> = None;
    for (strip, weigh, cleaned) in
        [(true, true, true), (false, true, true), (false, false, true), (false, false, false)]
    {
        let mut kinds = found.clone();
        let mut attempt = page.clone();
        if strip {
            remove_unlikely(&mut attempt, scope);
        }
        let top = if is_story { scope } else { top(&mut attempt, scope, body, weigh, text) };
        phrases::remove(&mut attempt, top, &mut kinds);
        if cleaned {
            clean::clean(&mut attempt, top, weigh, &mut kinds);
        }
        around::remove(&mut attempt, top, printed, &mut kinds);
        let chars = attempt.counts(top).chars;
        let enough = if scope == body { MIN_STORY } else { 100 };
        if best.as_ref().is_none_or(|(most, ..)| chars > *most) {
            best = Some((chars, Story { top, page: attempt }, kinds));
        }
        if chars >= enough {
            break;
        }
    }
    match best {
        Some((_, story, kinds)) => {
            *found = kinds;
            story
        }
        None => Story { top: scope, page: page.clone() },
    }
}

fn top(page: &mut Page<'_>, scope: NodeId, body: NodeId, weigh: bool, text: &str) -> NodeId {
    let found = score::best(page, scope, weigh);
    let mut left_out = found.left_out;
    let mut top = found.top;
    let prose = |page: &Page<'_>, id: NodeId| page.counts(id).prose;
    let kept = prose(page, top) - left_out.iter().map(|&id| prose(page, id)).sum::<u32>();
    // An element for stories has nothing else in it.
    if scope != body && kept * 10 < prose(page, scope) * 9 {
        return scope;
    }
    if let Some(all) = around_text(page, top, &left_out, body, text) {
        top = all;
        left_out.clear();
    }
    for id in left_out {
        page.remove(id);
    }
    top
}

/// The nearest element with all of the text that JSON-LD says the story is, if `top` has not.
fn around_text(
    page: &Page<'_>,
    top: NodeId,
    left_out: &[NodeId],
    body: NodeId,
    text: &str,
) -> Option<NodeId> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let sentences: Vec<String> = text
        .split(['.', '。', '\n'])
        .map(letters)
        .filter(|line| line.len() > 30)
        .take(40)
        .collect();
    if sentences.is_empty() {
        return None;
    }
    let share = |id: NodeId| {
        let there = letters(&page.text(id));
        sentences.iter().filter(|line| there.contains(line.as_str())).count() * 100
            / sentences.len()
    };
    let own = share(top);
    let is_whole = left_out.is_empty() || left_out.iter().all(|&id| page.counts(id).prose == 0);
    if own >= 90 && is_whole {
        return None;
    }
    let mut ups = std::iter::once(top)
        .chain(page.ancestors(top))
        .take_while(|&up| page.dom.name(up) != "html")
        .take(6);
    ups.find(|&up| share(up) >= 90 && up != body)
}

fn remove_unlikely(page: &mut Page<'_>, scope: NodeId) {
    for id in page.elements(scope) {
        let name = page.dom.name(id);
        if page.is_gone(id)
            || id == scope
            || matches!(name, "body" | "a" | "main" | "article" | "h1")
        {
            continue;
        }
        let inside = page.ancestors(id).any(|up| matches!(page.dom.name(up), "table" | "code"));
        if !inside && marks::is_unlikely(page.dom, id) {
            page.remove(id);
        }
    }
}
