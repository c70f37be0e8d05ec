//! What stands where a page can't be shown.

use super::href;
use crate::route::{ListPage, Route};
use leptos::prelude::*;

/// Says what happened and what still works.
#[component]
pub fn Notice(
    /// What happened, in a few plain words.
    title: &'static str,
    /// What that means and what can be done.
    words: String,
    /// The address to try again, if trying again can help.
    #[prop(optional_no_strip)]
    retry: Option<String>,
) -> impl IntoView {
    // A link to the address itself: it works without any script of ours.
    let retry = retry.map(|address| {
        view! { <a class="button" href=address>"Try again"</a> " " }
    });
    view! {
        <div class="notice">
            <h1 tabindex="-1">{title}</h1>
            <p>{words}</p>
            <p class="notice-ways">
                {retry} <a href=href(&Route::Front)>"Front page"</a> " "
                <a href=href(&Route::Headlines(ListPage::Newest))>"All Headlines"</a>
            </p>
        </div>
    }
}
