//! The ways on from an article: the one before, the one after.

use super::href;
use crate::route::Route;
use article::Neighbour;
use leptos::prelude::*;

/// Previous and Next.
#[component]
pub fn Neighbours(
    /// The article published before.
    previous: Option<Neighbour>,
    /// The article published after.
    next: Option<Neighbour>,
) -> impl IntoView {
    let way = |neighbour: Option<Neighbour>, rel: &'static str, name: &'static str| {
        neighbour.map(|Neighbour { slug, headline }| {
            view! {
                <a class=rel rel=rel href=href(&Route::Article(slug))>
                    <span class="way">{name}</span>
                    " "
                    <span class="way-headline">{headline}</span>
                </a>
            }
        })
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label="Previous and next article">
                {way(previous, "prev", "Previous")} {way(next, "next", "Next")}
            </nav>
        }
    })
}
