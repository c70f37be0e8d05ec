//! An article as JSON-LD (schema.org `NewsArticle`, `WebPage`).

use super::{absolute, instant};
use crate::route::{ListPage, Route};
use article::{Article, Author, Publication};

/// The article, with the addresses of its image and of its page, which may be empty.
pub fn article(
    publication: &Publication,
    article: &Article,
    is_page: bool,
    image: &str,
    canonical: &str,
) -> String {
    let mut data = Object::default();
    data.text("@context", "https://schema.org");
    data.text("@type", if is_page { "WebPage" } else { "NewsArticle" });
    if let Some(section) = &article.section {
        data.text("articleSection", &section.name);
    }
    data.list("author", &mut article.authors.iter().map(|author| person(publication, author)));
    data.text("copyrightNotice", &article.copyright);
    data.text("dateModified", instant(&article.updated));
    data.text("datePublished", instant(&article.published));
    data.text("dateline", &article.dateline);
    data.text("description", &article.standfirst);
    data.text("headline", &article.headline);
    if !image.is_empty() {
        data.list("image", &mut Some(quoted(image)).into_iter());
    }
    data.text("inLanguage", &article.language);
    data.list("keywords", &mut article.topics.iter().map(|topic| quoted(&topic.name)));
    data.text("mainEntityOfPage", canonical);
    let mut publisher = Object::default();
    publisher.text("@type", "NewsMediaOrganization");
    publisher.text("name", &publication.title);
    data.value("publisher", &publisher.finish());
    if !is_page {
        data.value("wordCount", &article.word_count.to_string());
    }
    data.finish()
}

fn person(publication: &Publication, author: &Author) -> String {
    let list = Route::Author(author.slug.clone(), ListPage::Newest);
    let mut person = Object::default();
    person.text("@type", "Person");
    person.text("jobTitle", &author.role);
    person.text("name", &author.name);
    person.text("url", &absolute(publication, &list.address()));
    person.finish()
}

/// A JSON object that is being written. `serde_json` would be a quarter of the viewer's size.
#[derive(Default)]
struct Object(String);

impl Object {
    /// Adds a text, if it isn't empty.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.value(name, &quoted(text));
        }
    }

    /// Adds a list of values, if there are any.
    fn list(&mut self, name: &str, values: &mut dyn Iterator<Item = String>) {
        let mut list = String::new();
        for value in values {
            list.push(if list.is_empty() { '[' } else { ',' });
            list.push_str(&value);
        }
        if !list.is_empty() {
            list.push(']');
            self.value(name, &list);
        }
    }

    /// Adds a value, which is JSON.
    fn value(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        for part in [&quoted(name), ":", value] {
            self.0.push_str(part);
        }
    }

    fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A text in JSON. What could end a `script` element is escaped.
fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for c in text.chars() {
        match c {
            '\0'..='\x1f' | '<' | '>' | '&' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or_default();
                json.push_str("\\u00");
                json.push(digit(u32::from(c) >> 4));
                json.push(digit(u32::from(c) & 15));
            }
            '"' | '\\' => json.extend(['\\', c]),
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::quoted;

    /// `serde_json` reads the text back, and nothing in it can end a `script` element.
    #[test]
    fn quoted_texts() {
        let check = |text: &str, expected: &str| {
            assert_eq!(quoted(text), expected);
            assert_eq!(serde_json::from_str::<String>(expected).unwrap(), text);
        };
        check("", "\"\"");
        check("a “b” 한 😀", "\"a “b” 한 😀\"");
        check("\"\\/", "\"\\\"\\\\/\"");
        check("</script><!--&", "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
        check("a\n\t\0\x1f\x7f", "\"a\\u000a\\u0009\\u0000\\u001f\x7f\"");
    }
}
