//! The head of a page: what it tells browsers, search engines and link previews about the page.
//!
//! The press prints it, and the viewer puts it into the document. What is the same for all pages (policy,
//! style, icons, feed) is the press's alone.

mod json_ld;

use super::Page;
use crate::route::{ListPage, Root, Route};
use article::percent::encode;
use article::{Article, Block, Image, Link, Publication, Time, plain_text};

/// The head of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// The elements besides `title`.
    pub elements: Vec<HeadElement>,
}

/// An element of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadElement {
    /// The name of the element.
    pub tag: &'static str,
    /// The attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// The text, for a `script` only. It contains no `<`, so it can be printed as it is.
    pub text: String,
}

impl Head {
    /// The head of the page at `route`.
    pub fn new(publication: &Publication, root: &Root, route: &Route, page: &Page) -> Head {
        let mut builder = Builder { publication, root, route, elements: Vec::new() };
        builder.page(page);
        Head { title: page.title(publication), elements: builder.elements }
    }
}

struct Builder<'a> {
    publication: &'a Publication,
    root: &'a Root,
    route: &'a Route,
    elements: Vec<HeadElement>,
}

impl Builder<'_> {
    fn page(&mut self, page: &Page) {
        if let Page::NotFound | Page::Failure(..) = page {
            self.meta("robots", "noindex");
            return;
        }
        let mut description = page.description(self.publication);
        let excerpt;
        if let ("", Page::Article(article)) = (description, page) {
            excerpt = self::excerpt(&article.body);
            description = &excerpt;
        }
        self.meta("description", description);
        let canonical = self.absolute(&canonical(self.route, page).address());
        self.link("canonical", &canonical);
        self.property("og:url", &canonical);
        self.property("og:site_name", &self.publication.title);
        self.property("og:description", description);
        match page {
            Page::Article(article) => self.article(article, &canonical),
            _ => {
                self.property("og:type", "website");
                self.property("og:title", &page.title(self.publication));
            }
        }
        if let Page::Headlines(list) = page {
            let at = |number| self.root.page(&self.route.at(ListPage::Number(number)));
            let newer = list.has_newer.then(|| at(list.page + 1));
            let older = (list.page > 1).then(|| at(list.page - 1));
            self.link("prev", &newer.unwrap_or_default());
            self.link("next", &older.unwrap_or_default());
        }
    }

    fn article(&mut self, article: &Article, canonical: &str) {
        let is_page = matches!(self.route, Route::Page(_));
        self.alternates(article);
        self.property("og:type", if is_page { "website" } else { "article" });
        self.property("og:title", &article.headline);
        // Other programs need the address of the image with its host.
        let (mut image, mut alt) = (String::new(), "");
        if let Some(Image { file, alt: text, .. }) = article.thumbnail()
            && !canonical.is_empty()
        {
            (image, alt) = (self.absolute(file.as_str()), text);
        }
        self.property("og:image", &image);
        self.property("og:image:alt", alt);
        self.property("article:published_time", instant(&article.published));
        self.property("article:modified_time", instant(&article.updated));
        if let Some(section) = &article.section {
            self.property("article:section", &section.name);
        }
        for topic in &article.topics {
            self.property("article:tag", &topic.name);
        }
        let data = json_ld::article(self.publication, article, is_page, &image, canonical);
        self.elements.push(HeadElement {
            tag: "script",
            attributes: vec![("type", "application/ld+json".to_owned())],
            text: data,
        });
    }

    /// Links to the same article in each language, with its own (RFC 8288; HTML `alternate`).
    fn alternates(&mut self, article: &Article) {
        if !article.translations.is_empty() {
            self.alternate(&article.language, &self.route.file());
        }
        for Link { href, language, .. } in &article.translations {
            self.alternate(language.as_deref().unwrap_or_default(), href.as_str());
        }
    }

    fn alternate(&mut self, language: &str, file: &str) {
        let mut href = self.absolute(file);
        if href.is_empty() {
            href = self.root.join(file);
        }
        self.add("link", &[("rel", "alternate"), ("hreflang", language), ("href", &href)]);
    }

    /// The address of a file of the site, with its host; empty if that isn't known.
    fn absolute(&self, file: &str) -> String {
        absolute(self.publication, file)
    }

    fn meta(&mut self, name: &str, content: &str) {
        self.add("meta", &[("name", name), ("content", content)]);
    }

    fn property(&mut self, name: &str, content: &str) {
        self.add("meta", &[("property", name), ("content", content)]);
    }

    fn link(&mut self, rel: &str, href: &str) {
        self.add("link", &[("rel", rel), ("href", href)]);
    }

    /// Adds an element, if its last attribute has a value.
    fn add(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        if attributes.last().is_some_and(|(_, value)| !value.is_empty()) {
            let attributes = attributes.iter().map(|(name, value)| (*name, (*value).to_owned()));
            let attributes = attributes.collect();
            self.elements.push(HeadElement { tag, attributes, text: String::new() });
        }
    }
}

/// The address of a file of the site, with its host; empty if that isn't known.
fn absolute(publication: &Publication, file: &str) -> String {
    let base = publication.base_url.as_str();
    if base.is_empty() { String::new() } else { [base, &encode(file)].concat() }
}

/// The page's canonical address: for the newest page of a list, the one without a number.
fn canonical(route: &Route, page: &Page) -> Route {
    match page {
        Page::Headlines(list) if !list.has_newer => route.at(ListPage::Newest),
        _ => route.clone(),
    }
}

/// A time in RFC 3339; empty if there is none.
fn instant(time: &Option<Time>) -> &str {
    time.as_ref().map_or("", |time| &time.instant)
}

/// The beginning of an article without a standfirst, cut between words.
fn excerpt(body: &[Block]) -> String {
    /// About as many characters as search engines and link previews show.
    const MAX: usize = 160;
    let first = body.iter().find_map(|block| match block {
        Block::Paragraph(line) => Some(plain_text(line)),
        _ => None,
    });
    let mut text = first.unwrap_or_default();
    if let Some((end, _)) = text.char_indices().nth(MAX) {
        text.truncate(text[..end].rfind(' ').unwrap_or(end));
        text.truncate(text.trim_end_matches(is_punctuation).len());
        text.push('…');
    }
    text
}

/// Whether this is white space or punctuation, in the common scripts. The standard library's tables of all
/// scripts would be a kilobyte of the viewer.
fn is_punctuation(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
        // Arabic comma, semicolon, question mark; dashes, quotation marks; those of East Asia.
        '«' | '»' | '،' | '؛' | '؟' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => {
            true
        }
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => true,
        _ => false,
    }
}
