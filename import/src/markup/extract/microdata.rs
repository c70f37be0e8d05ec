//! What a page says in microdata (and RDFa Lite), in the terms of schema.org.

use super::byline;
use super::facts::{Facts, Picture, words};
use crate::markup::dom::{Dom, NodeId};

/// What the attributes `itemprop` say of the page's article.
pub(super) fn facts(dom: &Dom) -> Facts {
    let mut facts = Facts::default();
    let scope = article(dom);
    for id in dom.descendants(scope.unwrap_or(dom.root())) {
        let property =
            dom.nonblank(id, "itemprop").or_else(|| scope.and(dom.nonblank(id, "property")));
        let Some(property) = property.filter(|_| owner(dom, id) == scope || dom.name(id) == "meta")
        else {
            continue;
        };
        for name in property.split_ascii_whitespace() {
            property_of(dom, id, name.trim_start_matches("schema:"), &mut facts);
        }
    }
    facts
}

fn property_of(dom: &Dom, id: NodeId, name: &str, facts: &mut Facts) {
    let value = || value(dom, id);
    let fill = |field: &mut String| {
        if field.is_empty() {
            *field = value();
        }
    };
    match name {
        "headline" => fill(&mut facts.headline),
        "name" if is_heading(dom, id) => fill(&mut facts.headline),
        "description" | "abstract" if value().len() < 1000 => fill(&mut facts.standfirst),
        "datePublished" => facts.published.extend(Some(value()).filter(|date| !date.is_empty())),
        "dateModified" => facts.updated.extend(Some(value()).filter(|date| !date.is_empty())),
        "articleSection" => fill(&mut facts.section),
        "author" | "creator" => {
            let organization =
                dom.nonblank(id, "itemtype").is_some_and(|kind| kind.ends_with("Organization"));
            let named =
                dom.descendants(id).skip(1).filter(|&inner| has_property(dom, inner, "name"));
            let mut names: Vec<String> = named.map(|inner| self::value(dom, inner)).collect();
            if names.is_empty() {
                names.push(value());
            }
            let names = names.iter().flat_map(|name| byline::people(name));
            if organization {
                facts.organizations.extend(names);
            } else {
                facts.authors.extend(names);
            }
        }
        "image" if facts.image.address.is_empty() => {
            let address = dom
                .nonblank(id, "content")
                .or(dom.nonblank(id, "src"))
                .or(dom.nonblank(id, "href"));
            facts.image =
                Picture { address: address.unwrap_or_default().to_owned(), ..Picture::default() };
        }
        _ => {}
    }
}

/// Whether the element holds the story's text.
pub(super) fn is_body(dom: &Dom, id: NodeId) -> bool {
    has_property(dom, id, "articleBody") && dom.name(id) != "meta"
}

fn has_property(dom: &Dom, id: NodeId, name: &str) -> bool {
    let own =
        dom.nonblank(id, "itemprop").or_else(|| dom.nonblank(id, "property")).unwrap_or_default();
    own.split_ascii_whitespace().any(|own| own == name || own.strip_prefix("schema:") == Some(name))
}

fn is_heading(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.name(id), "h1" | "h2" | "h3")
}

/// The element that is the article: the first of the kind, outside of comments.
fn article(dom: &Dom) -> Option<NodeId> {
    dom.descendants(dom.root()).find(|&id| {
        let kind =
            dom.nonblank(id, "itemtype").or_else(|| dom.nonblank(id, "typeof")).unwrap_or_default();
        let kind = kind.split_ascii_whitespace().next().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting")
    })
}

/// The element whose property this is.
fn owner(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let mut above = std::iter::successors(dom.parent(id), |&up| dom.parent(up));
    above.find(|&up| {
        dom.attribute(up, "itemscope").is_some() || dom.attribute(up, "typeof").is_some()
    })
}

fn value(dom: &Dom, id: NodeId) -> String {
    let said = ["content", "datetime"].iter().find_map(|name| dom.nonblank(id, name));
    let said = said.or_else(|| dom.nonblank(id, "title").filter(|_| dom.name(id) == "abbr"));
    said.map_or_else(|| words_of(dom, id), words)
}

fn words_of(dom: &Dom, id: NodeId) -> String {
    crate::cleaning::normalize::in_one_line(&dom.text(id))
}
