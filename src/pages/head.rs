//! The head of a page: what it tells browsers, search engines and link previews about the page.
//!
//! The press prints it, and the viewer puts it into the document. JSON-LD is printed only, and what is the same
//! for all pages (policy, style, icons, feed) is the press's alone.

use super::Page;
use crate::route::{ListPage, Root, Route};
use article::percent::encode;
use article::{Article, Block, Link, Publication, Time, plain_text};

/// The head of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// The elements besides `title`.
    pub elements: Vec<HeadElement>,
}

/// An element of a head. The meaning of `name` and `value` depends on the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadElement {
    kind: Kind,
    name: String,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `meta` with a name and its content.
    Meta,
    /// `meta` with a property (Open Graph) and its content.
    Property,
    /// `link` with a relation and an address.
    Link,
    /// `link` to the same page in another language: the language and the address.
    Alternate,
}

impl HeadElement {
    /// The name of the element, and its attributes: their names and values. One without a name is none.
    pub fn parts(&self) -> (&'static str, [(&'static str, &str); 3]) {
        let [tag, before, of_name, of_value] = match self.kind {
            Kind::Meta => &["meta", "", "name", "content"],
            Kind::Property => &["meta", "", "property", "content"],
            Kind::Link => &["link", "", "rel", "href"],
            Kind::Alternate => &["link", "rel", "hreflang", "href"],
        };
        (tag, [(before, "alternate"), (of_name, &self.name), (of_value, &self.value)])
    }
}

impl Head {
    /// The head of the page at `route`.
    pub fn new(publication: &Publication, root: &Root, route: &Route, page: &Page) -> Head {
        let title = page.title(publication);
        let mut builder = Builder { publication, root, route, elements: Vec::new() };
        builder.page(page, &title);
        Head { title, elements: builder.elements }
    }
}

struct Builder<'a> {
    publication: &'a Publication,
    root: &'a Root,
    route: &'a Route,
    elements: Vec<HeadElement>,
}

impl Builder<'_> {
    fn page(&mut self, page: &Page, title: &str) {
        let mut description = page.description(self.publication);
        let beginning;
        match page {
            Page::NotFound | Page::Failure(..) => return self.add(Kind::Meta, "robots", "noindex"),
            Page::Article(article) if description.is_empty() => {
                beginning = excerpt(&article.body);
                description = &beginning;
            }
            _ => {}
        }
        let canonical = match page {
            // The newest page of a list has two addresses.
            Page::Headlines(list) if !list.has_newer => &self.route.at(ListPage::Newest),
            _ => self.route,
        };
        let canonical = absolute(self.publication, &canonical.address());
        self.add(Kind::Meta, "description", description);
        self.add(Kind::Link, "canonical", &canonical);
        self.property("og:url", &canonical);
        self.property("og:site_name", &self.publication.title);
        self.property("og:description", description);
        if let Page::Article(article) = page {
            return self.article(article);
        }
        self.property("og:type", "website");
        self.property("og:title", title);
        if let Page::Headlines(list) = page {
            if list.has_newer {
                self.list_page("prev", list.page + 1);
            }
            if list.page > 1 {
                self.list_page("next", list.page - 1);
            }
        }
    }

    fn article(&mut self, article: &Article) {
        let is_page = matches!(self.route, Route::Page(_));
        if !article.translations.is_empty() {
            self.alternate(&article.language, &self.route.file());
        }
        for Link { href, language, .. } in &article.translations {
            self.alternate(language.as_deref().unwrap_or_default(), href.as_str());
        }
        self.property("og:type", if is_page { "website" } else { "article" });
        self.property("og:title", &article.headline);
        if let Some(thumbnail) = article.thumbnail() {
            let image = absolute(self.publication, thumbnail.file.as_str());
            self.property("og:image", &image);
            if !image.is_empty() {
                self.property("og:image:alt", &thumbnail.alt);
            }
        }
        self.property("article:published_time", instant(&article.published));
        self.property("article:modified_time", instant(&article.updated));
        if let Some(section) = &article.section {
            self.property("article:section", &section.name);
        }
        for topic in &article.topics {
            self.property("article:tag", &topic.name);
        }
    }

    #[inline(never)]
    fn list_page(&mut self, rel: &str, number: u32) {
        let route = self.route.at(ListPage::Number(number));
        self.add(Kind::Link, rel, &self.root.page(&route));
    }

    /// A link to the same article in a language (RFC 8288; HTML `alternate`).
    #[inline(never)]
    fn alternate(&mut self, language: &str, file: &str) {
        let mut address = absolute(self.publication, file);
        if address.is_empty() {
            address = self.root.join(file);
        }
        self.add(Kind::Alternate, language, &address);
    }

    #[inline(never)]
    fn property(&mut self, name: &str, content: &str) {
        self.add(Kind::Property, name, content);
    }

    /// Adds an element, if it has a value.
    #[inline(never)]
    fn add(&mut self, kind: Kind, name: &str, value: &str) {
        if !value.is_empty() {
            let (name, value) = (name.to_owned(), value.to_owned());
            self.elements.push(HeadElement { kind, name, value });
        }
    }
}

/// The address of a file of the site, with its host; empty if that isn't known.
#[inline(never)]
fn absolute(publication: &Publication, file: &str) -> String {
    let base = publication.base_url.as_str();
    if base.is_empty() { String::new() } else { [base, &encode(file)].concat() }
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
    // The end of the last word, and of the last one that a space follows.
    let (mut word, mut whole) = (0, 0);
    let mut in_word = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if in_word {
            word = at;
        }
        if count == MAX {
            text.truncate(if whole == 0 { word } else { whole });
            text.push('…');
            break;
        }
        if c == ' ' {
            whole = word;
        }
        in_word = !is_punctuation(c);
    }
    text
}

/// Whether this is white space or punctuation, in the common scripts. The standard library's tables of all
/// scripts would be a kilobyte of the viewer.
fn is_punctuation(c: char) -> bool {
    match c {
        '\0'..='\x7f' => !c.is_ascii_alphanumeric(),
        // Dashes and quotation marks; the Arabic comma; punctuation of East Asia.
        '\u{2000}'..='\u{206f}' | '«' | '»' | '،' => true,
        '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use article::{Block, Inline};

    #[test]
    fn excerpts() {
        let check = |text: &str, expected: &str| {
            let line = vec![Inline::Text(text.to_owned())];
            assert_eq!(excerpt(&[Block::Divider, Block::Paragraph(line)]), expected);
        };
        let x = |count: usize| "x".repeat(count);
        check("", "");
        check("One. Two.", "One. Two.");
        check(&x(160), &x(160));
        check(&x(161), &(x(160) + "…"));
        check(&(x(158) + ", y"), &(x(158) + "…"));
        check(&(x(150) + ", — y, zzzzzzz"), &(x(150) + ", — y…"));
        check(&(x(150) + "。」 한글한글한글한글"), &(x(150) + "…"));
        check(&"·".repeat(161), &("·".repeat(160) + "…"));
        check(&"-".repeat(161), "…");
        assert_eq!(excerpt(&[Block::Divider]), "");
    }
}
