//! The site's root, and from there to addresses and back.

use super::Route;
use article::MediaPath;
use article::percent::decode;

/// The site's root, as seen from the page at hand: empty, or ending in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(String);

impl Root {
    /// The root of a paper that is one file: `#/article/a.html` is a page, and
    /// `#/article/a.html#b` a place in it.
    pub const FRAGMENT: &str = "#/";

    /// The root by its address: `/papers/today/`, `https://example.org/`, or [`Root::FRAGMENT`].
    pub fn at(address: &str) -> Root {
        let mut root = address.to_owned();
        if !root.ends_with('/') {
            root.push('/');
        }
        Root(root)
    }

    /// The root as seen from `route`'s own file: ``, `../`, `../../`.
    pub fn from(route: &Route) -> Root {
        Root("../".repeat(route.file().matches('/').count()))
    }

    /// The address of a page.
    pub fn page(&self, route: &Route) -> String {
        self.join(&route.file())
    }

    /// The address of a place in a page.
    pub fn place(&self, route: &Route, fragment: &str) -> String {
        let page = self.page(route);
        if fragment.is_empty() { page } else { page + &Self::fragment(fragment) }
    }

    /// The address of a place in the page at hand.
    pub fn fragment(id: &str) -> String {
        ["#", id].concat()
    }

    /// A page's id in a document that holds all pages, as [`Root::FRAGMENT`] addresses it.
    pub fn page_id(route: &Route) -> String {
        ["/", &route.file()].concat()
    }

    /// The id, in such a document, of a place in the page with the id `page`.
    pub fn id_in_page(page: &str, id: &str) -> String {
        [page, "#", id].concat()
    }

    /// The address of a file of the site: a picture, a recording.
    pub fn media(&self, file: &MediaPath) -> String {
        self.join(file.as_str())
    }

    /// The address of what `file` names from the site's root.
    pub fn join(&self, file: &str) -> String {
        [&self.0, file].concat()
    }

    /// The address to show for a location.
    pub fn address(&self, Location { route, fragment }: &Location) -> String {
        let page = self.join(&route.address());
        if fragment.is_empty() { page } else { page + &Self::fragment(fragment) }
    }

    /// The location that an address is, by its path and its fragment (with `#`) as they are in the
    /// address bar. What is outside the site is no page of it.
    pub fn locate(&self, path: String, hash: String) -> Location {
        let (page, fragment) = page_and_fragment(path, hash);
        let below = page.strip_prefix(self.0.as_str()).map(Route::parse);
        Location {
            route: below.unwrap_or(Route::NotFound(page)),
            fragment: decode(fragment.trim_start_matches('#')),
        }
    }
}

/// A page, and a place on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The page.
    pub route: Route,
    /// The id of the place, without `#`; empty for the page's top.
    pub fragment: String,
}

/// The page's part and the place's part (with its `#`) of an address. In a paper that is one file both
/// are in the fragment.
fn page_and_fragment(path: String, hash: String) -> (String, String) {
    if !hash.starts_with(Root::FRAGMENT) {
        return (path, hash);
    }
    let end = hash.rfind('#').filter(|at| *at > 0).unwrap_or(hash.len());
    (hash[..end].to_owned(), hash[end..].to_owned())
}
