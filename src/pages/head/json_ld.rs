//! An article as JSON-LD (schema.org `NewsArticle`, `WebPage`).

use super::{absolute, instant};
use crate::route::{ListPage, Route};
use article::{Article, Publication};

/// The article, with the addresses of its image and of its page, which may be empty.
pub fn article(
    publication: &Publication,
    article: &Article,
    is_page: bool,
    image: &str,
    canonical: &str,
) -> String {
    let mut json = Json::default();
    json.open("", "{");
    json.text("@context", "https://schema.org");
    json.text("@type", if is_page { "WebPage" } else { "NewsArticle" });
    if let Some(section) = &article.section {
        json.text("articleSection", &section.name);
    }
    if !article.authors.is_empty() {
        json.open("author", "[");
        for author in &article.authors {
            let list = Route::Author(author.slug.clone(), ListPage::Newest);
            json.open("", "{");
            json.text("@type", "Person");
            json.text("jobTitle", &author.role);
            json.text("name", &author.name);
            json.text("url", &absolute(publication, &list.address()));
            json.close("}");
        }
        json.close("]");
    }
    json.text("copyrightNotice", &article.copyright);
    json.text("dateModified", instant(&article.updated));
    json.text("datePublished", instant(&article.published));
    json.text("dateline", &article.dateline);
    json.text("description", &article.standfirst);
    json.text("headline", &article.headline);
    if !image.is_empty() {
        json.open("image", "[");
        json.text("", image);
        json.close("]");
    }
    json.text("inLanguage", &article.language);
    if !article.topics.is_empty() {
        json.open("keywords", "[");
        for topic in &article.topics {
            json.text("", &topic.name);
        }
        json.close("]");
    }
    json.text("mainEntityOfPage", canonical);
    json.open("publisher", "{");
    json.text("@type", "NewsMediaOrganization");
    json.text("name", &publication.title);
    json.close("}");
    if !is_page {
        json.number("wordCount", article.word_count);
    }
    json.close("}");
    json.0
}

/// JSON that is being written: values in an object with their names, in a list with an empty one.
///
/// `serde_json` would be a quarter of the viewer's size. What is called often isn't to be inlined.
#[derive(Default)]
struct Json(String);

impl Json {
    /// Begins an object or a list.
    #[inline(never)]
    fn open(&mut self, name: &str, bracket: &str) {
        self.name(name);
        self.0.push_str(bracket);
    }

    /// Ends an object or a list.
    fn close(&mut self, bracket: &str) {
        self.0.push_str(bracket);
    }

    /// Adds a text, if it isn't empty.
    #[inline(never)]
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            self.quoted(text);
        }
    }

    /// Adds a number.
    fn number(&mut self, name: &str, number: u32) {
        self.name(name);
        self.0.push_str(&number.to_string());
    }

    /// Adds the name of the next value, and a comma before it if there is a value already.
    #[inline(never)]
    fn name(&mut self, name: &str) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[')) {
            self.0.push_str(",");
        }
        if !name.is_empty() {
            self.quoted(name);
            self.0.push_str(":");
        }
    }

    /// Adds a text in quotation marks. What could end a `script` element is escaped.
    fn quoted(&mut self, text: &str) {
        let json = &mut self.0;
        json.push('"');
        for c in text.chars() {
            match c {
                '\0'..='\x1f' | '<' | '>' | '&' => {
                    json.push_str("\\u00");
                    for digit in [c as usize >> 4, c as usize & 15] {
                        json.push(char::from(b"0123456789abcdef"[digit]));
                    }
                    continue;
                }
                '"' | '\\' => json.push('\\'),
                _ => {}
            }
            json.push(c);
        }
        json.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    /// `serde_json` reads the text back, and nothing in it can end a `script` element.
    #[test]
    fn quoted_texts() {
        let check = |text: &str, expected: &str| {
            let mut json = Json::default();
            json.quoted(text);
            assert_eq!(json.0, expected);
            assert_eq!(serde_json::from_str::<String>(expected).unwrap(), text);
        };
        check("", "\"\"");
        check("a “b” 한 😀", "\"a “b” 한 😀\"");
        check("\"\\/", "\"\\\"\\\\/\"");
        check("</script><!--&", "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
        check("a\n\t\0\x1f\x7f", "\"a\\u000a\\u0009\\u0000\\u001f\x7f\"");
    }
}
