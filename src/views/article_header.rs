//! What stands above an article's body.

use super::element::{Element, element};
use super::headline::kicker;
use super::small::{AUTHORS, endless, filled, link, names, stamp};
use super::words;
use super::{fragment, href};
use crate::route::{ListPage, Route};
use article::{Article, Author, names_shown};
use std::mem;

/// Section, headline, standfirst, byline, times. Takes these out of the article, and leaves the authors
/// that the byline doesn't name.
pub fn article_header(article: &mut Article) -> Element {
    let more = article.authors.split_off(names_shown(article.authors.len()));
    let authors = mem::replace(&mut article.authors, more);
    let headline =
        element("h1").attr("tabindex", "-1").maybe("class", endless(article.headline.len()));
    let headline = headline.child(mem::take(&mut article.headline));
    element("header")
        .class("article-header")
        .child(article.section.take().map(kicker))
        .child(headline)
        .child(filled("standfirst", mem::take(&mut article.standfirst)))
        .child(byline(
            element("p").class("byline").child(words::BY),
            authors,
            article.authors.len(),
        ))
        .child(dates(article))
}

/// Who wrote it: names that lead to everything else they wrote, and what they are to the paper. How many
/// are not named here leads to the article's foot, where they are.
pub fn byline(into: Element, authors: Vec<Author>, more: usize) -> Option<Element> {
    if authors.is_empty() {
        return None;
    }
    let name = |author: Author| {
        let address = href(&Route::Author(author.slug, ListPage::Newest));
        let role = (!author.role.is_empty())
            .then(|| element("span").class("role").child(words::COMMA).child(author.role));
        let name = link(address).attr("rel", "author").child(author.name);
        element("span").child(name).child(role).view()
    };
    let mut all: Vec<_> = authors.into_iter().map(name).collect();
    if more > 0 {
        all.push(link(fragment(AUTHORS)).child(words::others(more as u32)).view());
    }
    Some(names(into, all))
}

fn dates(article: &mut Article) -> Element {
    let published =
        article.published.take().map(|time| element("span").class("published").child(stamp(time)));
    let updated = article
        .updated
        .take()
        .map(|time| element("span").class("updated").child(words::UPDATED).child(stamp(time)));
    let minutes = (article.reading_minutes > 0).then(|| {
        // Isolated, so that it reads the same way in a story that runs from right to left.
        let words = element("bdi").child(words::reading_time(article.reading_minutes));
        element("span").class("minutes").child(words)
    });
    let dates = element("p").class("dates").child(published).child(" ").child(updated);
    dates.child(" ").child(minutes)
}
