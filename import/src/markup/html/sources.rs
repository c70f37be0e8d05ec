//! Which of the addresses that a page gives for one picture is the picture: lazy loading, sets of sizes,
//! `picture`, and the copies in `noscript`.

use super::Converter;
use crate::drafts::context::is_absolute;
use crate::markup::dom::{NodeData, NodeId};

/// Attributes in which scripts that load pictures late find their addresses.
const LAZY: [&str; 7] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-orig-file",
    "data-full-src",
];

impl Converter<'_> {
    /// The addresses of a picture, the best first.
    pub(super) fn picture_sources(&self, id: NodeId) -> Vec<String> {
        let dom = self.dom;
        let mut sources = Vec::new();
        let lazy = LAZY.iter().filter_map(|name| dom.nonblank(id, name));
        sources.extend(lazy.filter(|source| source.contains(['.', '/'])).map(str::to_owned));
        let own = dom.nonblank(id, "src").or_else(|| dom.nonblank(id, "href"));
        sources.extend(own.filter(|source| !is_placeholder(source)).map(str::to_owned));
        let picture = dom.parent(id).filter(|&up| dom.name(up) == "picture");
        let others = picture.into_iter().flat_map(|picture| dom.children(picture));
        for set in std::iter::once(id).chain(others.filter(|&other| dom.name(other) == "source")) {
            let sets = ["srcset", "data-srcset", "data-lazy-srcset"];
            let set = sets.iter().find_map(|name| dom.nonblank(set, name)).unwrap_or_default();
            sources.extend(of_set(set));
        }
        if sources.is_empty() {
            sources.extend(own.map(str::to_owned));
        }
        sources
    }

    /// The first address of a file that is there, or else the first on another host, or else the first.
    pub(super) fn first_available<'s>(&self, sources: &'s [String]) -> Option<&'s str> {
        let file = &self.context.draft.source.file;
        let local = |source: &&String| {
            !is_absolute(source) && self.context.media.find(file, source).is_ok()
        };
        let found = match sources {
            [only] => Some(only),
            _ => sources.iter().find(local),
        };
        let remote = || sources.iter().find(|source| is_absolute(source));
        found.or_else(remote).or(sources.first()).map(String::as_str)
    }

    /// Whether a `noscript` only repeats the picture beside it, which a script would show.
    pub(super) fn is_twin(&self, id: NodeId) -> bool {
        let dom = self.dom;
        let pictures = |top: NodeId| dom.descendants(top).filter(|&below| dom.name(below) == "img");
        let own: Vec<String> =
            pictures(id).flat_map(|picture| self.picture_sources(picture)).collect();
        if own.is_empty() || !dom.text(id).trim().is_empty() {
            return false;
        }
        let beside = self.beside(id).into_iter().flatten();
        beside.flat_map(pictures).any(|picture| {
            let sources = self.picture_sources(picture);
            sources.iter().any(|source| own.contains(source))
                || own
                    .iter()
                    .any(|own| file_name(own) == sources.first().map_or("", |s| file_name(s)))
        })
    }

    /// Whether a picture only keeps the place for the one in the `noscript` beside it.
    pub(super) fn is_stand_in(&self, id: NodeId) -> bool {
        let dom = self.dom;
        let blank = self.picture_sources(id).iter().all(|source| is_placeholder(source));
        let holds_picture = |other: NodeId| {
            dom.name(other) == "noscript"
                && dom.descendants(other).any(|below| dom.name(below) == "img")
        };
        blank && self.beside(id).into_iter().flatten().any(holds_picture)
    }

    /// The elements right before and after another.
    fn beside(&self, id: NodeId) -> [Option<NodeId>; 2] {
        // Spaces and comments may stand between.
        const NEAR: usize = 4;
        let dom = self.dom;
        let is_element = |&other: &NodeId| matches!(dom.data(other), NodeData::Element { .. });
        let before = dom.siblings_before(id).take(NEAR).find(is_element);
        let after = dom.siblings_after(id).take(NEAR).find(is_element);
        [before, after]
    }
}

fn is_placeholder(source: &str) -> bool {
    let source = source.trim();
    source.starts_with("data:") || source.starts_with("about:") || source == "#"
}

fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// The addresses of a `srcset`, the largest first.
fn of_set(set: &str) -> Vec<String> {
    // Addresses may have commas in them: one that parts has a space behind it.
    let mut sources: Vec<(f64, String)> = Vec::new();
    for candidate in set.split(", ").flat_map(|part| part.split(",\n")) {
        let mut words = candidate.split_whitespace();
        let Some(address) = words.next() else { continue };
        let size = words.next().unwrap_or("1x").trim_end_matches(['w', 'x', 'h', ',']);
        sources.push((size.parse().unwrap_or(1.0), address.trim_end_matches(',').to_owned()));
    }
    sources.sort_by(|a, b| b.0.total_cmp(&a.0));
    sources.into_iter().map(|(_, address)| address).collect()
}

#[cfg(test)]
mod tests {
    use super::of_set;

    #[test]
    fn sets_of_sizes() {
        assert_eq!(of_set("a.png 400w, b.png 800w"), ["b.png", "a.png"]);
        assert_eq!(of_set("a,b.png, c.png 2x"), ["c.png", "a,b.png"]);
        assert_eq!(of_set(""), Vec::<String>::new());
    }
}
