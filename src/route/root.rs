//! The site's root, and addresses relative to it.

use super::Route;
use article::MediaPath;
use article::percent::decode;

/// The site's root, absolute or relative to the current page: empty, or ending in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(String);

impl Root {
    /// The root of a single-file paper: `#/article/a.html` is a page, and `#/article/a.html#b` an element on it.
    pub const FRAGMENT: &str = "#/";

    /// The root with this address: `/papers/today/`, `https://example.org/`, or [`Root::FRAGMENT`].
    pub fn at(address: &str) -> Root {
        let mut root = address.to_owned();
        if !root.ends_with('/') {
            root.push('/');
        }
        Root(root)
    }

    /// The root relative to the file of `route`: ``, `../`, `../../`.
    pub fn from(route: &Route) -> Root {
        Root("../".repeat(route.file().matches('/').count()))
    }

    /// The address of a page.
    pub fn page(&self, route: &Route) -> String {
        self.join(&route.file())
    }

    /// The address of a page with a fragment.
    pub fn page_with_fragment(&self, route: &Route, fragment: &str) -> String {
        let page = self.page(route);
        if fragment.is_empty() { page } else { page + &Self::fragment(fragment) }
    }

    /// The address of an element on the current page.
    pub fn fragment(id: &str) -> String {
        ["#", id].concat()
    }

    /// A page's id in a single-file paper, as addressed with [`Root::FRAGMENT`].
    pub fn page_id(route: &Route) -> String {
        ["/", &route.file()].concat()
    }

    /// The id, in a single-file paper, of an element on the page with the id `page`.
    pub fn id_in_page(page: &str, id: &str) -> String {
        [page, "#", id].concat()
    }

    /// The address of a media file.
    pub fn media(&self, file: &MediaPath) -> String {
        self.join(file.as_str())
    }

    /// The address of a file that is named relative to the site's root.
    pub fn join(&self, file: &str) -> String {
        [&self.0, file].concat()
    }

    /// The address of a location in the address bar.
    pub fn address(&self, Location { route, fragment }: &Location) -> String {
        let page = self.join(&route.address());
        if fragment.is_empty() { page } else { page + &Self::fragment(fragment) }
    }

    /// The location of an address, given its path and its fragment with `#`. Outside the site, the route is
    /// [`Route::NotFound`].
    pub fn locate(&self, path: String, hash: String) -> Location {
        let (page, fragment) = page_and_fragment(path, hash);
        let below = page.strip_prefix(self.0.as_str()).map(Route::parse);
        Location {
            route: below.unwrap_or(Route::NotFound(page)),
            fragment: decode(fragment.trim_start_matches('#')),
        }
    }
}

/// A page, and optionally an element on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The page.
    pub route: Route,
    /// The element's id, without `#`; empty for the top of the page.
    pub fragment: String,
}

/// Splits an address into page and fragment (with `#`). In a single-file paper both are in the fragment.
fn page_and_fragment(path: String, hash: String) -> (String, String) {
    if !hash.starts_with(Root::FRAGMENT) {
        return (path, hash);
    }
    let end = hash.rfind('#').filter(|at| *at > 0).unwrap_or(hash.len());
    (hash[..end].to_owned(), hash[end..].to_owned())
}
