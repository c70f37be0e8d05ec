//! Addresses, ids and files in the components' attributes.
//!
//! In a site each page is a document, and media are separate files. In a single-file paper all pages are in
//! one document: each page's ids start with the page's own id, and media are `data:` addresses.

use super::element::Element;
use crate::route::{Root, Route};
use article::{Href, MediaPath};
use leptos::prelude::expect_context;
use std::borrow::Cow;
use std::sync::Arc;

/// The address of a page, relative to the current page. The root comes from Leptos' context, so that it isn't
/// passed through every component.
pub fn href(route: &Route) -> String {
    expect_context::<Root>().page(route)
}

/// The address of a page with a fragment.
pub fn href_with_fragment(route: &Route, fragment: &str) -> String {
    expect_context::<Root>().page_with_fragment(route, fragment)
}

/// The address of a link that is relative to the site's root, or absolute.
pub fn href_from_root(address: &Href) -> String {
    let address = address.as_str();
    // Slugs have no colon. By bytes, as searching for a character takes more WebAssembly.
    if address.bytes().any(|byte| byte == b':') {
        address.to_owned()
    } else {
        expect_context::<Root>().join(address)
    }
}

/// The address of the element with this id on the current page.
pub fn fragment_href(id: &str) -> String {
    match page_id() {
        Some(page) => Root::fragment(&Root::id_in_page(&page, id)),
        None => Root::fragment(id),
    }
}

/// The value of the `id` attribute for an element of the current page.
pub fn id(id: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
    let id = id.into();
    match page_id() {
        Some(page) => Root::id_in_page(&page, &id).into(),
        None => id,
    }
}

/// The address of a media file.
pub fn media(file: &MediaPath) -> String {
    expect_context::<Root>().media(file)
}

/// Sets an element's `src`, `poster` or `href` to a media file.
pub fn with_file(element: Element, name: &'static str, file: &MediaPath) -> Element {
    match single_file() {
        Some(document) => document.with_data(element, name, file),
        None => element.attr(name, media(file)),
    }
}

/// The context in which a page of a single-file paper is rendered.
#[derive(Clone)]
pub struct SingleFile {
    /// The page's id in the document; `None` for the front page, whose ids have no prefix.
    pub page: Option<String>,
    /// The media files in the document.
    pub files: Arc<dyn InlineFiles>,
}

/// The media files in a single-file paper.
pub trait InlineFiles: Send + Sync {
    /// The content of a file that a prerendered page shows, as a `data:` address; `None` if it is missing.
    fn show(&self, file: &MediaPath) -> Option<String>;

    /// Called for a file that only the viewer shows.
    fn leave_to_viewer(&self, file: &MediaPath);
}

impl SingleFile {
    /// Sets an attribute to a file's content. If the file is missing, the element gets no address.
    fn with_data(&self, element: Element, name: &'static str, file: &MediaPath) -> Element {
        let Some(data) = self.files.show(file) else {
            return element;
        };
        // By this attribute the viewer finds the file's content.
        let name_of_file = match name {
            "src" => "data-src",
            "poster" => "data-poster",
            _ => "data-href",
        };
        let element = element.attr(name_of_file, file.as_str().to_owned()).attr(name, data);
        if name != "href" {
            return element;
        }
        // Browsers don't navigate to `data:` addresses, but download them.
        let file_name = file.as_str().rsplit('/').next().unwrap_or_default();
        element.attr("download", file_name.to_owned())
    }
}

/// Whether a thumbnail is left to the viewer: of a single file's prerendered pages, only the front page has
/// thumbnails.
pub fn leaves_thumbnail(file: &MediaPath) -> bool {
    let document = single_file().filter(|document| document.page.is_some());
    document.is_some_and(|document| {
        document.files.leave_to_viewer(file);
        true
    })
}

/// Whether pictures have renditions: a single file contains each picture once.
pub fn has_renditions() -> bool {
    single_file().is_none()
}

fn page_id() -> Option<String> {
    single_file()?.page
}

#[cfg(feature = "ssr")]
fn single_file() -> Option<SingleFile> {
    leptos::prelude::use_context()
}

/// The viewer renders one page at a time, and `boot.js` sets the files' addresses.
#[cfg(not(feature = "ssr"))]
fn single_file() -> Option<SingleFile> {
    None
}
