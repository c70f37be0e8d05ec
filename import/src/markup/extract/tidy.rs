//! What pages hold twice, or for programs only: `noscript` twins, lazy pictures, styles.

use crate::markup::dom::{Dom, NodeData, NodeId};
use crate::markup::permalink_marks;

/// Makes of a page what readers of it see.
pub(super) fn tidy(dom: &mut Dom) {
    let ids: Vec<NodeId> = dom.descendants(dom.root()).collect();
    for id in ids {
        match dom.name(id) {
            "" | "html" | "body" | "head" => continue,
            "noscript" => noscript(dom, id),
            "amp-img" | "amp-anim" => dom.rename(id, "img"),
            "style" => dom.detach(id),
            "svg" => without_style(dom, id),
            "a" if permalink_marks::is_mark(dom, id) => dom.detach(id),
            _ => {}
        }
        if dom.name(id) == "img" {
            picture(dom, id);
        }
    }
}

/// Takes the style and the scripts out of a graphic: they are no words of it.
fn without_style(dom: &mut Dom, graphic: NodeId) {
    let inner: Vec<NodeId> = dom.descendants(graphic).skip(1).collect();
    for id in inner {
        if matches!(dom.local_name(id), "style" | "script" | "metadata") {
            dom.detach(id);
        }
    }
}

/// Pictures in `noscript` are the twins of what a script shows; one that is nowhere else stays.
fn noscript(dom: &mut Dom, id: NodeId) {
    let text = dom.text(id);
    let markup = text.trim_start().starts_with('<') && text.contains('>');
    let pictures: Vec<NodeId> =
        dom.descendants(id).filter(|&below| dom.name(below) == "img").collect();
    if markup {
        return dom.detach(id);
    }
    if pictures.is_empty() || !text.trim().is_empty() {
        return;
    }
    if let Some(twin) = picture_before(dom, id) {
        let own = ["src", "data-src"]
            .iter()
            .find_map(|name| dom.nonblank(pictures[0], name))
            .map(str::to_owned);
        if let Some(own) = own.filter(|_| is_placeholder(dom, twin)) {
            dom.set_attribute(twin, "src", &own);
        }
        dom.detach(id);
    }
}

/// The picture that stands right before a node.
fn picture_before(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let blank = |id: NodeId| match dom.data(id) {
        NodeData::Comment(_) => true,
        NodeData::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let last = std::iter::successors(dom.previous(id), |&before| dom.previous(before))
        .find(|&id| !blank(id))?;
    dom.text(last).trim().is_empty().then(|| dom.find(last, "img")).flatten()
}

/// Gives a picture the address that a script would give it; takes it out if it is there to count readers.
fn picture(dom: &mut Dom, id: NodeId) {
    if is_pixel(dom, id) {
        return dom.detach(id);
    }
    if !is_placeholder(dom, id) {
        return;
    }
    let lazy = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-hi-res-src",
        "data-url",
        "data-image",
        "data-full-src",
    ];
    let single = lazy.iter().find_map(|name| dom.nonblank(id, name)).map(str::to_owned);
    let sets = ["data-srcset", "srcset", "data-lazy-srcset"];
    let found = single.or_else(|| sets.iter().find_map(|name| largest(dom.nonblank(id, name)?)));
    let found = found.filter(|address| !address.starts_with("data:"));
    match found {
        Some(address) => dom.set_attribute(id, "src", &address),
        // Nothing was ever to be seen.
        None if dom.nonblank(id, "src").is_some() && is_tiny_data(dom, id) => dom.detach(id),
        None => {}
    }
}

fn is_placeholder(dom: &Dom, id: NodeId) -> bool {
    dom.nonblank(id, "src").is_none_or(|source| {
        source.starts_with("data:")
            || source.starts_with("about:")
            || source.contains("placeholder")
            || source.ends_with("blank.gif")
            || source.ends_with("spacer.gif")
    })
}

fn is_tiny_data(dom: &Dom, id: NodeId) -> bool {
    dom.nonblank(id, "src").is_some_and(|source| source.starts_with("data:") && source.len() < 200)
}

fn is_pixel(dom: &Dom, id: NodeId) -> bool {
    let tiny = |name| {
        dom.nonblank(id, name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= 2)
    };
    tiny("width") || tiny("height")
}

/// The largest picture of a `srcset`.
fn largest(set: &str) -> Option<String> {
    let size = |candidate: &str| {
        let size = candidate.split_ascii_whitespace().nth(1).unwrap_or("1x");
        size.trim_end_matches(['w', 'x', 'h']).parse::<f32>().unwrap_or(1.0)
    };
    let candidates = set.split(", ").map(str::trim).filter(|candidate| !candidate.is_empty());
    let best = candidates.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    best.split_ascii_whitespace().next().map(|address| address.trim_end_matches(',').to_owned())
}
