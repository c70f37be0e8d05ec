//! HTML in the making.

use import::escape::push_escaped;
use viewer::protocol::{APP_ID, PAGE_ATTRIBUTE, TRUSTED_TYPES_POLICY};

/// What a page may load and run: what comes from its own host, and the viewer's WebAssembly. No text
/// becomes HTML, a script or a script's address, unless the viewer's policy, whose name follows, lets it pass.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types ";

/// HTML text in the making.
#[derive(Debug)]
pub struct Html(String);

impl Html {
    /// Nothing yet.
    pub fn new() -> Html {
        // Enough for most pages.
        Html(String::with_capacity(16 * 1024))
    }

    /// Adds what is HTML already.
    pub fn raw(&mut self, html: &str) -> &mut Html {
        self.0.push_str(html);
        self
    }

    /// Adds text, or an attribute's value.
    pub fn text(&mut self, text: &str) -> &mut Html {
        push_escaped(&mut self.0, text);
        self
    }

    /// Adds a `meta` element with a name.
    pub fn meta(&mut self, name: &str, content: &str) {
        self.raw("<meta name=\"").raw(name).raw("\" content=\"").text(content).raw("\">");
    }

    /// Adds a `meta` element with a property (Open Graph).
    pub fn property(&mut self, name: &str, content: &str) {
        self.raw("<meta property=\"").raw(name).raw("\" content=\"").text(content).raw("\">");
    }

    /// Adds a `link` element.
    pub fn link(&mut self, rel: &str, address: &str) {
        self.raw("<link rel=\"").raw(rel).raw("\" href=\"").text(address).raw("\">");
    }

    /// Adds a `link` element that fetches early, but after what the first paint needs.
    pub fn preload(&mut self, address: &str) {
        const START: &str =
            "<link rel=\"preload\" as=\"fetch\" crossorigin fetchpriority=\"low\" href=\"";
        self.raw(START).text(address).raw("\">");
    }

    /// Adds what the page may load and run.
    pub fn policy(&mut self) {
        self.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY);
        self.raw(TRUSTED_TYPES_POLICY).raw("\">");
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
