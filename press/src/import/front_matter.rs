//! Front matter: what Jekyll, Eleventy, Hugo and Zola folders say above an article, in YAML
//! between `---` or in TOML between `+++`.
//!
//! Keys are looked for under all the names that these programs and their themes use, also below
//! `extra` (Zola), `params` (Hugo) and `taxonomies`. Keys that nobody here knows are passed over.

use super::value::{Fault, Node, Value, parse_toml, parse_yaml};
use std::ops::Range;

/// A piece of text and its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub text: String,
    pub span: Range<usize>,
}

/// What an article's front matter says.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub title: Option<Text>,
    pub date: Option<Text>,
    pub updated: Option<Text>,
    pub authors: Vec<Text>,
    pub topics: Vec<Text>,
    pub section: Option<Text>,
    pub standfirst: Option<Text>,
    pub image: Option<MetaImage>,
    pub slug: Option<Text>,
    pub permalink: Option<Text>,
    pub aliases: Vec<Text>,
    pub language: Option<Text>,
    pub dateline: String,
    pub copyright: Option<Text>,
    pub source: Option<MetaSource>,
    pub corrections: Vec<MetaCorrection>,
    pub related: Vec<Text>,
    pub draft: bool,
    pub featured: bool,
    /// Every scalar, for template tags such as `{{ page.excerpt }}`.
    pub scalars: Vec<(String, String)>,
}

/// The lead image.
#[derive(Debug, Default)]
pub(crate) struct MetaImage {
    pub file: Text,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}

/// Where the article first appeared.
#[derive(Debug, Default)]
pub(crate) struct MetaSource {
    pub name: String,
    pub address: Text,
}

/// What was wrong, and when it was put right.
#[derive(Debug, Default)]
pub(crate) struct MetaCorrection {
    pub date: Option<Text>,
    pub text: String,
}

/// Takes the front matter off `text`: what it says, and where the article itself begins.
pub(crate) fn read(text: &str) -> Result<(Meta, usize), Fault> {
    let Some(block) = Block::of(text)? else {
        return Ok((Meta::default(), 0));
    };
    let inner = &text[block.inner.clone()];
    let parsed = if block.toml { parse_toml(inner) } else { parse_yaml(inner) };
    let shift = block.inner.start;
    let root = parsed.map_err(|fault| Fault {
        span: fault.span.start + shift..fault.span.end + shift,
        ..fault
    })?;
    match root.value {
        Value::Map(_) | Value::Null => Ok((Reader { root: &root, shift }.meta(), block.end)),
        _ => Err(Fault {
            message: "the front matter has no `key: value` lines".to_owned(),
            span: shift..shift,
        }),
    }
}

/// Where front matter stands in a file.
struct Block {
    toml: bool,
    inner: Range<usize>,
    end: usize,
}

impl Block {
    fn of(text: &str) -> Result<Option<Block>, Fault> {
        let first = text.lines().next().unwrap_or_default().trim_end();
        if first != "---" && first != "+++" {
            return Ok(None);
        }
        let Some(start) = text.find('\n').map(|newline| newline + 1) else {
            return Ok(None);
        };
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            let bare = line.trim_end();
            if bare == first || (bare == "..." && first == "---") {
                let end = at + line.len();
                return Ok(Some(Block { toml: first == "+++", inner: start..at, end }));
            }
            at += line.len();
        }
        // A text may begin with a divider; a text with a key below it was meant otherwise.
        let second = text[start..].lines().next().unwrap_or_default();
        let key = second.split([':', '=']).next().unwrap_or_default().trim();
        let keyed = second.len() > key.len() && !key.is_empty() && !key.contains(' ');
        if keyed {
            let message = format!("the front matter has no end: a line of `{first}` is missing");
            return Err(Fault { message, span: 0..first.len() });
        }
        Ok(None)
    }
}

struct Reader<'a> {
    root: &'a Node,
    shift: usize,
}

impl<'a> Reader<'a> {
    fn meta(&self) -> Meta {
        let yes = |names: &[&str]| self.find(names).is_some_and(Node::is_true);
        let published = self.find(&["published"]);
        Meta {
            title: self.text(&["title", "headline"]),
            date: self
                .text(&[
                    "date",
                    "published",
                    "pubdate",
                    "pubDate",
                    "publishDate",
                    "published_at",
                    "created",
                ])
                .filter(|text| !["true", "false"].contains(&text.text.as_str())),
            updated: self.text(&[
                "updated",
                "lastmod",
                "last_modified_at",
                "modified",
                "updated_at",
            ]),
            authors: self.authors(),
            topics: self.topics(),
            section: self.text(&["section", "category"]),
            standfirst: self.text(&[
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
            permalink: self.text(&["permalink", "path", "url"]).filter(|text| text.text != "false"),
            aliases: self.list(&["aliases", "alias", "redirect_from", "redirects"]),
            language: self.text(&["language", "lang", "locale"]),
            dateline: self.string(&["dateline", "place", "location"]),
            copyright: self.text(&["copyright", "rights"]),
            source: self.source(),
            corrections: self.corrections(),
            related: self.list(&["related"]),
            draft: yes(&["draft"]) || published.is_some_and(Node::is_false),
            featured: yes(&["featured", "lead"]),
            scalars: self.scalars(),
        }
    }

    /// The first of `names` that says something, here or where themes put what is theirs.
    fn find(&self, names: &[&str]) -> Option<&'a Node> {
        let root = self.root;
        let places = [Some(root), root.get("extra"), root.get("params"), root.get("taxonomies")];
        names.iter().find_map(|name| {
            let mut found = places.iter().flatten().filter_map(|place| place.get(name));
            found.find(|node| node.value != Value::Null && node.text() != Some(""))
        })
    }

    fn as_text(&self, node: &Node) -> Option<Text> {
        let text = node.text().filter(|text| !text.is_empty())?.to_owned();
        Some(Text { text, span: node.span.start + self.shift..node.span.end + self.shift })
    }

    fn text(&self, names: &[&str]) -> Option<Text> {
        self.find(names).and_then(|node| self.as_text(node))
    }

    fn string(&self, names: &[&str]) -> String {
        self.text(names).unwrap_or_default().text
    }

    fn list(&self, names: &[&str]) -> Vec<Text> {
        let items = self.find(names).map_or(&[][..], Node::items);
        items.iter().filter_map(|item| self.as_text(item)).collect()
    }

    /// Names, or maps with a name; a list, or one alone.
    fn authors(&self) -> Vec<Text> {
        let items = self.find(&["authors", "author", "byline", "by"]).map_or(&[][..], Node::items);
        let name = |item: &'a Node| {
            let named = ["name", "title", "slug"].iter().find_map(|key| item.get(key));
            self.as_text(named.unwrap_or(item))
        };
        items.iter().filter_map(name).collect()
    }

    fn topics(&self) -> Vec<Text> {
        // Eleventy puts articles into collections by tagging them so.
        const COLLECTIONS: [&str; 4] = ["post", "posts", "all", "article"];
        let mut topics = Vec::new();
        for name in ["topics", "tags", "categories", "keywords"] {
            for text in self.list(&[name]) {
                // In a list a comma may be part of the name; alone it separates.
                let listed =
                    self.find(&[name]).is_some_and(|node| matches!(node.value, Value::List(_)));
                let names: Vec<&str> =
                    if listed { vec![&text.text] } else { text.text.split(',').collect() };
                for name in names {
                    let name = name.trim();
                    let known = topics.iter().any(|topic: &Text| topic.text == name);
                    if !name.is_empty() && !known && !COLLECTIONS.contains(&name) {
                        topics.push(Text { text: name.to_owned(), span: text.span.clone() });
                    }
                }
            }
        }
        topics
    }

    fn image(&self) -> Option<MetaImage> {
        let node = self.find(&[
            "image",
            "lead_image",
            "featured_image",
            "feature_image",
            "cover",
            "images",
            "hero",
            "banner",
            "thumbnail",
        ])?;
        let node = node.items().first()?;
        let part =
            |names: &[&str]| names.iter().find_map(|name| node.get(name)).and_then(Node::text);
        let file = match node.value {
            Value::Map(_) => {
                let names = ["file", "src", "path", "url", "image", "feature"];
                names.iter().find_map(|name| node.get(name)).and_then(|file| self.as_text(file))?
            }
            _ => self
                .as_text(node)
                .filter(|text| !["true", "false"].contains(&text.text.as_str()))?,
        };
        let either = |inner: &[&str], outer: &[&str]| {
            part(inner).map_or_else(|| self.string(outer), str::to_owned)
        };
        Some(MetaImage {
            file,
            alt: either(&["alt"], &["image_alt", "hero_alt"]),
            caption: either(&["caption"], &["image_caption", "image_figcaption", "caption"]),
            credit: either(&["credit"], &["image_credit"]),
        })
    }

    fn source(&self) -> Option<MetaSource> {
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
        let mut address = inner.and_then(|node| self.as_text(node)).or(address).unwrap_or_default();
        let mut name = name.to_owned();
        if name.starts_with("https://") || name.starts_with("http://") {
            // Only an address: the host is the name.
            if let (true, Some(node)) = (address.text.is_empty(), node) {
                address = self.as_text(node).unwrap_or_default();
            }
            name.clear();
        }
        let said = !name.is_empty() || !address.text.is_empty();
        said.then_some(MetaSource { name, address })
    }

    fn corrections(&self) -> Vec<MetaCorrection> {
        let items = self.find(&["corrections", "correction"]).map_or(&[][..], Node::items);
        let correction = |item: &Node| {
            let text = item.get("text").or_else(|| item.get("note")).unwrap_or(item);
            Some(MetaCorrection {
                date: item.get("date").and_then(|date| self.as_text(date)),
                text: text.text()?.to_owned(),
            })
        };
        items.iter().filter_map(correction).collect()
    }

    fn scalars(&self) -> Vec<(String, String)> {
        let scalar =
            |entry: &super::Entry| Some((entry.key.clone(), entry.node.text()?.to_owned()));
        self.root.entries().iter().filter_map(scalar).collect()
    }
}

#[cfg(test)]
mod tests;
