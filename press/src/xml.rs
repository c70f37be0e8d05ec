//! Building XML text.

use import::escape::push_escaped;

/// XML text that is being built.
#[derive(Debug)]
pub struct Xml(String);

impl Xml {
    /// An XML declaration.
    pub fn new() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Adds markup.
    pub fn raw(&mut self, xml: &str) -> &mut Xml {
        self.0.push_str(xml);
        self
    }

    /// Adds text, without the control characters that XML does not allow.
    pub fn text(&mut self, text: &str) -> &mut Xml {
        let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        let text: String = text.chars().filter(allowed).collect();
        push_escaped(&mut self.0, &text);
        self
    }

    /// Adds an element with text in it.
    pub fn element(&mut self, name: &str, text: &str) -> &mut Xml {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// The text.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
