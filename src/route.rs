//! Routes: the pages of a paper, and their addresses. The only place where address strings exist.
//!
//! Every page is one HTML file with a name of its own (`article/the-rotary-press.html`), because
//! that is the one kind of address that every static host, and a folder on a disk, serves without
//! being told how. Hosts that hide the ending (`article/the-rotary-press`) are understood too.
//!
//! A site doesn't know where it stands. Addresses are made from a [`Root`]: `../` in a page that
//! the press writes, `/papers/today/` in a browser that has found out, and `#/` in a paper that is
//! one file: its pages are named by the fragment.

use article::{MediaPath, Slug};

/// A page of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page.
    Front,
    /// All Headlines: the whole archive.
    Headlines(ListPage),
    /// The headlines of a section.
    Section(Slug, ListPage),
    /// The headlines by an author.
    Author(Slug, ListPage),
    /// The headlines about a topic.
    Topic(Slug, ListPage),
    /// An article.
    Article(Slug),
    /// Nothing of ours: the address, as it was asked for.
    NotFound(String),
}

/// Which page of a list of headlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListPage {
    /// The newest, whatever its number is today.
    Newest,
    /// The one with this number, counted from the oldest, which is 1.
    Number(u32),
}

const FRONT: &str = "index";
const HEADLINES: &str = "headlines";
const SECTION: &str = "section";
const AUTHOR: &str = "author";
const TOPIC: &str = "topic";
const ARTICLE: &str = "article";
const PAGE_ENDING: &str = ".html";

impl Route {
    /// Which page the address `path` (below the site's root, as in the address bar: percent-encoded,
    /// without query and fragment) is.
    pub fn parse(path: &str) -> Route {
        Route::known(path).unwrap_or_else(|| Route::NotFound(decode(path)))
    }

    fn known(path: &str) -> Option<Route> {
        let path = decode(path);
        let path = path.strip_suffix(PAGE_ENDING).unwrap_or(&path);
        let mut segments = path.split('/');
        let (first, second, third) = (segments.next()?, segments.next(), segments.next());
        if segments.next().is_some() {
            return None;
        }
        let listed = |make: fn(Slug, ListPage) -> Route| {
            let page = third.map_or(Some(ListPage::Newest), ListPage::parse)?;
            Some(make(Slug::new(second?).ok()?, page))
        };
        match (first, second, third) {
            ("" | FRONT, None, None) => Some(Route::Front),
            (HEADLINES, None, None) => Some(Route::Headlines(ListPage::Newest)),
            (HEADLINES, Some(page), None) => Some(Route::Headlines(ListPage::parse(page)?)),
            (SECTION, ..) => listed(Route::Section),
            (AUTHOR, ..) => listed(Route::Author),
            (TOPIC, ..) => listed(Route::Topic),
            (ARTICLE, Some(slug), None) => Some(Route::Article(Slug::new(slug).ok()?)),
            _ => None,
        }
    }

    /// The page's HTML file, from the site's root.
    pub fn file(&self) -> String {
        match self {
            Route::NotFound(_) => "404.html".to_owned(),
            _ => self.stem() + PAGE_ENDING,
        }
    }

    /// The address to show for the page, from the site's root: its file, but nothing for the front.
    pub fn address(&self) -> String {
        match self {
            Route::Front => String::new(),
            Route::NotFound(asked) => asked.clone(),
            _ => self.file(),
        }
    }

    /// The page's data in the bundle, from the site's root. `None` for pages without data.
    pub fn data_file(&self) -> Option<String> {
        match self {
            Route::NotFound(_) => None,
            _ => Some(["data/", &self.stem(), ".json"].concat()),
        }
    }

    fn stem(&self) -> String {
        match self {
            Route::Front => FRONT.to_owned(),
            Route::Headlines(page) => page.stem(HEADLINES),
            Route::Section(slug, page) => page.stem(&below(SECTION, slug)),
            Route::Author(slug, page) => page.stem(&below(AUTHOR, slug)),
            Route::Topic(slug, page) => page.stem(&below(TOPIC, slug)),
            Route::Article(slug) => below(ARTICLE, slug),
            Route::NotFound(_) => "404".to_owned(),
        }
    }

    /// The same list at another page; other routes stay as they are.
    pub fn at(&self, page: ListPage) -> Route {
        match self.clone() {
            Route::Headlines(_) => Route::Headlines(page),
            Route::Section(slug, _) => Route::Section(slug, page),
            Route::Author(slug, _) => Route::Author(slug, page),
            Route::Topic(slug, _) => Route::Topic(slug, page),
            other => other,
        }
    }
}

/// The bundle's file about the whole paper, from the site's root.
pub const PUBLICATION_FILE: &str = "data/publication.json";
/// The headlines of what is kept offline: the service worker's answer, not a file of the site.
pub const KEPT_FILE: &str = "data/kept.json";
/// The page that the service worker shows for what is not kept.
pub const OFFLINE_FILE: &str = "offline.html";
/// The page that the service worker shows when what is kept is damaged and the host is out of reach.
pub const DAMAGED_FILE: &str = "damaged.html";

impl ListPage {
    fn parse(segment: &str) -> Option<ListPage> {
        // A number has one spelling, so that a page has one address.
        let canonical = segment.bytes().all(|b| b.is_ascii_digit()) && !segment.starts_with('0');
        if canonical { segment.parse().ok().map(ListPage::Number) } else { None }
    }

    fn stem(self, list: &str) -> String {
        match self {
            ListPage::Newest => list.to_owned(),
            ListPage::Number(number) => [list, "/", &number.to_string()].concat(),
        }
    }
}

fn below(folder: &str, slug: &Slug) -> String {
    [folder, "/", slug.as_str()].concat()
}

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

    /// The address of a file of the site: a picture, a recording.
    pub fn media(&self, file: &MediaPath) -> String {
        self.join(file.as_str())
    }

    /// The address of what `file` names from the site's root.
    pub fn join(&self, file: &str) -> String {
        [&self.0, file].concat()
    }

    /// The route that the address `path` is (an absolute path, as in the address bar), or `None`
    /// if it lies outside the site.
    pub fn route(&self, path: &str) -> Option<Route> {
        path.strip_prefix(self.0.as_str()).map(Route::parse)
    }
}

/// The page's part and the place's part of an address whose path and fragment (with its `#`) these
/// are: both are in the fragment if the paper is one file.
pub fn page_and_place(path: String, hash: String) -> (String, String) {
    if !hash.starts_with(Root::FRAGMENT) {
        return (path, hash);
    }
    let end = hash.rfind('#').filter(|at| *at > 0).unwrap_or(hash.len());
    (hash[..end].to_owned(), hash[end..].to_owned())
}

/// Undoes percent-encoding. What is not UTF-8 afterwards, or not well encoded, stays as it is.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{ListPage, Root, Route, page_and_place};
    use article::Slug;
    use expect_test::{Expect, expect};

    fn slug(text: &str) -> Slug {
        Slug::new(text).unwrap()
    }

    fn check(path: &str, expected: Expect) {
        let route = Route::parse(path);
        let data = route.data_file().unwrap_or_else(|| "-".to_owned());
        let root = Root::from(&route).page(&Route::Front);
        expected.assert_eq(&format!("{route:?} {} {data} {root}", route.file()));
        if !matches!(route, Route::NotFound(_)) {
            assert_eq!(Route::parse(&route.file()), route, "a page's file leads to it");
            assert_eq!(Route::parse(&route.address()), route, "a page's address leads to it");
        }
    }

    #[test]
    fn addresses() {
        check("", expect![[r#"Front index.html data/index.json index.html"#]]);
        check("index.html", expect![[r#"Front index.html data/index.json index.html"#]]);
        check(
            "headlines.html",
            expect![[r#"Headlines(Newest) headlines.html data/headlines.json index.html"#]],
        );
        check(
            "headlines/12.html",
            expect![[
                r#"Headlines(Number(12)) headlines/12.html data/headlines/12.json ../index.html"#
            ]],
        );
        check(
            "section/world/3",
            expect![[
                r#"Section(Slug("world"), Number(3)) section/world/3.html data/section/world/3.json ../../index.html"#
            ]],
        );
        check(
            "article/%ED%95%9C%EA%B8%80.html",
            expect![[
                r#"Article(Slug("한글")) article/한글.html data/article/한글.json ../index.html"#
            ]],
        );
    }

    #[test]
    fn addresses_of_nothing() {
        for path in [
            "article/",
            "article/a/b",
            "article/..%2f..%2fx",
            "headlines/0",
            "headlines/01",
            "headlines/-1",
            "headlines/99999999999",
            "section/a/b/c",
            "nowhere",
            "article/%ff",
            "article/con",
        ] {
            assert!(matches!(Route::parse(path), Route::NotFound(_)), "{path}");
        }
    }

    #[test]
    fn roots() {
        let root = Root::at("/papers");
        let article = Route::Article(slug("a"));
        assert_eq!(root.page(&article), "/papers/article/a.html");
        assert_eq!(root.place(&article, "b"), "/papers/article/a.html#b");
        assert_eq!(root.route("/papers/article/a.html"), Some(article.clone()));
        assert_eq!(root.route("/papers/"), Some(Route::Front));
        assert_eq!(root.route("/other/"), None);
        let file = Root::at(Root::FRAGMENT);
        assert_eq!(file.place(&article, "b"), "#/article/a.html#b");
        assert_eq!(file.route("#/article/a.html"), Some(article));
        assert_eq!(file.route("#/"), Some(Route::Front));
        assert_eq!(file.route("/papers/article/a.html"), None);
        let section = Route::Section(slug("s"), ListPage::Newest);
        assert_eq!(section.at(ListPage::Number(2)).file(), "section/s/2.html");
    }

    #[test]
    fn pages_and_places() {
        let check = |path: &str, hash: &str, expected: Expect| {
            let (page, place) = page_and_place(path.to_owned(), hash.to_owned());
            expected.assert_eq(&format!("{page} {place}"));
        };
        check("/papers/a.html", "#b", expect![[r#"/papers/a.html #b"#]]);
        check("/paper.html", "#/", expect![[r#"#/ "#]]);
        check("/paper.html", "#/article/a.html", expect![[r#"#/article/a.html "#]]);
        check("/paper.html", "#/article/a.html#b", expect![[r#"#/article/a.html #b"#]]);
        check("/paper.html", "#/#b", expect![[r#"#/ #b"#]]);
    }
}
