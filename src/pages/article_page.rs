//! The article page.

use crate::route::Route;
use crate::views::{
    AUTHORS, Element, article_header, body, byline, date, element, footnotes, headline_grid, id,
    lead_figure, link, maybe_paragraph, neighbours, terms, words,
};
use article::{Article, Correction, Headline, Source, Term};

/// An article with everything around it.
pub fn page(mut article: Article) -> Vec<Element> {
    let header = article_header(&mut article);
    let more = element("p").class("byline").attr("id", id(AUTHORS)).child(words::WITH);
    let footer = element("footer")
        .class("article-footer")
        .child(corrections(article.corrections))
        .child(byline(more, article.authors, 0))
        .child(topics(article.topics))
        .child(article.source.map(source))
        .child(maybe_paragraph("copyright", article.copyright));
    let lead = article.lead_image.map(lead_figure);
    let story = element("article")
        .class("article")
        .lang(Some(article.language))
        .child(header)
        .child(body(lead, article.body, article.dateline, footnotes(article.footnotes)))
        .child(footer);
    let mut page = vec![story];
    page.extend(neighbours(article.previous, article.next));
    page.extend(related(article.related));
    page
}

fn corrections(corrections: Vec<Correction>) -> Option<Element> {
    if corrections.is_empty() {
        return None;
    }
    let correction = |Correction { time, text }: Correction| {
        element("li").child(time.map(date)).child(" ").child(text)
    };
    let items: Vec<_> = corrections.into_iter().map(correction).collect();
    Some(
        titled("corrections", words::CORRECTIONS)
            .child(element("ul").attr("role", "list").child(items)),
    )
}

fn topics(topics: Vec<Term>) -> Option<Element> {
    if topics.is_empty() {
        return None;
    }
    let list = element("ul").attr("role", "list").child(terms(topics, Route::Topic));
    Some(element("nav").class("topics").attr("aria-label", words::TOPICS).child(list))
}

fn source(Source { name, href }: Source) -> Element {
    let name = match href.is_empty() {
        true => element("span").child(name),
        false => link(href.as_str().to_owned()).child(name),
    };
    element("p").class("source").child(words::FIRST_PUBLISHED_BY).child(name)
}

fn related(headlines: Vec<Headline>) -> Option<Element> {
    let grid = |headlines| titled("related", words::RELATED).child(headline_grid(headlines, true));
    (!headlines.is_empty()).then(|| grid(headlines))
}

fn titled(class: &'static str, title: &'static str) -> Element {
    let heading = element("h2").child(title);
    element("section").class(class).attr("aria-label", title).child(heading)
}
