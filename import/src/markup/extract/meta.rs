//! What a page says in `<meta>` elements: OpenGraph, Dublin Core, Parsely, Sailthru and others.

use super::byline;
use super::facts::{Facts, words};
use crate::markup::dom::{Dom, NodeId};
use crate::metadata::front_matter::publication;

/// What the page's `<meta>` elements say.
pub(super) fn facts(dom: &Dom) -> Facts {
    let mut said = Said::default();
    for id in dom.descendants(dom.root()).filter(|&id| dom.name(id) == "meta") {
        said.read(dom, id);
    }
    let best = |mut list: Vec<(usize, String)>| {
        list.sort_by_key(|&(rank, _)| rank);
        list.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    let first = |list| best(list).into_iter().next().unwrap_or_default();
    let mut facts = Facts {
        headline: first(said.titles),
        standfirst: first(said.descriptions),
        published: best(said.published),
        updated: best(said.updated),
        section: said.section,
        topics: said.topics,
        site: said.site,
        ..Facts::default()
    };
    facts.image.address = first(said.images);
    // One name says it; the same authors stand in several.
    if let Some(best) = said.authors.iter().map(|&(rank, _)| rank).min() {
        let names = said.authors.iter().filter(|&&(rank, _)| rank == best);
        for (_, name) in names {
            facts.authors.extend(byline::people(name));
        }
    }
    facts
}

/// Whether the page asks search engines not to show it.
pub(super) fn is_noindex(dom: &Dom) -> bool {
    let metas = dom.descendants(dom.root()).filter(|&id| dom.name(id) == "meta");
    let robots = metas.filter(|&id| {
        let name = dom.nonblank(id, "name").unwrap_or_default();
        ["robots", "googlebot"].iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    let mut said = robots.filter_map(|id| dom.nonblank(id, "content"));
    said.any(publication::is_noindex)
}

/// What was read, each with its rank: 0 is the best.
#[derive(Default)]
struct Said {
    titles: Vec<(usize, String)>,
    descriptions: Vec<(usize, String)>,
    authors: Vec<(usize, String)>,
    published: Vec<(usize, String)>,
    updated: Vec<(usize, String)>,
    images: Vec<(usize, String)>,
    section: String,
    topics: Vec<String>,
    site: String,
    written_by: bool,
}

const TITLES: &[&str] = &[
    "og:title",
    "dc.title",
    "dcterms.title",
    "dcterm.title",
    "dc:title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
    "weibo:article:title",
    "cxenseparse:recs:title",
    "citation_title",
    "headline",
    "title",
];
const DESCRIPTIONS: &[&str] = &[
    "og:description",
    "description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
    "sailthru.description",
    "twitter:description",
];
const AUTHORS: &[&str] = &[
    "article:author",
    "og:article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "dcterm.creator",
    "dc:creator",
    "dcterm:creator",
    "parsely-author",
    "sailthru.author",
    "dable:author",
    "byl",
    "byline",
    "citation_author",
    "article.author",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "twitter:creator:name",
    "article:author_name",
    "authors",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "dable:published_time",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "dc:date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published_time",
    "ptime",
    "pdate",
    "originalpublicationdate",
    "og:published_time",
    "og:pubdate",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "rnews:datepublished",
    "citation_publication_date",
    "displaydate",
    "utime",
    "created",
    "last.published",
    "article_date_original",
    "weibo:article:create_at",
];
const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "last-modified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "article:modified",
    "article.updated",
    "revised",
];
const IMAGES: &[&str] = &[
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
];

impl Said {
    fn read(&mut self, dom: &Dom, id: NodeId) {
        let names = ["property", "name", "itemprop", "http-equiv"];
        let Some(content) = dom.nonblank(id, "content") else {
            return;
        };
        // A property may have several names, separated by spaces.
        let names = names.iter().filter_map(|name| dom.nonblank(id, name));
        for name in names.flat_map(str::split_ascii_whitespace) {
            self.named(&name.to_ascii_lowercase(), &words(content));
        }
    }

    fn named(&mut self, name: &str, content: &str) {
        let rank = |list: &[&str]| list.iter().position(|known| *known == name);
        for (list, known) in [
            (&mut self.titles, TITLES),
            (&mut self.descriptions, DESCRIPTIONS),
            (&mut self.published, PUBLISHED),
            (&mut self.updated, UPDATED),
            (&mut self.images, IMAGES),
        ] {
            list.extend(rank(known).map(|rank| (rank, content.to_owned())));
        }
        // Facebook wants addresses of profiles there.
        if let Some(rank) =
            rank(AUTHORS).filter(|_| !content.contains("://") && !content.starts_with("www."))
            && !byline::people(content).is_empty()
        {
            self.authors.push((rank, content.to_owned()));
        }
        match name {
            "article:section" | "parsely-section" | "section" if self.section.is_empty() => {
                content.clone_into(&mut self.section);
            }
            "og:site_name" | "application-name" | "twitter:site:name" | "dc.publisher"
            | "dcterms.publisher"
                if self.site.is_empty() =>
            {
                content.clone_into(&mut self.site);
            }
            "article:tag" => self.topics.push(content.to_owned()),
            "keywords" => {
                let topics = content
                    .split([',', '،', '、', '，'])
                    .map(str::trim)
                    .filter(|topic| !topic.is_empty());
                self.topics.extend(topics.map(str::to_owned));
            }
            "twitter:label1" => self.written_by = content.eq_ignore_ascii_case("written by"),
            "twitter:data1" if self.written_by => {
                self.authors.push((AUTHORS.len(), content.to_owned()));
            }
            _ => {}
        }
    }
}
