//! Where a story can stand: what authors of pages say with elements.

use super::counts::Page;
use super::marks::{self, Furniture};
use super::microdata;
use crate::markup::dom::NodeId;

/// Takes away what is furniture by its name; tells what each is.
pub(super) fn remove_furniture(page: &mut Page<'_>, body: NodeId, found: &mut [Option<Furniture>]) {
    let whole = page.counts(body).prose;
    for id in page.elements(body) {
        if page.is_gone(id) || is_in_prose(page, id) {
            continue;
        }
        let Some(furniture) = furniture(page, id) else { continue };
        if !holds_story(page, id, furniture, whole) {
            page.remove(id);
            found[id] = Some(furniture);
        }
    }
}

fn furniture(page: &Page<'_>, id: NodeId) -> Option<Furniture> {
    let counts = page.counts(id);
    match page.dom.name(id) {
        // The source of a quotation.
        "footer" if page.ancestors(id).any(|up| page.dom.name(up) == "blockquote") => None,
        "footer" => Some(Furniture::Navigation),
        // Words without links that nothing calls otherwise: a pulled quote, a box of facts.
        "aside" => {
            let plain = counts.chars >= 40 && counts.link_tenths == 0;
            let is_story = plain || counts.prose > 0 && counts.link_density() <= 0.3;
            marks::furniture(page.dom, id).or((!is_story).then_some(Furniture::Related))
        }
        _ => marks::furniture(page.dom, id),
    }
}

/// Whether an element is a piece of a line in a paragraph of a story.
fn is_in_prose(page: &Page<'_>, id: NodeId) -> bool {
    page.is_phrasing(id)
        && page.counts(id).chars > 0
        && marks::furniture(page.dom, id) != Some(Furniture::Other)
        && page.ancestors(id).find(|&up| !page.is_phrasing(up)).is_some_and(|up| {
            let around = page.counts(up);
            around.prose > 0 && around.chars > 2 * page.counts(id).chars
        })
}

/// Whether the story is inside, in spite of the name.
fn holds_story(page: &Page<'_>, id: NodeId, furniture: Furniture, whole: u32) -> bool {
    let prose = page.counts(id).prose;
    if prose == 0 {
        return false;
    }
    let tokens = marks::of(page.dom, id);
    let surely = furniture == Furniture::Comments
        && tokens.split_ascii_whitespace().any(|token| {
            token.starts_with("comment")
                || matches!(token, "disqus_thread" | "respond" | "cmt" | "replies")
        });
    let is_story = page.elements(id).iter().any(|&below| {
        microdata::is_body(page.dom, below) || (page.dom.name(below) == "h1" && prose > 200)
    });
    is_story || (prose * 2 > whole && !surely)
}

/// The element in which the story is, and whether it is the story as it stands.
pub(super) fn scope(page: &Page<'_>, body: NodeId) -> (NodeId, bool) {
    let whole = page.counts(body).prose;
    if let Some(text) = body_of_microdata(page, body)
        && page.counts(text).prose * 2 >= whole
    {
        return (text, true);
    }
    let elements = page.elements(body);
    let is_article = |id: NodeId| {
        page.dom.name(id) == "article" || page.dom.nonblank(id, "role") == Some("article")
    };
    let outermost = |id: &NodeId| is_article(*id) && !page.ancestors(*id).any(is_article);
    let articles: Vec<NodeId> = elements.iter().copied().filter(outermost).collect();
    let best =
        articles.iter().copied().max_by_key(|&id| (page.counts(id).prose, std::cmp::Reverse(id)));
    if let Some(best) = best {
        let own = page.counts(best).prose;
        let alone = articles.len() == 1 && own * 10 >= whole * 3;
        if alone || own * 10 >= whole * 6 {
            return (best, false);
        }
    }
    let is_main =
        |id: NodeId| page.dom.name(id) == "main" || page.dom.nonblank(id, "role") == Some("main");
    let main = elements.iter().copied().find(|&id| is_main(id));
    let main = main.filter(|&id| page.counts(id).prose * 10 >= whole * 6);
    (main.unwrap_or(body), false)
}

/// The element with the property `articleBody`; around them all, if there are several.
fn body_of_microdata(page: &Page<'_>, body: NodeId) -> Option<NodeId> {
    let elements = page.elements(body);
    let mut bodies = elements.into_iter().filter(|&id| microdata::is_body(page.dom, id));
    let first = bodies.next()?;
    let mut around = first;
    for other in bodies {
        while other != around && !page.ancestors(other).any(|up| up == around) {
            around = page.dom.parent(around)?;
        }
    }
    // The whole page is around the bodies of several stories.
    (page.dom.name(around) != "body" && page.counts(around).chars >= 140).then_some(around)
}
