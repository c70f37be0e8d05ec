//! Reads the fields of front matter from parsed YAML or TOML.

use super::{FrontMatter, SpannedText};
use crate::value::{Entry, Node, ParseError, Value};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// What the date of an article is called. (Letter case, hyphens and underscores make no difference.)
const DATES: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "publish_date",
    "published_at",
    "published_date",
    "published_on",
    "date_published",
    "publication_date",
    "posted",
    "post_date",
    "created",
    "created_at",
    "created_on",
    "date_created",
    "datetime",
];
/// What the date of its last change is called.
const UPDATES: &[&str] = &[
    "updated",
    "lastmod",
    "last_modified_at",
    "last_modified",
    "modified",
    "updated_at",
    "updated_on",
    "date_modified",
    "date_updated",
    "last_update",
    "last_updated",
    "modified_at",
];

/// Looks up fields under several keys, and collects errors.
pub(super) struct FieldReader<'a> {
    root: &'a Node,
    /// The front matter, and where themes put what is theirs.
    pub(super) tables: Vec<&'a Node>,
    /// The byte offset of the front matter in the file.
    shift: usize,
    invalid_values: RefCell<Vec<ParseError>>,
}

impl<'a> FieldReader<'a> {
    pub(super) fn new(root: &'a Node, shift: usize) -> FieldReader<'a> {
        let themes = ["extra", "params", "taxonomies", "eleventyComputed"];
        let themes = themes.into_iter().filter_map(|name| root.get(name));
        let tables = std::iter::once(root).chain(themes).collect();
        FieldReader { root, tables, shift, invalid_values: RefCell::default() }
    }

    pub(super) fn read(self) -> FrontMatter {
        let flag = |names: &[&'static str]| self.find(names).is_some_and(Node::is_true);
        self.report_repeated_keys();
        FrontMatter {
            title: self.prose(&["title", "headline"]),
            date: self.date(DATES),
            updated: self.date(UPDATES),
            authors: self.authors(),
            topics: self.topics(),
            section: self.text(&["section", "category"]),
            standfirst: self.prose(&[
                "standfirst",
                "excerpt",
                "summary",
                "description",
                "subtitle",
                "dek",
                "deck",
                "lede",
            ]),
            image: self.image(),
            slug: self.text(&["slug"]),
            permalink: self
                .text(&["permalink", "path", "url"])
                .filter(|text| !is_boolean(&text.text)),
            aliases: self.list(&["aliases", "alias", "redirect_from", "redirects"]),
            categories: self.categories(),
            language: self.text(&["language", "lang", "locale"]),
            translation_key: self.text(&[
                "translationKey",
                "translation_key",
                "translation_id",
                "translationId",
                "page_id",
                "lang_ref",
                "lang-ref",
                "ref",
            ]),
            dateline: self.prose(&["dateline", "place", "location"]).unwrap_or_default().text,
            copyright: self.prose(&["copyright", "rights"]),
            source: self.source(),
            corrections: self.corrections(),
            related: self.list(&["related"]),
            publication: self.publication(),
            featured: flag(&["featured", "lead"]),
            scalars: self.scalars(),
            invalid_values: self.invalid_values.into_inner(),
        }
    }

    /// The first nonempty value under one of `names`, at the top level or in a table for custom
    /// fields.
    pub(super) fn find(&self, names: &[&'static str]) -> Option<&'a Node> {
        self.find_named(names).map(|(_, node)| node)
    }

    /// Like [`FieldReader::find`], and returns the key that was found.
    pub(super) fn find_named(&self, names: &[&'static str]) -> Option<(&'static str, &'a Node)> {
        names.iter().find_map(|name| {
            let mut found = self.tables.iter().filter_map(|table| table.get(name));
            found.find(|node| is_nonempty(node)).map(|node| (*name, node))
        })
    }

    /// A date: the first of `names`, alone or in a map of several (`date: {published: …}`).
    fn date(&self, names: &[&'static str]) -> Option<SpannedText> {
        let tables =
            [None, Some("date"), Some("dates"), Some("extra"), Some("params"), Some("last_update")];
        let tables =
            tables.map(|table| table.map_or(Some(self.root), |table| self.root.get(table)));
        // What says whether an article is published is no date.
        let is_flag =
            |text: &str| ["true", "false"].iter().any(|flag| text.eq_ignore_ascii_case(flag));
        names.iter().find_map(|name| {
            let values = tables.iter().flatten().filter_map(|table| table.get(name));
            let mut texts = values
                .flat_map(|node| node.items().first())
                .filter_map(|node| self.spanned_text(node));
            texts.find(|text| !is_flag(&text.text))
        })
    }

    /// Tells of keys that are given twice: the last counts.
    fn report_repeated_keys(&self) {
        let mut known = HashSet::new();
        for entry in self.root.entries() {
            if !known.insert(&entry.key) {
                self.report_invalid(
                    &entry.node,
                    format!("`{}` is given twice: the last is read", entry.key),
                );
            }
        }
    }

    /// Keeps that the value of `node` can't be used, and why.
    pub(super) fn report_invalid(&self, node: &Node, message: String) {
        let span = node.span.start + self.shift..node.span.end + self.shift;
        self.invalid_values.borrow_mut().push(ParseError { message, span });
    }

    pub(super) fn spanned_text(&self, node: &Node) -> Option<SpannedText> {
        let text = node.text().filter(|text| !text.is_empty())?.to_owned();
        Some(SpannedText { text, span: node.span.start + self.shift..node.span.end + self.shift })
    }

    /// A text; for a list, its first item.
    pub(super) fn text(&self, names: &[&'static str]) -> Option<SpannedText> {
        let (name, node) = self.find_named(names)?;
        if let Value::List(items) = &node.value
            && let [item] = items.as_slice()
        {
            return self.spanned_text(item);
        }
        self.expect_text(name, node);
        node.items().iter().find_map(|item| self.spanned_text(item))
    }

    /// A text for readers; for a list, its items joined.
    pub(super) fn prose(&self, names: &[&'static str]) -> Option<SpannedText> {
        let (name, node) = self.find_named(names)?;
        self.expect_text(name, node);
        let texts: Vec<&str> = node.items().iter().filter_map(Node::text).collect();
        let text = self.spanned_text(node).unwrap_or_else(|| SpannedText {
            text: texts.join(", "),
            span: node.span.start + self.shift..node.span.end + self.shift,
        });
        (!text.text.is_empty()).then_some(text)
    }

    pub(super) fn string(&self, names: &[&'static str]) -> String {
        self.text(names).unwrap_or_default().text
    }

    pub(super) fn list(&self, names: &[&'static str]) -> Vec<SpannedText> {
        let Some((name, node)) = self.find_named(names) else {
            return Vec::new();
        };
        for item in node.items().iter().filter(|item| !is_scalar(item)) {
            self.report_invalid(item, format!("`{name}` has to be a text, or a list of texts"));
        }
        node.items().iter().filter_map(|item| self.spanned_text(item)).collect()
    }

    /// The categories, as Jekyll puts them into addresses.
    fn categories(&self) -> Vec<String> {
        let node = self.find(&["categories", "category"]);
        let items = node.map_or(&[][..], Node::items).iter().filter_map(Node::text);
        // A text alone is parted at spaces.
        let listed = node.is_some_and(|node| matches!(node.value, Value::List(_)));
        let parts =
            items.flat_map(|text| if listed { vec![text] } else { text.split(' ').collect() });
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    fn expect_text(&self, name: &str, node: &Node) {
        if !is_scalar(node) {
            self.report_invalid(
                node,
                format!("`{name}` has to be one text, in quotation marks if need be"),
            );
        }
    }

    fn scalars(&self) -> HashMap<String, String> {
        let scalar = |entry: &Entry| Some((entry.key.clone(), entry.node.text()?.to_owned()));
        self.root.entries().iter().filter_map(scalar).collect()
    }
}

/// Whether a text only says yes or no, where a date or an address could stand as well.
fn is_boolean(text: &str) -> bool {
    ["true", "false", "yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_scalar(node: &Node) -> bool {
    matches!(node.value, Value::Null | Value::Text(_))
}

fn is_nonempty(node: &Node) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Text(text) => !text.trim().is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
    }
}
