//! Telling pages of sites from pages that were written by hand.

use super::marks;
use crate::markup::dom::Dom;

/// How many kinds of signs there are that a page was made by a site's programs. One may be in a page
/// that was written by hand.
pub(super) fn signs(dom: &Dom) -> usize {
    let mut signs = Signs::default();
    for id in dom.descendants(dom.root()) {
        let is = |name, word: &str| {
            dom.nonblank(id, name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
        };
        match dom.name(id) {
            "" => continue,
            "script" if is("type", "ld+json") => signs.data = true,
            "script" => signs.programs = true,
            "link" if is("rel", "stylesheet") => signs.style = true,
            "style" => signs.style = true,
            "meta"
                if is("property", "og:")
                    || is("property", "article:")
                    || is("name", "twitter:") =>
            {
                signs.social = true;
            }
            "meta"
                if is("name", "robots")
                    || is("name", "generator")
                    || is("name", "dc.")
                    || is("name", "parsely") =>
            {
                signs.programs = true;
            }
            "nav" => signs.navigation = true,
            "header" | "footer" | "main" | "aside" | "section" => signs.landmarks = true,
            "table" if dom.attribute(id, "width").is_some() => signs.layout = true,
            "td" if dom.attribute(id, "valign").is_some()
                || dom.attribute(id, "width").is_some() =>
            {
                signs.layout = true;
            }
            _ => {}
        }
        signs.data |=
            dom.attribute(id, "itemscope").is_some() || dom.attribute(id, "itemprop").is_some();
        let furniture = || {
            dom.attribute(id, "class").or(dom.attribute(id, "id")).is_some()
                && marks::furniture(dom, id).is_some()
        };
        signs.navigation = signs.navigation || furniture();
    }
    signs.links = has_list_of_links(dom);
    signs.count()
}

#[derive(Default)]
struct Signs {
    data: bool,
    social: bool,
    programs: bool,
    style: bool,
    navigation: bool,
    landmarks: bool,
    layout: bool,
    links: bool,
}

impl Signs {
    fn count(&self) -> usize {
        let signs = [
            self.data,
            self.social,
            self.programs,
            self.style,
            self.navigation,
            self.landmarks,
            self.layout,
            self.links,
        ];
        signs.into_iter().filter(|&sign| sign).count()
    }
}

/// Whether there is an element of many links and few other words, as menus are.
fn has_list_of_links(dom: &Dom) -> bool {
    const MIN_LINKS: usize = 5;
    dom.descendants(dom.root()).any(|id| {
        let mut links = dom.children(id).filter(|&child| {
            dom.name(child) == "a"
                || dom.children(child).next().is_some_and(|only| {
                    dom.name(only) == "a" && dom.children(child).nth(1).is_none()
                })
        });
        links.nth(MIN_LINKS - 1).is_some() && !matches!(dom.name(id), "p" | "ol")
    })
}
