//! Building HTML text.

use crate::inline_style::InlineStyle;
use import::escape::push_escaped;
use viewer::protocol::{APP_ID, PAGE_ATTRIBUTE, TRUSTED_TYPES_POLICY};

/// The Content Security Policy of a site's pages: files of their own host, and WebAssembly. Trusted Types
/// are required; the only policy that may make them is the viewer's. Other sources of style are added.
const POLICY: [&str; 2] = [
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
    "; object-src 'none'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types ",
];

/// HTML text that is being built.
#[derive(Debug)]
pub struct Html(String);

impl Html {
    /// Empty text.
    pub fn new() -> Html {
        // Enough for most pages.
        Html(String::with_capacity(16 * 1024))
    }

    /// Adds markup.
    pub fn raw(&mut self, html: &str) -> &mut Html {
        self.0.push_str(html);
        self
    }

    /// Adds text or an attribute's value, escaped.
    pub fn text(&mut self, text: &str) -> &mut Html {
        push_escaped(&mut self.0, text);
        self
    }

    /// Adds a `meta` element with a name.
    pub fn meta(&mut self, name: &str, content: &str) {
        self.raw("<meta name=\"").raw(name).raw("\" content=\"").text(content).raw("\">");
    }

    /// Adds a `link` element.
    pub fn link(&mut self, rel: &str, address: &str) {
        self.raw("<link rel=\"").raw(rel).raw("\" href=\"").text(address).raw("\">");
    }

    /// Adds the Content Security Policy, which allows the style in the page, if there is one.
    pub fn policy(&mut self, style: Option<&InlineStyle>) {
        let [before, after] = POLICY;
        self.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(before);
        if let Some(style) = style {
            self.raw(" ").raw(&style.source);
        }
        self.raw(after).raw(TRUSTED_TYPES_POLICY).raw("\">");
    }

    /// Adds a `style` element.
    pub fn style(&mut self, style: &InlineStyle) -> &mut Html {
        self.raw("<style>").raw(&style.text).raw("</style>")
    }

    /// Begins the element that holds the app, with the page `file` in it.
    pub fn app(&mut self, file: &str) {
        self.raw("<div id=\"").raw(APP_ID).raw("\" ").page_attribute(file).raw(">");
    }

    /// Adds the attribute that says that this is the page `file`.
    pub fn page_attribute(&mut self, file: &str) -> &mut Html {
        self.raw(PAGE_ATTRIBUTE).raw("=\"").text(file).raw("\"")
    }

    /// The text.
    pub fn finish(self) -> String {
        self.0
    }
}
