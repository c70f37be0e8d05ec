//! What one source in a page says about its article.

use crate::cleaning::normalize;
use crate::markup::dom::Dom;

/// What JSON-LD, microdata, `<meta>` elements or the visible text say.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub headline: String,
    pub standfirst: String,
    pub authors: Vec<String>,
    /// Who published it, where it is named as if it wrote.
    pub organizations: Vec<String>,
    /// Dates, the best first.
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub image: Picture,
    pub section: String,
    pub topics: Vec<String>,
    /// The paper's name.
    pub site: String,
    /// The whole text of the story.
    pub body: String,
}

/// A picture that stands for the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    pub address: String,
    pub caption: String,
    pub credit: String,
}

impl Facts {
    /// These facts, with those of a source that is trusted less for what is not said.
    pub(super) fn or(mut self, other: Facts) -> Facts {
        let either = |own: &mut String, other: String| {
            if own.is_empty() {
                *own = other;
            }
        };
        either(&mut self.headline, other.headline);
        either(&mut self.standfirst, other.standfirst);
        either(&mut self.section, other.section);
        either(&mut self.site, other.site);
        either(&mut self.body, other.body);
        if self.image.address.is_empty() {
            self.image = other.image;
        }
        for (own, other) in [
            (&mut self.authors, other.authors),
            (&mut self.organizations, other.organizations),
            (&mut self.topics, other.topics),
        ] {
            if own.is_empty() {
                *own = other;
            }
        }
        self.published.extend(other.published);
        self.updated.extend(other.updated);
        self
    }
}

/// The words of a value, in one line: some are escaped as if they were HTML.
pub(super) fn words(value: &str) -> String {
    let mut text = value.to_owned();
    // Some are escaped twice.
    for _ in 0..2 {
        if !text.contains(['<', '&']) {
            break;
        }
        let dom = Dom::fragment(&text);
        text = dom.text(dom.root());
    }
    normalize::in_one_line(&text)
}
