//! What stands around every page: the masthead, the sections, the foot.

use super::element::{Element, element, row};
use super::small::{SECTIONS, filled, link};
use super::{fragment, href, place, words};
use crate::route::{ListPage, Route};
use article::{Publication, Section};
use leptos::prelude::AnyView;
use std::borrow::Cow;

/// The id of the element that holds the page. Ids of ours start with `d-`, so that no heading of an
/// article, whose ids are made of its words, takes one of them.
const MAIN_ID: &str = "d-main";

/// The frame with a page in it. The section that `route` belongs to is marked.
pub fn shell(publication: &Publication, route: &Route, page: Vec<Element>) -> AnyView {
    row(vec![
        skip_link().view(),
        masthead(publication, route).view(),
        main(MAIN_ID).child(page).view(),
        foot(publication).view(),
    ])
}

/// The same in two parts, between which other pages can be put.
#[cfg(feature = "ssr")]
pub fn shell_around(publication: &Publication, route: &Route, page: Vec<Element>) -> [AnyView; 2] {
    let main = main(MAIN_ID).child(page).view();
    let above = row(vec![skip_link().view(), masthead(publication, route).view(), main]);
    [above, foot(publication).view()]
}

/// The element that holds a page.
pub fn main(id: impl Into<Cow<'static, str>>) -> Element {
    element("main").attr("id", id).attr("tabindex", "-1")
}

/// The way past the masthead, for the keyboard.
fn skip_link() -> Element {
    link(fragment(MAIN_ID)).class("skip").child(words::SKIP)
}

/// The paper's name and its first sections.
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
        let all = place(&Route::Headlines(ListPage::Newest), SECTIONS);
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
        .child(filled("tagline", publication.tagline.clone()))
        .child(sections)
}

/// The ways on from the end of a page, and whose the paper is.
fn foot(publication: &Publication) -> Element {
    let headlines = link(href(&Route::Headlines(ListPage::Newest))).child(words::ALL_HEADLINES);
    let top = link(fragment("top")).child(words::BACK_TO_TOP);
    let ways = element("ul")
        .class("ways")
        .attr("role", "list")
        .child(element("li").child(headlines))
        .child(element("li").child(top));
    element("footer")
        .class("foot")
        .child(ways)
        .child(filled("copyright", publication.copyright.clone()))
}
