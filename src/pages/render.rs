//! Renders pages as HTML, for the press.

use super::Page;
use crate::route::{Root, Route};
use crate::views::{InlineFiles, SingleFile, main, shell_around};
use article::Publication;
use leptos::prelude::{AnyView, Owner, RenderHtml, provide_context};
use std::sync::Arc;

/// Renders the page as HTML: the contents of `<div id="app">`.
pub fn render(publication: &Publication, root: &Root, route: &Route, page: Page) -> String {
    let [html] = html(root, None, || [page.view(publication, route)]);
    html
}

/// Renders the front page of a single file in two parts, between which the other pages are put.
pub fn render_with_parts(
    publication: &Publication,
    front: Page,
    files: Arc<dyn InlineFiles>,
) -> [String; 2] {
    let document = SingleFile { page: None, files };
    html(&Root::at(Root::FRAGMENT), Some(document), || {
        shell_around(publication, &Route::Front, front.content(&Route::Front))
    })
}

/// Renders another page of a single file. It is hidden, unless it is the document's `:target`.
pub fn render_part(route: &Route, page: Page, files: Arc<dyn InlineFiles>) -> String {
    let id = Root::page_id(route);
    let document = SingleFile { page: Some(id.clone()), files };
    let [html] = html(&Root::at(Root::FRAGMENT), Some(document), || {
        [main(id).attr("hidden", "").child(page.content(route)).view()]
    });
    html
}

fn html<const N: usize>(
    root: &Root,
    document: Option<SingleFile>,
    views: impl FnOnce() -> [AnyView; N],
) -> [String; N] {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(root.clone());
        if let Some(document) = document {
            provide_context(document);
        }
        views().map(RenderHtml::to_html)
    });
    owner.cleanup();
    html.map(|html| without_markers(&html))
}

/// The HTML without Leptos' hydration markers, `<!>`, which aren't needed. In text, `<` is always escaped.
fn without_markers(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    // Finding one rare byte is several times faster than finding a text.
    for (at, _) in html.match_indices('!') {
        let (before, after) = (&html[done..at], &html[at + 1..]);
        if let (Some(before), true) = (before.strip_suffix('<'), after.starts_with('>')) {
            out.push_str(before);
            done = at + 2;
        }
    }
    out.push_str(&html[done..]);
    out
}
