//! What stands above an article's body.

use super::element::{Element, element};
use super::headline::kicker;
use super::href;
use super::small::{endless, filled, link, names, stamp};
use crate::route::{ListPage, Route};
use article::{Article, Author};
use std::mem;

/// Section, headline, standfirst, byline, times. Takes these out of the article.
pub fn article_header(article: &mut Article) -> Element {
    let headline =
        element("h1").attr("tabindex", "-1").maybe("class", endless(article.headline.len()));
    let headline = headline.child(mem::take(&mut article.headline));
    element("header")
        .class("article-header")
        .child(article.section.take().map(kicker))
        .child(headline)
        .child(filled("standfirst", mem::take(&mut article.standfirst)))
        .child(byline(mem::take(&mut article.authors)))
        .child(dates(article))
}

/// Who wrote it: names that lead to everything else they wrote, and what they are to the paper.
fn byline(authors: Vec<Author>) -> Option<Element> {
    if authors.is_empty() {
        return None;
    }
    let name = |author: Author| {
        let address = href(&Route::Author(author.slug, ListPage::Newest));
        let role = (!author.role.is_empty())
            .then(|| element("span").class("role").child(", ").child(author.role));
        let name = link(address).attr("rel", "author").child(author.name);
        element("span").child(name).child(role).view()
    };
    let authors = authors.into_iter().map(name).collect();
    Some(names(element("p").class("byline").child("By "), authors))
}

fn dates(article: &mut Article) -> Element {
    let published =
        article.published.take().map(|time| element("span").class("published").child(stamp(time)));
    let updated = article
        .updated
        .take()
        .map(|time| element("span").class("updated").child("Updated ").child(stamp(time)));
    let minutes = (article.reading_minutes > 0).then(|| {
        let minutes = article.reading_minutes.to_string();
        // Isolated, so that it reads the same way in a story that runs from right to left.
        let words = element("bdi").child([&minutes, " min read"].concat());
        element("span").class("minutes").child(words)
    });
    let dates = element("p").class("dates").child(published).child(" ").child(updated);
    dates.child(" ").child(minutes)
}
