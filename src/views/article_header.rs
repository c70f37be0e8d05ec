//! What stands above an article's body.

use super::{Names, Stamp, filled, href};
use crate::route::{ListPage, Route};
use article::{Author, Term, Time};
use leptos::prelude::*;

/// Section, headline, standfirst, byline, times.
#[component]
pub fn ArticleHeader(
    /// Where the article sits in the paper.
    section: Option<Term>,
    /// The headline.
    headline: String,
    /// The standfirst; empty if there is none.
    standfirst: String,
    /// Who wrote it.
    authors: Vec<Author>,
    /// When it was published.
    published: Option<Time>,
    /// When it was last changed.
    updated: Option<Time>,
    /// How long it takes to read, in minutes; 0 if not known.
    reading_minutes: u32,
) -> impl IntoView {
    let section = section.map(|section| {
        let address = href(&Route::Section(section.slug, ListPage::Newest));
        view! { <p class="kicker"><a href=address>{section.name}</a></p> }
    });
    let standfirst = filled(standfirst).map(|words| view! { <p class="standfirst">{words}</p> });
    let published = published.map(|time| view! { <span class="published"><Stamp time /></span> });
    let updated =
        updated.map(|time| view! { <span class="updated">"Updated "<Stamp time /></span> });
    let minutes = (reading_minutes > 0).then(|| {
        view! { <span class="minutes">{reading_minutes.to_string()}" min read"</span> }
    });
    view! {
        <header class="article-header">
            {section} <h1 tabindex="-1">{headline}</h1> {standfirst} <Byline authors />
            <p class="dates">{published} " " {updated} " " {minutes}</p>
        </header>
    }
}

/// Who wrote it: names that lead to everything else they wrote, and what they are to the paper.
#[component]
fn Byline(
    /// The authors, in order.
    authors: Vec<Author>,
) -> impl IntoView {
    let name = |author: Author| {
        let address = href(&Route::Author(author.slug, ListPage::Newest));
        let role = filled(author.role).map(|role| view! { ", "<span class="role">{role}</span> });
        view! { <a rel="author" href=address>{author.name}</a> {role} }.into_any()
    };
    let names: Vec<_> = authors.into_iter().map(name).collect();
    (!names.is_empty()).then(|| view! { <p class="byline">"By "<Names names /></p> })
}
