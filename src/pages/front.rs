//! The front page: the lead story, the stories beside it, the newest of each section.

use crate::route::{ListPage, Route};
use crate::views::{HeadlineGrid, HeadlineItem, HeadlineList, Size, href};
use article::{Front, Headline, Term};
use leptos::prelude::*;

/// The front page.
pub fn page(Front { lead, top, sections, .. }: Front) -> AnyView {
    let lead = match lead {
        Some(headline) => {
            view! { <HeadlineItem headline size=Size::Lead with_section=true /> }.into_any()
        }
        None => view! { <p class="empty">"This paper has no articles yet."</p> }.into_any(),
    };
    let mut top = top;
    let rest = top.split_off(top.len().min(3));
    let sections: Vec<_> = sections.into_iter().map(section).collect();
    view! {
        <div class="front">
            <h1 class="visually-hidden" tabindex="-1">"Front page"</h1>
            <div class="front-top">
                {lead} <div class="front-beside">
                    <HeadlineGrid headlines=top with_section=true />
                </div>
            </div>
            <div class="front-more">
                <HeadlineGrid headlines=rest with_section=true />
            </div>
            <div class="front-sections">{sections}</div>
        </div>
    }
    .into_any()
}

fn section((term, mut headlines): (Term, Vec<Headline>)) -> AnyView {
    let id = ["d-section-", term.slug.as_str()].concat();
    let label = id.clone();
    let address = href(&Route::Section(term.slug, ListPage::Newest));
    let rest = headlines.split_off(headlines.len().min(1));
    let first =
        headlines.pop().map(|headline| view! { <HeadlineItem headline size=Size::Story /> });
    view! {
        <section class="front-section" aria-labelledby=label>
            <h2 id=id>
                <a href=address>{term.name}</a>
            </h2>
            {first}
            <HeadlineList headlines=rest />
        </section>
    }
    .into_any()
}
