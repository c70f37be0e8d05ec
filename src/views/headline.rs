//! Headlines: an article's entry in a list.

use super::element::{Element, element};
use super::figure::{Placement, picture};
use super::href;
use super::small::{date, link, maybe_paragraph, names, very_long};
use super::words;
use crate::route::{ListPage, Route};
use article::{Headline, Term};
use leptos::prelude::IntoAny;

/// The form of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The lead story.
    Lead,
    /// In a grid, with picture and standfirst.
    Story,
    /// In a list, without a picture.
    Line,
}

/// An article's entry in a list. Only the headline is a link, so that screen readers announce one link.
pub fn headline(headline: Headline, size: Size, with_section: bool) -> Element {
    let (class, title, placement) = match size {
        Size::Lead => ("headline lead", "h2", Placement::Lead),
        Size::Story => ("headline story", "h3", Placement::Thumbnail),
        Size::Line => ("headline line", "h3", Placement::Thumbnail),
    };
    let picture = headline
        .thumbnail
        .filter(|_| size != Size::Line)
        .and_then(|image| picture(image, placement))
        .map(|image| element("div").class("headline-picture").child(image));
    let title_class = match very_long(headline.headline.len()) {
        Some(_) => "headline-title very-long",
        None => "headline-title",
    };
    let words = link(href(&Route::Article(headline.slug))).child(headline.headline);
    let title = element(title).class(title_class).child(words);
    let mut authors = headline.authors;
    if headline.more_authors > 0 {
        authors.push(words::others(headline.more_authors));
    }
    let authors = authors.into_iter().map(IntoAny::into_any).collect::<Vec<_>>();
    let authors = (!authors.is_empty())
        .then(|| names(element("span").class("authors").child(words::BY), authors));
    let meta = element("p")
        .class("headline-meta")
        .child(authors)
        .child(" ")
        .child(headline.published.map(date));
    let text = element("div")
        .class("headline-text")
        .child(headline.section.filter(|_| with_section).map(kicker))
        .child(title)
        .child(maybe_paragraph("standfirst", headline.standfirst))
        .child(meta);
    element("article").class(class).lang(headline.language).child(picture).child(text)
}

/// The section's name above a headline.
pub fn kicker(section: Term) -> Element {
    let address = href(&Route::Section(section.slug, ListPage::Newest));
    element("p").class("kicker").child(link(address).child(section.name))
}

/// Headlines in a grid.
pub fn headline_grid(headlines: Vec<Headline>, with_section: bool) -> Element {
    items("headline-grid", headlines, Size::Story, with_section)
}

/// Headlines in a list.
pub fn headline_list(headlines: Vec<Headline>, with_section: bool) -> Element {
    items("headline-list", headlines, Size::Line, with_section)
}

fn items(class: &'static str, list: Vec<Headline>, size: Size, with_section: bool) -> Element {
    let item = |it| element("li").child(headline(it, size, with_section));
    let items: Vec<_> = list.into_iter().map(item).collect();
    element("ul").class(class).attr("role", "list").child(items)
}
