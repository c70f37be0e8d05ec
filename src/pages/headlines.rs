//! Lists of headlines: all of them, a section's, an author's, a topic's.

use crate::route::{ListPage, Root, Route};
use crate::views::{HeadlineList as Lines, href, place};
use article::{Headline, HeadlineList, Month, Subject};
use leptos::prelude::*;

/// What the list is called.
pub fn name(subject: &Subject) -> &str {
    match subject {
        Subject::All => "All Headlines",
        Subject::Section(section) => &section.name,
        Subject::Author { name, .. } => name,
        Subject::Topic(topic) => &topic.name,
    }
}

/// A page of a list.
pub fn page(list: HeadlineList, route: &Route) -> AnyView {
    let with_section = !matches!(list.subject, Subject::Section(_));
    let (class, about) = match &list.subject {
        Subject::All => ("list-header all", vec![]),
        Subject::Section(section) => ("list-header", vec![section.description.clone()]),
        Subject::Author { role, bio, .. } => {
            ("list-header author", vec![role.clone(), bio.clone()])
        }
        Subject::Topic(_) => ("list-header topic", vec![]),
    };
    let about = about.into_iter().filter(|words| !words.is_empty());
    let about: Vec<_> = about.map(|words| view! { <p class="about">{words}</p> }).collect();
    let number = list
        .has_newer
        .then(|| view! { " "<span class="list-page">"Page "{list.page.to_string()}</span> });
    let name = name(&list.subject).to_owned();
    let months =
        (!list.has_newer && list.months.len() > 2).then(|| months(&list.months, list.page, route));
    view! {
        <div class="list">
            <header class=class>
                <h1 tabindex="-1">{name} {number}</h1>
                {about}
            </header>
            {months}
            {by_month(list.headlines, &list.months, with_section)}
            {pager(list.page, list.has_newer, route)}
        </div>
    }
    .into_any()
}

/// The way to any month of the list.
fn months(months: &[Month], here: u32, route: &Route) -> AnyView {
    let month = |month: &Month| {
        let address = if month.page == here {
            Root::fragment(&month.id)
        } else {
            place(&route.at(ListPage::Number(month.page)), &month.id)
        };
        view! {
            <li>
                <a href=address>{month.name.clone()}</a>
                " "
                <span class="count">{month.count.to_string()}</span>
            </li>
        }
    };
    view! {
        <details class="months">
            <summary>"Jump to a month"</summary>
            <nav aria-label="Months">
                <ul role="list">{months.iter().map(month).collect::<Vec<_>>()}</ul>
            </nav>
        </details>
    }
    .into_any()
}

/// The headlines under the names of their months.
fn by_month(headlines: Vec<Headline>, months: &[Month], with_section: bool) -> Vec<AnyView> {
    let mut headlines = headlines.into_iter().peekable();
    let mut groups = Vec::new();
    while let Some(first) = headlines.next() {
        let id = month_of(&first).to_owned();
        let mut group = vec![first];
        while let Some(next) = headlines.next_if(|next| month_of(next) == id) {
            group.push(next);
        }
        let name = months
            .iter()
            .find(|month| month.id == id)
            .map_or_else(|| "Undated".to_owned(), |month| month.name.clone());
        groups.push(
            view! {
                <section class="month">
                    <h2 id=id>{name}</h2>
                    <Lines headlines=group with_section />
                </section>
            }
            .into_any(),
        );
    }
    groups
}

/// `2018-06`; `undated` if the article has no date.
fn month_of(headline: &Headline) -> &str {
    let instant = headline.published.as_ref().map(|time| time.instant.as_str());
    instant.and_then(|instant| instant.get(..7)).unwrap_or("undated")
}

/// Newer and older.
fn pager(page: u32, has_newer: bool, route: &Route) -> Option<AnyView> {
    let newer = has_newer.then(|| {
        let address = href(&route.at(ListPage::Number(page + 1)));
        view! { <a rel="prev" href=address>"Newer headlines"</a> }
    });
    let newest = has_newer.then(|| {
        let address = href(&route.at(ListPage::Newest));
        view! { <a class="newest" href=address>"Newest"</a> }
    });
    let older = (page > 1).then(|| {
        let address = href(&route.at(ListPage::Number(page - 1)));
        view! { <a rel="next" href=address>"Older headlines"</a> }
    });
    (has_newer || page > 1).then(|| {
        view! { <nav class="pager" aria-label="Pages">{newer} {newest} {older}</nav> }.into_any()
    })
}
