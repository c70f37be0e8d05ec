//! Tags around text: boxes and quotations.

use super::Expander;
use super::html::push_attribute;
use super::tag::Tag;
use crate::markup::dialect;

/// Shortcodes and tags that put a box around text, and their end tags.
const BOXES: &[(&str, &str, &str)] = &[
    ("quote", "/quote", "endquote"),
    ("blockquote", "/blockquote", "endblockquote"),
    ("pullquote", "/pullquote", "endpullquote"),
    ("details", "/details", "enddetails"),
    ("spoiler", "/spoiler", "endspoiler"),
    ("note", "/note", "endnote"),
    ("tip", "/tip", "endtip"),
    ("info", "/info", "endinfo"),
    ("hint", "/hint", "endhint"),
    ("important", "/important", "endimportant"),
    ("warning", "/warning", "endwarning"),
    ("caution", "/caution", "endcaution"),
    ("danger", "/danger", "enddanger"),
    ("notice", "/notice", "endnotice"),
    ("callout", "/callout", "endcallout"),
    ("alert", "/alert", "endalert"),
    ("admonition", "/admonition", "endadmonition"),
];

/// Whether a tag ends the box that another opens.
fn is_end(tag: &str, opening: &str) -> bool {
    // Zola has one end tag for all.
    tag == "end" || tag.strip_prefix('/').or_else(|| tag.strip_prefix("end")) == Some(opening)
}

impl Expander<'_, '_> {
    /// Whether a tag opens or closes a box: one of the shortcodes that many themes have.
    pub(super) fn is_box(&mut self, tag: &Tag<'_>) -> bool {
        if self.boxes.last().is_some_and(|(end, _)| is_end(tag.name, end)) {
            return true;
        }
        let Some(&(_, close, end)) = BOXES.iter().find(|(name, ..)| *name == tag.name) else {
            return false;
        };
        let found = self.find_tag(close).or_else(|| self.find_tag(end));
        found.or_else(|| self.find_tag("end")).is_some()
    }

    pub(super) fn push_box(&mut self, tag: &Tag<'_>) {
        if self.boxes.last().is_some_and(|(end, _)| is_end(tag.name, end)) {
            let close = self.boxes.pop().map_or_else(String::new, |(_, close)| close);
            self.out.push_str(&["\n\n", &close, "\n\n"].concat());
        } else {
            let (html, close) = opening_of_box(tag);
            self.boxes.push((tag.name.to_owned(), close));
            self.out.push_str(&["\n\n", &html].concat());
        }
        self.at += tag.length;
    }
}

/// The HTML that opens the box that a tag makes, and what closes it.
fn opening_of_box(tag: &Tag<'_>) -> (String, String) {
    match tag.name {
        "quote" | "blockquote" => {
            return ("<blockquote>\n\n".to_owned(), attribution(tag) + "</blockquote>");
        }
        "pullquote" => {
            return ("<aside class=\"pullquote\">\n\n".to_owned(), "</aside>".to_owned());
        }
        _ => {}
    }
    let title = tag.named(&["title", "summary", "heading", "header", "caption"]);
    let kind = tag.named(&["type", "kind", "level", "style", "color", "context"]);
    let first = tag.arguments().next();
    let given = kind.or(first).filter(|kind| dialect::class_of(kind).is_some());
    let name = given.unwrap_or(tag.name);
    let quoted = || {
        let mut texts = tag.arguments.iter().filter(|argument| {
            argument.key.is_empty() && argument.quoted && Some(argument.text) != given
        });
        texts.next().map(|argument| argument.text)
    };
    let title = title.or_else(quoted).unwrap_or_default();
    (dialect::opening(name, title, ""), "</div>".to_owned())
}

/// Who said what a tag quotes, as HTML: `author="Kim"`, or Hexo's `Kim, The Quay https://… Title`.
fn attribution(tag: &Tag<'_>) -> String {
    let quoted = tag.arguments.iter().find(|argument| argument.key.is_empty() && argument.quoted);
    let who = tag.named(&["author", "cite", "by", "attribution", "name"]);
    let source = tag.named(&["source", "from", "title"]);
    let link = tag.named(&["link", "url", "href"]).filter(|link| link.contains("://"));
    let words: Vec<&str> = tag.arguments().collect();
    let at = words.iter().position(|word| word.contains("://"));
    let (who, source, link) = if who.is_some() || source.is_some() {
        (who.map(str::to_owned), source.map(str::to_owned), link)
    } else if let Some(quoted) = quoted {
        (Some(quoted.text.to_owned()), None, link)
    } else {
        let whole = tag.whole.trim_start_matches(['{', '%', '<', '-', ' ']);
        let whole = whole.strip_prefix(tag.name).unwrap_or(whole);
        let whole = whole.trim_end_matches(['}', '%', '>', '-', ' ']);
        let before = at.and_then(|at| whole.find(words[at])).map_or(whole, |end| &whole[..end]);
        let after = at.map_or_else(String::new, |at| words[at + 1..].join(" "));
        let (who, source) = before.split_once(',').unwrap_or((before, ""));
        let source = if after.is_empty() { source.trim().to_owned() } else { after };
        (Some(who.trim().to_owned()), Some(source), at.map(|at| words[at]))
    };
    let mut html = String::new();
    push_attribute(&mut html, who.as_deref().unwrap_or_default());
    let source = source.filter(|source| !source.is_empty());
    if source.is_some() && !html.is_empty() {
        html.push_str(", ");
    }
    if let Some(link) = link {
        html.push_str("<a href=\"");
        push_attribute(&mut html, link);
        html.push_str("\">");
        push_attribute(&mut html, source.as_deref().unwrap_or(link));
        html.push_str("</a>");
    } else {
        push_attribute(&mut html, source.as_deref().unwrap_or_default());
    }
    if html.is_empty() { html } else { ["<footer>", &html, "</footer>"].concat() }
}
