//! An article's header: everything above its body.

use super::element::{Element, element};
use super::headline::kicker;
use super::small::{AUTHORS, link, maybe_paragraph, named_link, names, timestamp, very_long};
use super::words;
use super::{fragment_href, href};
use crate::route::{ListPage, Route};
use article::{Article, Author, Link, names_shown};
use std::mem;

/// Section, headline, standfirst, byline, dates and translations. Takes them out of the article, except for the authors that
/// the byline omits.
pub fn article_header(article: &mut Article) -> Element {
    let more = article.authors.split_off(names_shown(article.authors.len()));
    let authors = mem::replace(&mut article.authors, more);
    let headline =
        element("h1").attr("tabindex", "-1").maybe("class", very_long(article.headline.len()));
    let headline = headline.child(mem::take(&mut article.headline));
    element("header")
        .class("article-header")
        .child(article.section.take().map(kicker))
        .child(headline)
        .child(maybe_paragraph("standfirst", mem::take(&mut article.standfirst)))
        .child(byline(
            element("p").class("byline").child(words::BY),
            authors,
            article.authors.len(),
        ))
        .child(dates(article))
        .child(translations(&article.translations))
}

/// The authors: each name links to the author's list, followed by the role. If `more` authors are omitted, their
/// number links to the article's footer, which names them.
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
        all.push(link(fragment_href(AUTHORS)).child(words::others(more as u32)).view());
    }
    Some(names(into, all))
}

/// Links to the same article in other languages.
fn translations(translations: &[Link]) -> Option<Element> {
    let links = || translations.iter().map(|link| named_link(link).view()).collect();
    let line = || element("p").class("translations").child(words::ALSO_IN);
    (!translations.is_empty()).then(|| names(line(), links()))
}

fn dates(article: &mut Article) -> Element {
    let published = article
        .published
        .take()
        .map(|time| element("span").class("published").child(timestamp(time)));
    let updated = article
        .updated
        .take()
        .map(|time| element("span").class("updated").child(words::UPDATED).child(timestamp(time)));
    let minutes = (article.reading_minutes > 0).then(|| {
        // Isolated from the direction of a right-to-left article.
        let words = element("bdi").child(words::reading_time(article.reading_minutes));
        element("span").class("minutes").child(words)
    });
    let dates = element("p").class("dates").child(published).child(" ").child(updated);
    dates.child(" ").child(minutes)
}
