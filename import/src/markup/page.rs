//! HTML pages: metadata and the element with the story.

use crate::markup::dom::{Dom, NodeId};
use crate::metadata::names::{self, Person};

/// The metadata of a page.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    pub published: String,
    pub updated: String,
    pub image: String,
    pub topics: Vec<String>,
    pub section: String,
}

impl Head {
    pub(crate) fn of(dom: &Dom) -> Head {
        let root = dom.root();
        let mut head = Head::default();
        for id in dom.descendants(root) {
            match dom.name(id) {
                "meta" => head.meta(dom, id),
                "title" if head.title.is_empty() => head.title = one_line(&dom.text(id)),
                "time" if head.published.is_empty() => {
                    let published = dom.nonblank(id, "datetime").unwrap_or_default();
                    head.published = published.to_owned();
                }
                _ => {}
            }
        }
        // The title often ends with the site's name; the first heading doesn't.
        if let Some(heading) = dom.find(root, "h1") {
            let text = one_line(&dom.text(heading));
            if !text.is_empty() {
                head.title = text;
            }
        }
        head
    }

    fn meta(&mut self, dom: &Dom, id: NodeId) {
        let name = ["name", "property", "itemprop"].iter().find_map(|name| dom.nonblank(id, name));
        let (Some(name), Some(content)) = (name, dom.nonblank(id, "content")) else {
            return;
        };
        let content = content.to_owned();
        let fill = |field: &mut String, content| {
            if field.is_empty() {
                *field = content;
            }
        };
        match name.to_ascii_lowercase().as_str() {
            "description" | "og:description" => fill(&mut self.description, content),
            "author" | "article:author" | "parsely-author" => {
                self.authors.extend(names::split_byline(&content).iter().map(Person::line));
            }
            "article:published_time" | "date" | "datepublished" | "dc.date" | "pubdate" => {
                fill(&mut self.published, content);
            }
            "article:modified_time" | "datemodified" | "last-modified" => {
                fill(&mut self.updated, content);
            }
            "og:image" => fill(&mut self.image, content),
            "keywords" => {
                let topics = content.split(',').map(str::trim).filter(|topic| !topic.is_empty());
                self.topics.extend(topics.map(str::to_owned));
            }
            "article:tag" => self.topics.push(content),
            "article:section" => fill(&mut self.section, content),
            _ => {}
        }
    }
}

/// The element that contains the story: the only `article`, else `main`, else `body`.
pub(crate) fn story(dom: &Dom) -> NodeId {
    let root = dom.root();
    let mut articles = dom.descendants(root).filter(|&id| dom.name(id) == "article");
    match (articles.next(), articles.next()) {
        (Some(article), None) => article,
        _ => dom.find(root, "main").or_else(|| dom.find(root, "body")).unwrap_or(root),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
