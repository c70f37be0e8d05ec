//! Addresses, ids and files, as the components put them into pages.
//!
//! Usually a page is a document of its own, and what it shows are other files. In a single file all pages
//! are in one document: then each page's ids begin with the page's own id, and files are inside.

use super::element::Element;
use crate::route::{Root, Route};
use article::MediaPath;
use leptos::prelude::expect_context;
use std::borrow::Cow;
use std::sync::Arc;

/// The address of a page, from where the page at hand stands. The root is known from the context,
/// so that not every component has to hand it on.
pub fn href(route: &Route) -> String {
    expect_context::<Root>().page(route)
}

/// The address of a place in a page.
pub fn place(route: &Route, fragment: &str) -> String {
    expect_context::<Root>().place(route, fragment)
}

/// The address of a place in the page at hand.
pub fn fragment(id: &str) -> String {
    match page_id() {
        Some(page) => Root::fragment(&Root::id_in_page(&page, id)),
        None => Root::fragment(id),
    }
}

/// The id of a place in the page at hand, for the attribute.
pub fn id(id: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
    let id = id.into();
    match page_id() {
        Some(page) => Root::id_in_page(&page, &id).into(),
        None => id,
    }
}

/// The address of a picture or recording.
pub fn media(file: &MediaPath) -> String {
    expect_context::<Root>().media(file)
}

/// Gives an element the address of a file in `src`, `poster` or `href`.
pub fn with_file(element: Element, name: &'static str, file: &MediaPath) -> Element {
    match single_file() {
        Some(document) => document.with_data(element, name, file),
        None => element.attr(name, media(file)),
    }
}

/// How a page is rendered that shares its document with others.
#[derive(Clone)]
pub struct SingleFile {
    /// The page's id in the document; `None` for the front page, whose ids stay as they are.
    pub page: Option<String>,
    /// The files that are in the document.
    pub files: Arc<dyn InlineFiles>,
}

/// The files in a document that holds all that it shows.
pub trait InlineFiles: Send + Sync {
    /// The content of a file that a page shows, as a `data:` address; `None` if there is none.
    fn show(&self, file: &MediaPath) -> Option<String>;

    /// Called with a file that only the viewer shows.
    fn leave_to_viewer(&self, file: &MediaPath);
}

impl SingleFile {
    /// Puts the content of a file into the document. Without content the element has no address.
    fn with_data(&self, element: Element, name: &'static str, file: &MediaPath) -> Element {
        let Some(data) = self.files.show(file) else {
            return element;
        };
        // By this attribute the viewer finds the content of a file.
        let name_of_file = match name {
            "src" => "data-src",
            "poster" => "data-poster",
            _ => "data-href",
        };
        let element = element.attr(name_of_file, file.as_str().to_owned()).attr(name, data);
        if name != "href" {
            return element;
        }
        // Browsers open no page from a `data:` address, but save it as a file.
        let file_name = file.as_str().rsplit('/').next().unwrap_or_default();
        element.attr("download", file_name.to_owned())
    }
}

/// Whether thumbnails are left to the viewer: a single file has them on its front page only.
pub fn leaves_thumbnail(file: &MediaPath) -> bool {
    let document = single_file().filter(|document| document.page.is_some());
    document.is_some_and(|document| {
        document.files.leave_to_viewer(file);
        true
    })
}

/// Whether pictures have renditions: a single file has each picture once.
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

/// In a browser each page is a document of its own, even in a single file: `boot.js` sees to the rest.
#[cfg(not(feature = "ssr"))]
fn single_file() -> Option<SingleFile> {
    None
}
