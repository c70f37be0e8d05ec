//! What a page says in JSON-LD, in the terms of schema.org.

use super::byline;
use super::facts::{Facts, Picture, words};
use super::json_text;
use crate::markup::dom::Dom;
use serde_json::Value;
use std::collections::HashMap;

/// The longest script that is read.
const MAX_LEN: usize = 4 << 20;

/// What the page's scripts say of its article.
pub(super) fn facts(dom: &Dom) -> Facts {
    let scripts = dom.descendants(dom.root()).filter(|&id| {
        dom.name(id) == "script"
            && dom
                .nonblank(id, "type")
                .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json"))
    });
    let values: Vec<Value> = scripts
        .map(|script| dom.text(script))
        .filter(|text| text.len() < MAX_LEN)
        .filter_map(|text| json_text::parse(&text))
        .collect();
    let mut objects = Vec::new();
    values.iter().for_each(|value| collect(value, 0, &mut objects));
    let graph = Graph::new(&objects);
    let ranked = objects.iter().enumerate().filter_map(|(at, object)| {
        let rank = rank(object);
        (rank > 0).then_some((rank, std::cmp::Reverse(at), *object))
    });
    let mut facts = match ranked.max_by_key(|&(rank, at, _)| (rank, at)) {
        Some((_, _, article)) => graph.article(article),
        None => Facts::default(),
    };
    if facts.site.is_empty() {
        let site = objects.iter().find(|object| is_type(object, &["WebSite"]));
        facts.site = site.map(|site| text(&site["name"])).unwrap_or_default();
    }
    facts
}

/// All objects that may be an article, or be referred to by one.
fn collect<'a>(value: &'a Value, depth: usize, objects: &mut Vec<&'a Value>) {
    if depth > 6 || objects.len() > 1000 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, objects)),
        Value::Object(fields) => {
            objects.push(value);
            for (key, inner) in fields {
                if matches!(
                    key.as_str(),
                    "@graph"
                        | "mainEntity"
                        | "mainEntityOfPage"
                        | "hasPart"
                        | "author"
                        | "publisher"
                        | "image"
                ) {
                    collect(inner, depth + 1, objects);
                }
            }
        }
        _ => {}
    }
}

/// How much an object is the article of the page; 0 if it is none.
fn rank(object: &Value) -> usize {
    let has = |key: &str| !object[key].is_null();
    let named = has("headline") || has("name");
    let types = types(object);
    let is_article = |name: &&str| {
        name.ends_with("Article")
            || name.ends_with("Posting")
            || matches!(*name, "Report" | "Review" | "Recipe")
    };
    match () {
        () if types.iter().any(is_article) && named => {
            5 + usize::from(has("articleBody")) + usize::from(has("datePublished"))
        }
        // No type is said.
        () if types.is_empty() && has("headline") => 4,
        () if types.contains(&"WebPage") && has("headline") => 3,
        () if types.contains(&"WebPage") && has("datePublished") => 2,
        () => 0,
    }
}

fn types(object: &Value) -> Vec<&str> {
    let names = match &object["@type"] {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name)).collect()
}

fn is_type(object: &Value, wanted: &[&str]) -> bool {
    types(object).iter().any(|name| wanted.contains(name))
}

/// Objects by the ids that others name them by.
struct Graph<'a>(HashMap<&'a str, &'a Value>);

impl<'a> Graph<'a> {
    fn new(objects: &[&'a Value]) -> Graph<'a> {
        let mut ids: HashMap<&str, &Value> = HashMap::new();
        for &object in objects {
            if let Some(id) = object["@id"]
                .as_str()
                .filter(|_| object.as_object().is_some_and(|fields| fields.len() > 1))
            {
                ids.entry(id).or_insert(object);
            }
        }
        Graph(ids)
    }

    /// The object itself, where only its id stands.
    fn resolve(&self, value: &'a Value) -> &'a Value {
        match value.as_object() {
            Some(fields) if fields.len() == 1 => {
                let id = value["@id"].as_str();
                id.and_then(|id| self.0.get(id)).copied().unwrap_or(value)
            }
            _ => value,
        }
    }

    fn article(&self, article: &'a Value) -> Facts {
        let field = |key: &str| text(&article[key]);
        let mut facts = Facts {
            headline: first_of(&[field("headline"), field("name"), field("alternativeHeadline")]),
            standfirst: first_of(&[field("description"), field("abstract")]),
            published: [field("datePublished"), field("dateCreated")]
                .into_iter()
                .filter(|date| !date.is_empty())
                .collect(),
            updated: vec![field("dateModified")],
            section: field("articleSection"),
            site: text(&self.resolve(&article["publisher"])["name"]),
            body: article["articleBody"].as_str().unwrap_or_default().to_owned(),
            image: self.picture(&article["image"]),
            topics: topics(&article["keywords"]),
            ..Facts::default()
        };
        facts.updated.retain(|date| !date.is_empty());
        for key in ["author", "creator"] {
            if facts.authors.is_empty() {
                self.authors(&article[key], &mut facts);
            }
        }
        facts
    }

    fn authors(&self, value: &'a Value, facts: &mut Facts) {
        match self.resolve(value) {
            Value::Array(items) => items.iter().for_each(|item| self.authors(item, facts)),
            Value::String(name) => facts.authors.extend(byline::people(&words(name))),
            object @ Value::Object(_) => {
                let organization = types(object).iter().any(|name| name.ends_with("Organization"));
                match &object["name"] {
                    Value::Array(names) => {
                        let names = names.iter().filter_map(Value::as_str);
                        names.for_each(|name| facts.authors.extend(byline::people(&words(name))));
                    }
                    name if organization => {
                        facts
                            .organizations
                            .extend(Some(text(name)).filter(|name| !name.is_empty()));
                    }
                    name => facts.authors.extend(byline::people(&text(name))),
                }
            }
            _ => {}
        }
    }

    fn picture(&self, value: &'a Value) -> Picture {
        match self.resolve(value) {
            Value::Array(items) => {
                items.first().map(|first| self.picture(first)).unwrap_or_default()
            }
            Value::String(address) => Picture { address: address.clone(), ..Picture::default() },
            object => Picture {
                address: first_of(&[text(&object["url"]), text(&object["contentUrl"])]),
                caption: first_of(&[text(&object["caption"]), text(&object["description"])]),
                credit: first_of(&[
                    text(&object["creditText"]),
                    text(&self.resolve(&object["author"])["name"]),
                ]),
            },
        }
    }
}

fn topics(keywords: &Value) -> Vec<String> {
    match keywords {
        Value::Array(items) => items.iter().map(text).filter(|topic| !topic.is_empty()).collect(),
        other => text(other)
            .split(',')
            .map(|topic| topic.trim().to_owned())
            .filter(|topic| !topic.is_empty())
            .collect(),
    }
}

/// The words of a value; the first of several.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => words(text),
        Value::Array(items) => items.first().map(text).unwrap_or_default(),
        Value::Object(fields) => fields.get("@value").map(text).unwrap_or_default(),
        _ => String::new(),
    }
}

fn first_of(texts: &[String]) -> String {
    texts.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}
