//! Structured fields of front matter: authors, topics, images, sources, corrections.

use super::field_reader::FieldReader;
use super::{AuthorField, CorrectionField, ImageField, SourceField, SpannedText};
use crate::value::{Node, Value};
use std::collections::HashSet;

/// What the people are called who wrote an article.
const AUTHORS: [&str; 7] =
    ["authors", "author", "byline", "by", "author_name", "author_names", "writer"];

impl<'a> FieldReader<'a> {
    /// Names, or maps with a name; a list, or a single one.
    pub(super) fn authors(&self) -> Vec<AuthorField> {
        let Some(node) = self.find(&AUTHORS) else {
            return Vec::new();
        };
        let listed = !matches!(node.value, Value::Text(_));
        let authors = node.items().iter().filter_map(|item| self.author(item));
        authors.map(|author| AuthorField { listed, ..author }).collect()
    }

    fn author(&self, item: &'a Node) -> Option<AuthorField> {
        if let Some(name) = self.spanned_text(item) {
            return Some(AuthorField { name, ..AuthorField::default() });
        }
        let is_topic = ["name", "title", "slug"].iter().find_map(|key| item.get(key));
        let name = match is_topic {
            Some(is_topic) => self.spanned_text(is_topic),
            None => self.joined_name(item),
        };
        if name.is_none() && item.value != Value::Null {
            self.report_invalid(item, "an author has to be a name, or have a `name`".to_owned());
        }
        let role = item.get("role").and_then(Node::text).unwrap_or_default().to_owned();
        Some(AuthorField { name: name?, role, listed: false })
    }

    /// Joins `{first: Pak, last: Soo-chan}` in source order.
    fn joined_name(&self, item: &Node) -> Option<SpannedText> {
        let is_part = |key: &str| {
            ["first", "given", "middle", "last", "family"].iter().any(|part| key.starts_with(part))
        };
        let parts = item.entries().iter().filter(|entry| is_part(&entry.key));
        let parts: Vec<SpannedText> =
            parts.filter_map(|entry| self.spanned_text(&entry.node)).collect();
        let (first, last) = (parts.first()?, parts.last()?);
        let words: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        Some(SpannedText { text: words.join(" "), span: first.span.start..last.span.end })
    }

    pub(super) fn topics(&self) -> Vec<SpannedText> {
        // Eleventy uses these tags for its collections.
        const COLLECTIONS: [&str; 4] = ["post", "posts", "all", "article"];
        let mut topics = Vec::new();
        let mut seen = HashSet::new();
        for name in ["topics", "tags", "categories", "keywords"] {
            let listed =
                self.find(&[name]).is_some_and(|node| matches!(node.value, Value::List(_)));
            for text in self.list(&[name]) {
                let names =
                    if listed { vec![text.text.as_str()] } else { split_topics(name, &text.text) };
                for name in names {
                    let name = name.trim();
                    let is_topic = !name.is_empty() && !COLLECTIONS.contains(&name);
                    if is_topic && seen.insert(name.to_owned()) {
                        topics.push(SpannedText { text: name.to_owned(), span: text.span.clone() });
                    }
                }
            }
        }
        topics
    }

    pub(super) fn image(&self) -> Option<ImageField> {
        let (key, node) = self
            .find_named(&[
                "image",
                "lead_image",
                "featured_image",
                "feature_image",
                "cover",
                "cover_image",
                "images",
                "hero",
                "hero_image",
                "banner",
                "thumbnail",
            ])
            .or_else(|| self.header_image())?;
        let node = node.items().first()?;
        let part =
            |names: &[&str]| names.iter().find_map(|name| node.get(name)).and_then(Node::text);
        let file = match node.value {
            Value::Map(_) => {
                let names =
                    ["file", "src", "path", "url", "image", "feature", "overlay_image", "teaser"];
                let file = names.iter().find_map(|name| node.get(name));
                if file.is_none() {
                    self.report_invalid(
                        node,
                        format!("`{key}` needs a `file`, the picture's path"),
                    );
                }
                file.and_then(|file| self.spanned_text(file))?
            }
            _ => self
                .spanned_text(node)
                .filter(|text| !["true", "false"].contains(&text.text.as_str()))?,
        };
        let either = |inner: &[&str], outer: &[&'static str]| {
            part(inner).map_or_else(|| self.string(outer), str::to_owned)
        };
        Some(ImageField {
            file,
            alt: either(&["alt", "image_description"], &["image_alt", "hero_alt"]),
            caption: either(&["caption"], &["image_caption", "image_figcaption", "caption"]),
            credit: either(&["credit", "attribution"], &["image_credit"]),
        })
    }

    /// Minimal Mistakes' `header`, if it has a picture in it.
    fn header_image(&self) -> Option<(&'static str, &'a Node)> {
        let header = self.find(&["header"])?;
        let names = ["image", "overlay_image", "feature", "teaser"];
        names.iter().any(|name| header.get(name).is_some()).then_some(("header", header))
    }

    pub(super) fn source(&self) -> Option<SourceField> {
        let node = self.find(&["source", "canonical_url", "original"]);
        let address = self.text(&["source_url", "canonical_url"]);
        let (name, inner) = match node {
            Some(node) => match &node.value {
                Value::Map(_) => (
                    node.get("name").and_then(Node::text).unwrap_or_default(),
                    ["url", "href"].iter().find_map(|key| node.get(key)),
                ),
                _ => (node.text().unwrap_or_default(), None),
            },
            None => ("", None),
        };
        let mut address =
            inner.and_then(|node| self.spanned_text(node)).or(address).unwrap_or_default();
        let mut name = name.to_owned();
        if name.starts_with("https://") || name.starts_with("http://") {
            // It is only an address: the host becomes the name.
            if let (true, Some(node)) = (address.text.is_empty(), node) {
                address = self.spanned_text(node).unwrap_or_default();
            }
            name.clear();
        }
        let is_set = !name.is_empty() || !address.text.is_empty();
        if let (false, Some(node)) = (is_set, node) {
            self.report_invalid(
                node,
                "`source` has to be a name, or have a `name` or a `url`".to_owned(),
            );
        }
        is_set.then_some(SourceField { name, address })
    }

    pub(super) fn corrections(&self) -> Vec<CorrectionField> {
        let items = self.find(&["corrections", "correction"]).map_or(&[][..], Node::items);
        items.iter().filter_map(|item| self.correction(item)).collect()
    }

    fn correction(&self, item: &Node) -> Option<CorrectionField> {
        let text = item.get("text").or_else(|| item.get("note")).unwrap_or(item);
        let text = text.text().filter(|text| !text.is_empty());
        if text.is_none() && item.value != Value::Null {
            self.report_invalid(item, "a correction has to be a text, or have a `text`".to_owned());
        }
        let date = item.get("date").and_then(|date| self.spanned_text(date));
        Some(CorrectionField { date, text: text?.to_owned() })
    }
}

/// Splits a text into topics. List items are not split, because names may contain commas and
/// spaces. A single text is split at commas; Jekyll's `tags` and `categories` without a comma, at
/// spaces.
fn split_topics<'t>(key: &str, text: &'t str) -> Vec<&'t str> {
    if ["tags", "categories"].contains(&key) && !text.contains(',') {
        text.split_whitespace().collect()
    } else {
        text.split(',').collect()
    }
}
