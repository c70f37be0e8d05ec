//! The front page: the lead story, the stories beside it, and the newest of each section.

use crate::route::{ListPage, Route};
use crate::views::{
    Element, Size, element, headline, headline_grid, headline_list, href, id, link, words,
};
use article::{Front, Headline, Term};

/// How many stories are shown beside the lead.
const BESIDE: usize = 3;

/// The front page.
pub fn page(Front { lead, mut top, sections, .. }: Front) -> Element {
    let lead = match lead {
        Some(lead) => headline(lead, Size::Lead, true),
        None => element("p").class("empty").child(words::NO_ARTICLES),
    };
    let more = top.split_off(top.len().min(BESIDE));
    let beside = element("div").class("front-beside").child(headline_grid(top, true));
    let sections: Vec<_> = sections.into_iter().map(section).collect();
    element("div")
        .class("front")
        .child(
            element("h1").class("visually-hidden").attr("tabindex", "-1").child(words::FRONT_PAGE),
        )
        .child(element("div").class("front-top").child(lead).child(beside))
        .child(element("div").class("front-more").child(headline_grid(more, true)))
        .child(element("div").class("front-sections").child(sections))
}

fn section((term, mut headlines): (Term, Vec<Headline>)) -> Element {
    let id = id(["d-section-", term.slug.as_str()].concat());
    let name = link(href(&Route::Section(term.slug, ListPage::Newest))).child(term.name);
    let rest = headlines.split_off(headlines.len().min(1));
    let first = headlines.pop().map(|first| headline(first, Size::Story, false));
    element("section")
        .class("front-section")
        .attr("aria-labelledby", id.clone())
        .child(element("h2").attr("id", id).child(name))
        .child(first)
        .child(headline_list(rest, false))
}
