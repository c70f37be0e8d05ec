//! The HTML that tags stand for: pictures, links, films.

use super::expand::{EMPTY_COMMENT, TagExpander};
use crate::drafts::context::is_absolute;
use crate::escape::push_escaped;

impl TagExpander<'_> {
    /// Appends an image with the caption in the tag's arguments.
    pub(super) fn push_image(&mut self, source: &str, alt: &str) {
        if source.is_empty() {
            return self.report_unknown();
        }
        let mut html = String::from("<img src=\"");
        push_attribute(&mut html, source);
        html.push_str("\" alt=\"");
        push_attribute(&mut html, alt);
        html.push_str("\">");
        let caption = self.caption();
        if !caption.is_empty() {
            html = ["<figure>", &html, "<figcaption>", &caption, "</figcaption></figure>"].concat();
        }
        self.push_html(&html);
    }

    /// The HTML of a caption: title, text and credit.
    fn caption(&self) -> String {
        let tag = self.tag;
        let (title, words) = (tag.named(&["title"]), tag.named(&["caption", "figcaption"]));
        let mut html = String::new();
        if let Some(title) = title.filter(|title| words != Some(*title)) {
            html.push_str(if words.is_some() { "<strong>" } else { "" });
            push_attribute(&mut html, title);
            html.push_str(if words.is_some() { "</strong> " } else { "" });
        }
        push_attribute(&mut html, words.unwrap_or_default());
        // `attr` is Hugo's name for the credit.
        if let Some(owner) = tag.named(&["attr", "credit"]) {
            html.push_str(" /");
            push_attribute(&mut html, owner.trim_start_matches('/'));
        }
        html
    }

    /// Appends a link; without words, it shows where it leads.
    pub(super) fn push_link(&mut self, to: &str, words: &str) {
        if to.is_empty() {
            return self.report_unknown();
        }
        let mut html = String::from("<a href=\"");
        push_attribute(&mut html, to);
        html.push_str("\">");
        let name = to.rsplit('/').next().unwrap_or(to).trim_end_matches(".md");
        push_attribute(&mut html, if words.is_empty() { name } else { words });
        html.push_str("</a>");
        self.push_html(&html);
    }

    pub(super) fn push_video(&mut self, player: &str, id: &str) {
        if id.is_empty() {
            return self.report_unknown();
        }
        let address = if is_absolute(id) { id.to_owned() } else { [player, id].concat() };
        let title = self.tag.named(&["title", "caption"]).unwrap_or_default();
        self.push_iframe(&address, title);
    }

    pub(super) fn push_iframe(&mut self, address: &str, title: &str) {
        let mut html = String::from("<iframe src=\"");
        push_attribute(&mut html, address);
        html.push_str("\" title=\"");
        push_attribute(&mut html, title);
        html.push_str("\"></iframe>");
        self.push_html(&html);
    }

    /// Appends HTML so that the following lines are still Markdown. A comment in front of it makes
    /// it an HTML block that ends with its line; a comment after it makes it part of its paragraph.
    pub(super) fn push_html(&mut self, html: &str) {
        if self.surroundings.alone {
            self.out.push_str(EMPTY_COMMENT);
        } else if self.out.is_empty() || self.out.ends_with('\n') {
            // Some elements at the beginning of a line make all of it HTML.
            self.out.push_str("<span></span>");
        }
        self.out.push_str(html);
        if !self.surroundings.alone {
            self.out.push_str(EMPTY_COMMENT);
        }
    }
}

/// Appends an argument as HTML on one line: a line end would end the HTML block.
pub(super) fn push_attribute(html: &mut String, text: &str) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace("\\\"", "\"");
    // Templates insert arguments into HTML without escaping, so character references are kept.
    for (part, at) in line.split('&').zip(0..) {
        if at > 0 {
            let end = part.find(';').unwrap_or(0);
            let name = &part[..end];
            let is_entity = (2..=10).contains(&end)
                && name.trim_start_matches('#').chars().all(|c| c.is_ascii_alphanumeric());
            html.push_str(if is_entity { "&" } else { "&amp;" });
        }
        push_escaped(html, part);
    }
}
