//! Renders pages as HTML documents, with metadata for browsers, search engines and link previews.
//!
//! A document has no inline script: its Content Security Policy forbids them. The style that it needs is in
//! it, allowed by its hash.

use crate::head;
use crate::html::Html;
use crate::inline_style::{InlineStyle, PageKind};
use crate::json_ld;
use crate::viewer_files::ViewerFiles;
use article::Publication;
use article::site_files::{FEED, MANIFEST};
use viewer::pages::{Failure, Head, Page, render};
use viewer::route::{Root, Route};

/// Up to this depth, a page for an unknown address finds the viewer of a site without `base_url`.
const DEPTHS: usize = 4;

/// Renders the documents of a paper.
#[derive(Debug)]
pub struct Renderer<'a> {
    publication: &'a Publication,
    viewer: Option<&'a ViewerFiles>,
    /// Whether pages have their style in them.
    inline_style: bool,
    has_feed: bool,
}

impl<'a> Renderer<'a> {
    /// A renderer for the paper's pages.
    pub fn new(
        publication: &'a Publication,
        viewer: Option<&'a ViewerFiles>,
        inline_style: bool,
    ) -> Renderer<'a> {
        Renderer { publication, viewer, inline_style, has_feed: !publication.base_url.is_empty() }
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
        let kind = PageKind::of(&page);
        html.policy(self.inline_style(kind));
        head::print(&mut html, &Head::new(self.publication, root, route, &page));
        if let Page::Article(article) = &page {
            let data = json_ld::article(self.publication, route, article);
            html.raw("<script type=\"application/ld+json\">").raw(&data).raw("</script>");
        }
        self.links(&mut html, root);
        self.styles(&mut html, root, kind);
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
        let base = self.publication.base_url.as_str();
        let path = base.split_once("//").and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
        Root::at(path.unwrap_or("/"))
    }

    /// The style that a page of this kind has in it. Notices always have one, because their addresses, and
    /// with them that of the style sheet, may be at any depth.
    fn inline_style(&self, kind: PageKind) -> Option<&InlineStyle> {
        let styles = &self.viewer?.inline_styles;
        (self.inline_style || kind == PageKind::Notice).then(|| styles.of(kind))
    }

    /// The style of the page; then the whole style sheet, whose order of rules decides when it applies. Until
    /// the viewer starts, it serves printing only, so that the page is painted without it. The viewer adds it
    /// to notices.
    fn styles(&self, html: &mut Html, root: &Root, kind: PageKind) {
        let Some(viewer) = self.viewer else {
            return;
        };
        let style = self.inline_style(kind);
        if let Some(style) = style {
            html.style(style);
        }
        if kind != PageKind::Notice {
            let rel = if style.is_some() { "stylesheet\" media=\"print" } else { "stylesheet" };
            html.link(rel, &root.join(&viewer.style));
        }
    }

    /// Colours, feed, icons, manifest.
    fn links(&self, html: &mut Html, root: &Root) {
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
