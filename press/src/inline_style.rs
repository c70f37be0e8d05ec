//! Style in a page, which its Content Security Policy allows by a hash.
//!
//! Pages of one kind have the same style: the component sheets that they need, in the order of the whole
//! sheet. Which these are is decided here.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use viewer::pages::Page;

/// Sheets in `style/` that every page needs.
const COMMON: [&str; 6] = ["tokens", "base", "frame", "masthead", "foot", "forced-colors"];

/// The kinds of pages that differ in style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Front,
    /// A list of headlines.
    List,
    /// An article, or a page that is no article.
    Article,
    /// A notice in place of a page: not found, offline, damaged.
    Notice,
}

impl PageKind {
    const ALL: [PageKind; 4] =
        [PageKind::Front, PageKind::List, PageKind::Article, PageKind::Notice];

    /// The kind of a page.
    pub fn of(page: &Page) -> PageKind {
        match page {
            Page::Front(_) => PageKind::Front,
            Page::Headlines(_) => PageKind::List,
            Page::Article(_) => PageKind::Article,
            Page::NotFound | Page::Failure(..) => PageKind::Notice,
        }
    }

    /// The sheets in `style/` that such a page needs besides the common ones. All others (`print`, and what
    /// only the viewer shows) are in the whole sheet.
    fn sheets(self) -> &'static [&'static str] {
        match self {
            PageKind::Front => &["headline", "front"],
            PageKind::List => &["headline", "list"],
            PageKind::Article => &["headline", "article"],
            PageKind::Notice => &["notice"],
        }
    }

    /// Whether such a page needs the sheet of this file name.
    fn needs(self, file: &str) -> bool {
        let name = file.strip_suffix(".css").unwrap_or(file);
        COMMON.contains(&name) || self.sheets().contains(&name)
    }
}

/// The text of a `style` element, and the policy's source expression for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineStyle {
    /// The style.
    pub text: String,
    /// `'sha256-…'`.
    pub source: String,
}

impl InlineStyle {
    /// A style.
    pub fn new(text: String) -> InlineStyle {
        InlineStyle { source: hash_source(&text), text }
    }
}

/// The source expression by which a policy allows an inline style or script.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)))
}

/// The style of each kind of page.
#[derive(Debug)]
pub struct InlineStyles([InlineStyle; 4]);

impl InlineStyles {
    /// From the sheets, with their file names, in the order of the whole sheet.
    pub fn new(sheets: &[(&str, &str)]) -> InlineStyles {
        InlineStyles(PageKind::ALL.map(|kind| {
            let needed = sheets.iter().filter(|(file, _)| kind.needs(file));
            InlineStyle::new(needed.map(|(_, text)| text.trim_end()).collect())
        }))
    }

    /// The style of a kind of page.
    pub fn of(&self, kind: PageKind) -> &InlineStyle {
        let [front, list, article, notice] = &self.0;
        match kind {
            PageKind::Front => front,
            PageKind::List => list,
            PageKind::Article => article,
            PageKind::Notice => notice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMON, InlineStyle, InlineStyles, PageKind};
    use std::fs;

    #[test]
    fn pages_of_a_kind_have_the_common_style_and_their_own() {
        let sheets = [("tokens.css", "t{}\n"), ("front.css", "f{}\n"), ("print.css", "p{}\n")];
        let styles = InlineStyles::new(&sheets);
        let text = PageKind::ALL.map(|kind| styles.of(kind).text.as_str());
        assert_eq!(text, ["t{}f{}", "t{}", "t{}", "t{}"]);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // The example in Content Security Policy Level 3, section 2.3.1.
        let style = InlineStyle::new("alert('Hello, world.');".to_owned());
        assert_eq!(style.source, "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn each_sheet_that_is_named_exists() {
        let page = fs::read_to_string("../index.html").unwrap();
        for sheet in PageKind::ALL.iter().flat_map(|kind| kind.sheets()).chain(&COMMON) {
            assert!(page.contains(&format!("style/{sheet}.css")), "{sheet}");
        }
    }
}
