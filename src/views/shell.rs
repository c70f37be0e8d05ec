//! What stands around every page: the masthead, the sections, the foot.

use super::{filled, href};
use crate::route::{ListPage, Root, Route};
use article::{Publication, Section};
use leptos::prelude::*;

/// The id of the element that holds the page. Ids of ours start with `d-`, so that no heading of an
/// article, whose ids are made of its words, takes one of them.
const MAIN_ID: &str = "d-main";

/// The frame of every page.
#[component]
pub fn Shell(
    /// The paper.
    publication: Publication,
    /// The page at hand, to mark it in the navigation.
    route: ArcRwSignal<Route>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let tagline = filled(publication.tagline).map(|words| view! { <p class="tagline">{words}</p> });
    let copyright =
        filled(publication.copyright).map(|words| view! { <p class="copyright">{words}</p> });
    let item = |to: Route, name: String| {
        view! { <NavItem to route=route.clone() name /> }
    };
    let headlines = Route::Headlines(ListPage::Newest);
    let mut items: Vec<_> = publication
        .sections
        .into_iter()
        .map(|Section { slug, name, .. }| item(Route::Section(slug, ListPage::Newest), name))
        .collect();
    items.push(item(headlines.clone(), "All Headlines".to_owned()));
    view! {
        <a class="skip" href=Root::fragment(MAIN_ID)>"Skip to the page"</a>
        <header class="masthead">
            <p class="nameplate">
                <a href=href(&Route::Front)>{publication.title}</a>
            </p>
            {tagline}
            <nav class="sections" aria-label="Sections">
                <ul role="list">
                    {items}
                </ul>
            </nav>
        </header>
        <main id=MAIN_ID tabindex="-1">{children()}</main>
        <footer class="foot">
            <ul class="ways" role="list">
                <li><a href=href(&headlines)>"All Headlines"</a></li>
                <li><a href=Root::fragment("top")>"Back to Top"</a></li>
            </ul>
            {copyright}
        </footer>
    }
}

/// A link of the navigation.
#[component]
fn NavItem(
    /// Where it leads.
    to: Route,
    /// The page at hand.
    route: ArcRwSignal<Route>,
    /// Its words.
    name: String,
) -> impl IntoView {
    let address = href(&to);
    let current = move || (route.get().at(ListPage::Newest) == to).then_some("page");
    view! { <li><a href=address aria-current=current>{name}</a></li> }
}
