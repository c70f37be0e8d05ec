//! The shell of every page: skip link, masthead with the sections, footer.

use super::element::{Element, element, fragment};
use super::small::{SECTIONS, link, maybe_paragraph, named_link};
use super::{fragment_href, href, href_with_fragment, words};
use crate::route::{ListPage, Route};
use article::{Publication, Section};
use leptos::prelude::AnyView;
use std::borrow::Cow;

/// The id of `<main>`. The viewer's ids start with `d-`, so that they don't collide with ids of headings, which
/// are derived from their text.
const MAIN_ID: &str = "d-main";

/// The shell around a page. The current section is marked.
pub fn shell(publication: &Publication, route: &Route, page: Vec<Element>) -> AnyView {
    fragment(vec![
        skip_link().view(),
        masthead(publication, route).view(),
        main(MAIN_ID).child(page).view(),
        foot(publication).view(),
    ])
}

/// The shell in two parts, with the page in the first, so that other pages can be put between them.
#[cfg(feature = "ssr")]
pub fn shell_around(publication: &Publication, route: &Route, page: Vec<Element>) -> [AnyView; 2] {
    let main = main(MAIN_ID).child(page).view();
    let above = fragment(vec![skip_link().view(), masthead(publication, route).view(), main]);
    [above, foot(publication).view()]
}

/// The `<main>` element, which contains a page.
pub fn main(id: impl Into<Cow<'static, str>>) -> Element {
    element("main").attr("id", id).attr("tabindex", "-1")
}

/// The skip link, for keyboard users.
fn skip_link() -> Element {
    link(fragment_href(MAIN_ID)).class("skip").child(words::SKIP)
}

/// The publication's name and its first sections.
fn masthead(publication: &Publication, route: &Route) -> Element {
    let item = |to: Route, name: &str| {
        let current = (route.at(ListPage::Newest) == to).then_some("page");
        element("li").child(link(href(&to)).maybe("aria-current", current).child(name))
    };
    let sections = publication.sections.iter();
    let mut items: Vec<_> = sections
        .map(|Section { slug, name, .. }| {
            item(Route::Section(slug.clone(), ListPage::Newest), name)
        })
        .collect();
    if publication.more_sections > 0 {
        let all = href_with_fragment(&Route::Headlines(ListPage::Newest), SECTIONS);
        items.push(element("li").child(link(all).child(words::ALL_SECTIONS)));
    }
    items.push(item(Route::Headlines(ListPage::Newest), words::ALL_HEADLINES));
    let nameplate = link(href(&Route::Front)).child(publication.title.as_str());
    let sections = element("nav")
        .class("sections")
        .attr("aria-label", words::SECTIONS)
        .child(element("ul").attr("role", "list").child(items));
    element("header")
        .class("masthead")
        .child(element("p").class("nameplate").child(nameplate))
        .child(maybe_paragraph("tagline", publication.tagline.clone()))
        .child(sections)
}

/// The footer: the menu, other links, and the copyright.
fn foot(publication: &Publication) -> Element {
    let headlines = link(href(&Route::Headlines(ListPage::Newest))).child(words::ALL_HEADLINES);
    let top = link(fragment_href("top")).child(words::BACK_TO_TOP);
    let menu = publication.menu.iter().map(|entry| element("li").child(named_link(entry)));
    let menu: Vec<_> = menu.collect();
    let ways = element("ul")
        .class("ways")
        .attr("role", "list")
        .child(element("li").child(headlines))
        .child(menu)
        .child(element("li").child(top));
    element("footer")
        .class("foot")
        .child(ways)
        .child(maybe_paragraph("copyright", publication.copyright.clone()))
}
