//! Articles as JSON-LD (schema.org `NewsArticle`, `WebPage`).
//!
//! Only printed pages have it. The viewer can't give it to the page that it shows: for Trusted Types the text of any
//! `script` element is a script, even if it holds data.

use crate::address::absolute;
use article::{Article, Author, Publication, Slug};
use serde_json::{Map, Value, json};
use viewer::route::{ListPage, Route};

/// The text of the `script` element for an article, or for a page that is no article.
pub fn article(publication: &Publication, route: &Route, article: &Article) -> String {
    let base = Some(publication.base_url.as_str()).filter(|base| !base.is_empty());
    let mut data = news_article(publication, base, article);
    if matches!(route, Route::Page(_)) {
        data["@type"] = json!("WebPage");
        // Only an article has one.
        data.as_object_mut().map(|data| data.remove("wordCount"));
    }
    if let Some(base) = base {
        if let Some(image) = article.thumbnail() {
            data["image"] = json!([absolute(base, image.file.as_str())]);
        }
        data["mainEntityOfPage"] = json!(absolute(base, &route.address()));
    }
    escape(&data.to_string())
}

fn news_article(publication: &Publication, base: Option<&str>, article: &Article) -> Value {
    let mut data = Map::new();
    let mut put = |name: &str, value: Value| {
        data.insert(name.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("headline", json!(article.headline));
    put("inLanguage", json!(article.language));
    if !article.standfirst.is_empty() {
        put("description", json!(article.standfirst));
    }
    if let Some(published) = &article.published {
        put("datePublished", json!(published.instant));
    }
    if let Some(updated) = &article.updated {
        put("dateModified", json!(updated.instant));
    }
    if let Some(section) = &article.section {
        put("articleSection", json!(section.name));
    }
    if !article.topics.is_empty() {
        let names: Vec<&str> = article.topics.iter().map(|topic| &*topic.name).collect();
        put("keywords", json!(names));
    }
    if !article.authors.is_empty() {
        let authors = article.authors.iter().map(|author| person(base, author));
        put("author", authors.collect());
    }
    if !article.dateline.is_empty() {
        put("dateline", json!(article.dateline));
    }
    if !article.copyright.is_empty() {
        put("copyrightNotice", json!(article.copyright));
    }
    put("wordCount", json!(article.word_count));
    put("publisher", json!({ "@type": "NewsMediaOrganization", "name": publication.title }));
    Value::Object(data)
}

fn person(base: Option<&str>, author: &Author) -> Value {
    let mut person = json!({ "@type": "Person", "name": author.name });
    if let Some(base) = base {
        person["url"] = json!(absolute(base, &author_page(&author.slug).address()));
    }
    if !author.role.is_empty() {
        person["jobTitle"] = json!(author.role);
    }
    person
}

fn author_page(slug: &Slug) -> Route {
    Route::Author(slug.clone(), ListPage::Newest)
}

/// Escapes JSON for a `script` element, so that nothing in it can end the element.
fn escape(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
