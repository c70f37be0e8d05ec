//! What stands above an article's body.

use super::element::{Element, element};
use super::headline::kicker;
use super::href;
use super::small::{AUTHORS, endless, filled, link, names, stamp};
use super::words;
use crate::route::{ListPage, Root, Route};
use article::{Article, Author, names_shown};
use std::mem;

/// Section, headline, standfirst, byline, times. Takes these out of the article, and leaves the authors
/// that the byline doesn't name.
pub fn article_header(article: &mut Article) -> Element {
    let headline =
        element("h1").attr("tabindex", "-1").maybe("class", endless(article.headline.len()));
    let headline = headline.child(mem::take(&mut article.headline));
    element("header")
        .class("article-header")
        .child(article.section.take().map(kicker))
        .child(headline)
        .child(filled("standfirst", mem::take(&mut article.standfirst)))
        .child(byline(&mut article.authors))
        .child(dates(article))
}

/// Who wrote it. Takes the authors that it names; how many others there are leads to the article's
/// foot, where those are named.
fn byline(authors: &mut Vec<Author>) -> Option<Element> {
    if authors.is_empty() {
        return None;
    }
    let shown = names_shown(authors.len());
    let more = authors.split_off(shown);
    let shown = mem::replace(authors, more).into_iter().map(author);
    let others = (!authors.is_empty())
        .then(|| link(Root::fragment(AUTHORS)).child(words::others(authors.len() as u32)));
    let all = shown.chain(others).map(Element::view).collect();
    Some(names(element("p").class("byline").child(words::BY), all))
}

/// A name that leads to everything else that the author wrote, and what the author is to the paper.
pub fn author(author: Author) -> Element {
    let address = href(&Route::Author(author.slug, ListPage::Newest));
    let role = (!author.role.is_empty())
        .then(|| element("span").class("role").child(words::COMMA).child(author.role));
    let name = link(address).attr("rel", "author").child(author.name);
    element("span").child(name).child(role)
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
