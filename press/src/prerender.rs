//! Renders pages as HTML documents, with metadata for browsers, search engines and link previews.
//!
//! A document has no inline script and no inline style: its Content Security Policy forbids them.

use crate::address::absolute;
use crate::html::Html;
use crate::paper::thumbnail;
use crate::viewer_files::ViewerFiles;
use article::site_files::{FEED, MANIFEST};
use article::{Article, Author, Block, Link, Publication, Slug, Time, plain_text};
use import::outcome::Indexing;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::HashMap;
use viewer::pages::{Failure, Page, render};
use viewer::route::{ListPage, Root, Route};

/// Up to this depth, a page for an unknown address finds the style sheet of a site without `base_url`.
const DEPTHS: usize = 4;

/// Renders the documents of a paper.
#[derive(Debug)]
pub struct Renderer<'a> {
    publication: &'a Publication,
    /// The site's address, if it is known; ends in `/`.
    base: Option<&'a str>,
    viewer: Option<&'a ViewerFiles>,
    has_feed: bool,
    indexing: &'a HashMap<Slug, Indexing>,
}

impl<'a> Renderer<'a> {
    /// A renderer for the paper's pages.
    pub fn new(
        publication: &'a Publication,
        base: Option<&'a str>,
        viewer: Option<&'a ViewerFiles>,
        indexing: &'a HashMap<Slug, Indexing>,
    ) -> Renderer<'a> {
        Renderer { publication, base, viewer, has_feed: base.is_some(), indexing }
    }

    /// The document of a page.
    pub fn document(&self, route: &Route, page: Page) -> String {
        let root = match route {
            Route::NotFound(_) => self.root_for_not_found(),
            _ => Root::from(route),
        };
        self.document_in(&route.file(), &root, route, page)
    }

    /// The page `file`, which the service worker shows in place of a page that it can't get, with its
    /// addresses adapted.
    pub fn fallback(&self, file: &str, failure: Failure) -> String {
        let route = Route::NotFound(String::new());
        let page = Page::Failure(failure, Vec::new());
        self.document_in(file, &Root::from(&Route::Front), &route, page)
    }

    fn document_in(&self, file: &str, root: &Root, route: &Route, page: Page) -> String {
        let mut html = Html::new();
        html.raw("<!doctype html><html lang=\"").text(&self.publication.language);
        html.raw("\" dir=\"").raw(self.publication.direction.as_str()).raw("\"><head>");
        html.raw("<meta charset=\"utf-8\">");
        html.meta("viewport", "width=device-width, initial-scale=1");
        html.policy();
        html.raw("<title>").text(&page.title(self.publication)).raw("</title>");
        self.describe(&mut html, route, &page);
        self.links(&mut html, file, root);
        // The viewer adopts the page only if its file is the one named here.
        html.raw("</head><body>").app(file);
        html.raw(&render(self.publication, root, route, page));
        html.raw("</div>");
        if let Some(viewer) = self.viewer {
            at_each_depth(file, root, &viewer.script, |address| {
                html.raw("<script type=\"module\" fetchpriority=\"low\" src=\"")
                    .text(address)
                    .raw("\"></script>");
            });
        }
        // By the end tag the service worker knows that the page is complete.
        html.raw("</body></html>\n");
        html.finish()
    }

    /// The root for the page that is served at unknown addresses: the site's path, if it is known.
    fn root_for_not_found(&self) -> Root {
        let path = self.base.and_then(|base| base.split_once("//")).map(|(_, rest)| rest);
        let path = path.and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        Root::at(path.unwrap_or("/"))
    }

    /// Metadata about the page: description, canonical link, Open Graph, JSON-LD.
    fn describe(&self, html: &mut Html, route: &Route, page: &Page) {
        if let Page::NotFound | Page::Failure(..) = page {
            html.meta("robots", "noindex");
            return;
        }
        let description = match (page.description(self.publication), page) {
            ("", Page::Article(article)) => excerpt(&article.body),
            (description, _) => Cow::Borrowed(description),
        };
        if !description.is_empty() {
            html.meta("description", &description);
        }
        let canonical = self.base.map(|base| absolute(base, &canonical(route, page).address()));
        if let Some(canonical) = &canonical {
            html.link("canonical", canonical);
            html.property("og:url", canonical);
        }
        html.property("og:site_name", &self.publication.title);
        if !description.is_empty() {
            html.property("og:description", &description);
        }
        match page {
            Page::Article(article) => {
                if self.indexing.get(&article.slug) == Some(&Indexing::Closed) {
                    html.meta("robots", "noindex");
                }
                self.alternates(html, route, article);
                self.describe_article(html, route, article, canonical.as_deref());
            }
            _ => {
                html.property("og:type", "website");
                html.property("og:title", &page.title(self.publication));
            }
        }
        if let Page::Headlines(list) = page {
            let root = Root::from(route);
            let at = |number| root.page(&route.at(ListPage::Number(number)));
            if list.has_newer {
                html.link("prev", &at(list.page + 1));
            }
            if list.page > 1 {
                html.link("next", &at(list.page - 1));
            }
        }
    }

    /// Links to the same article in each language, with its own (RFC 8288; HTML `alternate`).
    fn alternates(&self, html: &mut Html, route: &Route, article: &Article) {
        let root = Root::from(route);
        let mut alternate = |language: &str, file: &str| {
            let address = match self.base {
                Some(base) => absolute(base, file),
                None => root.join(file),
            };
            html.raw("<link rel=\"alternate\" hreflang=\"").text(language);
            html.raw("\" href=\"").text(&address).raw("\">");
        };
        if !article.translations.is_empty() {
            alternate(&article.language, &route.file());
        }
        for Link { href, language, .. } in &article.translations {
            alternate(language.as_deref().unwrap_or_default(), href.as_str());
        }
    }

    fn describe_article(
        &self,
        html: &mut Html,
        route: &Route,
        article: &Article,
        canonical: Option<&str>,
    ) {
        let is_page = matches!(route, Route::Page(_));
        html.property("og:type", if is_page { "website" } else { "article" });
        html.property("og:title", &article.headline);
        let image = self.base.and_then(|base| Some((base, thumbnail(article)?)));
        if let Some((base, image)) = &image {
            html.property("og:image", &absolute(base, image.file.as_str()));
            if !image.alt.is_empty() {
                html.property("og:image:alt", &image.alt);
            }
        }
        let instant = |time: &Option<Time>| time.as_ref().map(|time| time.instant.clone());
        if let Some(published) = instant(&article.published) {
            html.property("article:published_time", &published);
        }
        if let Some(updated) = instant(&article.updated) {
            html.property("article:modified_time", &updated);
        }
        if let Some(section) = &article.section {
            html.property("article:section", &section.name);
        }
        for topic in &article.topics {
            html.property("article:tag", &topic.name);
        }
        let mut data = self.news_article(article);
        if is_page {
            data["@type"] = json!("WebPage");
            // Only an article has one.
            data.as_object_mut().map(|data| data.remove("wordCount"));
        }
        if let Some((base, image)) = image {
            data["image"] = json!([absolute(base, image.file.as_str())]);
        }
        if let Some(canonical) = canonical {
            data["mainEntityOfPage"] = json!(canonical);
        }
        let data = data.to_string();
        html.raw("<script type=\"application/ld+json\">").raw(&escape_json(&data)).raw("</script>");
    }

    /// The article as JSON-LD (schema.org `NewsArticle`).
    fn news_article(&self, article: &Article) -> Value {
        let mut data = Map::new();
        let mut put = |name: &str, value: Value| {
            data.insert(name.to_owned(), value);
        };
        put("@context", json!("https://schema.org"));
        put("@type", json!("NewsArticle"));
        put("headline", json!(article.headline));
        put("inLanguage", json!(article.language));
        if !article.standfirst.is_empty() {
            put("description", json!(article.standfirst));
        }
        if let Some(published) = &article.published {
            put("datePublished", json!(published.instant));
        }
        if let Some(updated) = &article.updated {
            put("dateModified", json!(updated.instant));
        }
        if let Some(section) = &article.section {
            put("articleSection", json!(section.name));
        }
        if !article.topics.is_empty() {
            let names: Vec<&str> = article.topics.iter().map(|topic| &*topic.name).collect();
            put("keywords", json!(names));
        }
        if !article.authors.is_empty() {
            let authors = article.authors.iter().map(|author| self.person(author));
            put("author", authors.collect());
        }
        if !article.dateline.is_empty() {
            put("dateline", json!(article.dateline));
        }
        if !article.copyright.is_empty() {
            put("copyrightNotice", json!(article.copyright));
        }
        put("wordCount", json!(article.word_count));
        put(
            "publisher",
            json!({ "@type": "NewsMediaOrganization", "name": self.publication.title }),
        );
        Value::Object(data)
    }

    fn person(&self, author: &Author) -> Value {
        let mut person = json!({ "@type": "Person", "name": author.name });
        if let Some(base) = self.base {
            person["url"] = json!(absolute(base, &author_page(&author.slug).address()));
        }
        if !author.role.is_empty() {
            person["jobTitle"] = json!(author.role);
        }
        person
    }

    /// Style sheet, icons.
    fn links(&self, html: &mut Html, file: &str, root: &Root) {
        html.meta("color-scheme", "light dark");
        let colours = self.viewer.map_or(&[][..], |viewer| &viewer.paper_colours);
        for (colour, scheme) in colours.iter().zip(["light", "dark"]) {
            html.raw("<meta name=\"theme-color\" media=\"(prefers-color-scheme: ");
            html.raw(scheme).raw(")\" content=\"").text(colour).raw("\">");
        }
        if self.has_feed {
            html.raw("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
            html.text(&self.publication.title).raw("\" href=\"");
            html.text(&root.join(FEED)).raw("\">");
        }
        let Some(viewer) = self.viewer else {
            return;
        };
        at_each_depth(file, root, &viewer.style, |address| {
            html.link("stylesheet", address);
        });
        for (rel, file) in [
            // With a size, browsers that support SVG prefer the next one.
            ("icon\" sizes=\"32x32", "favicon.ico"),
            ("icon", "icon.svg"),
            ("apple-touch-icon", "apple-touch-icon.png"),
        ] {
            if viewer.has(file) {
                html.link(rel, &root.join(file));
            }
        }
        html.link("manifest", &root.join(MANIFEST));
    }
}

/// Calls `link` with the address of `target` from the page `file`. For the page that hosts serve at
/// unknown addresses, with each address that may be right.
fn at_each_depth(file: &str, root: &Root, target: &str, mut link: impl FnMut(&str)) {
    if file == Route::NotFound(String::new()).file() {
        // Right at any depth, if the site is at its `base_url`, or at its host's root.
        link(&root.join(target));
        for depth in 0..DEPTHS {
            link(&["../".repeat(depth).as_str(), target].concat());
        }
    } else {
        link(&root.join(target));
    }
}

fn author_page(slug: &Slug) -> Route {
    Route::Author(slug.clone(), ListPage::Newest)
}

/// The page's canonical address: for the newest page of a list, the one without a number.
fn canonical(route: &Route, page: &Page) -> Route {
    match page {
        Page::Headlines(list) if !list.has_newer => route.at(ListPage::Newest),
        _ => route.clone(),
    }
}

/// Escapes JSON for a `script` element, so that nothing in it can end the element.
fn escape_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The beginning of an article without a standfirst, cut between words.
fn excerpt(body: &[Block]) -> Cow<'static, str> {
    /// About as many characters as search engines and link previews show.
    const MAX: usize = 160;
    let first = body.iter().find_map(|block| match block {
        Block::Paragraph(line) => Some(plain_text(line)),
        _ => None,
    });
    let text = first.unwrap_or_default();
    let Some((end, _)) = text.char_indices().nth(MAX) else {
        return text.into();
    };
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    [words.trim_end_matches(|c: char| !c.is_alphanumeric()), "…"].concat().into()
}
