//! The article page.

use crate::route::{ListPage, Route};
use crate::views::{
    ArticleHeader, Body, Figure, Footnotes, HeadlineGrid, Neighbours, Stamp, filled, href,
};
use article::{Article, Correction, Headline, Source, Term};
use leptos::prelude::*;

/// An article with everything around it.
pub fn page(article: Article) -> AnyView {
    let lead = article.lead_image.map(|image| view! { <Figure image lead=true /> });
    let copyright =
        filled(article.copyright).map(|words| view! { <p class="copyright">{words}</p> });
    view! {
        <article class="article" lang=article.language dir=article.direction.as_str()>
            <ArticleHeader
                section=article.section
                headline=article.headline
                standfirst=article.standfirst
                authors=article.authors
                published=article.published
                updated=article.updated
                reading_minutes=article.reading_minutes
            />
            {lead}
            <Body blocks=article.body dateline=article.dateline />
            <Footnotes notes=article.footnotes />
            <footer class="article-footer">
                {corrections(article.corrections)} {topics(article.topics)}
                {article.source.map(source)} {copyright}
            </footer>
        </article>
        <Neighbours previous=article.previous next=article.next />
        {related(article.related)}
    }
    .into_any()
}

fn corrections(corrections: Vec<Correction>) -> Option<AnyView> {
    if corrections.is_empty() {
        return None;
    }
    let correction = |Correction { time, text }: Correction| {
        let time = time.map(|time| view! { <Stamp time day=true /> " " });
        view! { <li>{time} {text}</li> }
    };
    let items: Vec<_> = corrections.into_iter().map(correction).collect();
    Some(
        view! {
            <section class="corrections" aria-label="Corrections">
                <h2>"Corrections"</h2>
                <ul role="list">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn topics(topics: Vec<Term>) -> Option<AnyView> {
    if topics.is_empty() {
        return None;
    }
    let topic = |Term { slug, name }: Term| {
        let address = href(&Route::Topic(slug, ListPage::Newest));
        view! { <li><a href=address>{name}</a></li> }
    };
    let items: Vec<_> = topics.into_iter().map(topic).collect();
    Some(
        view! {
            <nav class="topics" aria-label="Topics">
                <ul role="list">{items}</ul>
            </nav>
        }
        .into_any(),
    )
}

fn source(Source { name, href }: Source) -> AnyView {
    let name = if href.is_empty() {
        name.into_any()
    } else {
        view! { <a href=href.as_str().to_owned()>{name}</a> }.into_any()
    };
    view! { <p class="source">"First published by "{name}</p> }.into_any()
}

fn related(headlines: Vec<Headline>) -> Option<AnyView> {
    if headlines.is_empty() {
        return None;
    }
    Some(
        view! {
            <section class="related" aria-label="Related articles">
                <h2>"Related"</h2>
                <HeadlineGrid headlines with_section=true />
            </section>
        }
        .into_any(),
    )
}
