//! The links from an article to its neighbours.

use super::element::{Element, element};
use super::href;
use super::small::link;
use super::words;
use crate::route::Route;
use article::Neighbour;

/// The navigation with *Previous* and *Next*.
pub fn neighbours(previous: Option<Neighbour>, next: Option<Neighbour>) -> Option<Element> {
    if previous.is_none() && next.is_none() {
        return None;
    }
    let way = |neighbour: Option<Neighbour>, rel: &'static str, name: &'static str| {
        neighbour.map(|Neighbour { slug, headline }| {
            link(href(&Route::Article(slug)))
                .class(rel)
                .attr("rel", rel)
                .child(element("span").class("way").child(name))
                .child(" ")
                .child(element("span").class("way-headline").child(headline))
        })
    };
    let ways = element("nav")
        .class("neighbours")
        .attr("aria-label", words::NEIGHBOURS)
        .child(way(previous, "prev", words::PREVIOUS))
        .child(way(next, "next", words::NEXT));
    Some(ways)
}
