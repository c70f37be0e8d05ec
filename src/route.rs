//! Routes: the pages of a paper and their addresses. Addresses are built and parsed nowhere else.
//!
//! Every page is an HTML file with its own name (`article/the-rotary-press.html`): every static host serves
//! such addresses without configuration, and so does a folder on a disk. Addresses without the extension,
//! which some hosts redirect to, are parsed too.
//!
//! A site can be served from any path. Addresses are relative to a [`Root`]: `../` in a prerendered page,
//! `/papers/today/` in the viewer, and `#/` in a single-file paper, where the fragment names the page.

mod root;
#[cfg(test)]
mod tests;

pub use root::{Location, Root};

use article::Slug;
use article::percent::decode;
use article::site_files::{DATA, NOT_FOUND};

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
    /// The headlines in a language.
    Language(Slug, ListPage),
    /// An article.
    Article(Slug),
    /// A page that is no article: About, Imprint.
    Page(Slug),
    /// No page of the paper; the requested address.
    NotFound(String),
}

/// Which page of a list of headlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListPage {
    /// The newest page, whatever its number.
    Newest,
    /// The page with this number. The oldest is 1.
    Number(u32),
}

const FRONT: &str = "index";
const HEADLINES: &str = "headlines";
const SECTION: &str = "section";
const AUTHOR: &str = "author";
const TOPIC: &str = "topic";
const LANGUAGE: &str = "language";
const ARTICLE: &str = "article";
const PAGE: &str = "page";
const PAGE_ENDING: &str = ".html";
const DATA_ENDING: &str = ".json";

impl Route {
    /// Parses the path of an address, relative to the site's root: percent-encoded, without query and
    /// fragment.
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
        let make: fn(Slug, ListPage) -> Route = match (first, second, third) {
            ("" | FRONT, None, _) => return Some(Route::Front),
            (HEADLINES, None, _) => return Some(Route::Headlines(ListPage::Newest)),
            (HEADLINES, Some(page), None) => return Some(Route::Headlines(ListPage::parse(page)?)),
            (SECTION, ..) => Route::Section,
            (AUTHOR, ..) => Route::Author,
            (TOPIC, ..) => Route::Topic,
            (LANGUAGE, ..) => Route::Language,
            (ARTICLE, _, None) => |slug, _| Route::Article(slug),
            (PAGE, _, None) => |slug, _| Route::Page(slug),
            _ => return None,
        };
        let page = third.map_or(Some(ListPage::Newest), ListPage::parse)?;
        Some(make(Slug::new(second?).ok()?, page))
    }

    /// The page's HTML file, relative to the site's root.
    pub fn file(&self) -> String {
        match self {
            Route::NotFound(_) => NOT_FOUND.to_owned(),
            _ => self.stem() + PAGE_ENDING,
        }
    }

    /// The page's address in the address bar, relative to the site's root: its file; empty for the front page.
    pub fn address(&self) -> String {
        match self {
            Route::Front => String::new(),
            Route::NotFound(asked) => asked.clone(),
            _ => self.file(),
        }
    }

    /// The page's data file, relative to the site's root. `None` for pages without data.
    pub fn data_file(&self) -> Option<String> {
        match self {
            Route::NotFound(_) => None,
            _ => Some([DATA, &self.stem(), DATA_ENDING].concat()),
        }
    }

    /// The page whose data is in `file`; the reverse of [`Route::data_file`].
    pub fn of_data_file(file: &str) -> Option<Route> {
        let route = Route::known(file.strip_prefix(DATA)?.strip_suffix(DATA_ENDING)?)?;
        (route.data_file().as_deref() == Some(file)).then_some(route)
    }

    fn stem(&self) -> String {
        let (folder, slug, page) = match self {
            Route::Front => return FRONT.to_owned(),
            Route::Headlines(page) => return page.stem(HEADLINES),
            Route::NotFound(_) => return "404".to_owned(),
            Route::Section(slug, page) => (SECTION, slug, *page),
            Route::Author(slug, page) => (AUTHOR, slug, *page),
            Route::Topic(slug, page) => (TOPIC, slug, *page),
            Route::Language(slug, page) => (LANGUAGE, slug, *page),
            Route::Article(slug) => (ARTICLE, slug, ListPage::Newest),
            Route::Page(slug) => (PAGE, slug, ListPage::Newest),
        };
        page.stem(&[folder, "/", slug.as_str()].concat())
    }

    /// Another page of the same list; other routes stay as they are.
    pub fn at(&self, page: ListPage) -> Route {
        let mut route = self.clone();
        match &mut route {
            Route::Headlines(at)
            | Route::Section(_, at)
            | Route::Author(_, at)
            | Route::Topic(_, at)
            | Route::Language(_, at) => *at = page,
            Route::Front | Route::Article(_) | Route::Page(_) | Route::NotFound(_) => {}
        }
        route
    }
}

/// The folder of the articles' data, relative to the site's root.
pub fn article_data_folder() -> String {
    [DATA, ARTICLE, "/"].concat()
}

impl ListPage {
    fn parse(segment: &str) -> Option<ListPage> {
        // Numbers have one spelling, so that a page has one address.
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
