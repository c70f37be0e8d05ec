//! A built paper: its pages, with titles and headings.
//!
//! Read from the HTML files, as the reference for what the viewer shows.

use anyhow::{Context as _, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages of the sample paper with a description: first one of each kind, then various articles.
pub const PAGES: [(&str, &str); 11] = [
    ("front", "front"),
    ("headlines", "headlines"),
    ("section", "craft"),
    ("author", "author/edith-marlow.html"),
    ("topic", "topic/telegraph.html"),
    ("article", "A"),
    ("article_with_notes", "article/what-a-place-name-promises.html"),
    ("article_from_plain_text", "article/reading-room-press.html"),
    ("article_in_korean", "article/geumsok-hwalja.html"),
    ("article_in_arabic", "article/huruf-al-matbaa.html"),
    ("article_in_japanese", "article/tate.html"),
];

/// One page of each kind.
pub fn kinds() -> &'static [(&'static str, &'static str)] {
    &PAGES[..6]
}

/// A built paper.
#[derive(Clone)]
pub struct Paper {
    /// Its folder.
    pub site: PathBuf,
    /// Its articles' files, newest first.
    pub articles: Vec<String>,
    /// The files of all its pages: the front page, the lists, the articles.
    pub pages: Vec<String>,
}

/// The title and heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The document's title.
    pub title: String,
    /// The page's first heading.
    pub heading: String,
}

impl Paper {
    /// The paper in the folder `site`.
    ///
    /// # Errors
    /// The folder isn't a built paper.
    pub fn open(site: &Path) -> Result<Paper> {
        let list = site.join("data/headlines.json");
        let text = fs::read_to_string(&list)
            .with_context(|| format!("{} is not a built paper", site.display()))?;
        let list: Value = text.parse()?;
        let headlines = list["headlines"].as_array().context("the list has no headlines")?;
        let slugs = headlines.iter().filter_map(|headline| headline["slug"].as_str());
        let articles = slugs.map(|slug| format!("article/{slug}.html")).collect();
        Ok(Paper { site: site.to_owned(), articles, pages: pages(site)? })
    }

    /// The data file of a page.
    ///
    /// # Errors
    /// There is no such page.
    pub fn data(&self, name: &str) -> Result<String> {
        Ok(format!("data/{}.json", self.file(name)?.trim_end_matches(".html")))
    }

    /// The file of the page with this name in a walk: `front`, `headlines`, `craft` (a section), a
    /// capital letter for an article (`A` is the newest, `B` the one before it), or a file.
    ///
    /// # Errors
    /// There is no such page.
    pub fn file(&self, name: &str) -> Result<String> {
        let letter = name.bytes().next().filter(|_| name.len() == 1);
        let file = match name {
            "front" => "index.html".to_owned(),
            "headlines" => "headlines.html".to_owned(),
            _ if Path::new(name).extension().is_some_and(|ending| ending == "html") => {
                name.to_owned()
            }
            _ => match letter.filter(u8::is_ascii_uppercase) {
                Some(letter) => {
                    let article = self.articles.get(usize::from(letter - b'A'));
                    article.with_context(|| format!("there is no article {name}"))?.clone()
                }
                None => format!("section/{name}.html"),
            },
        };
        self.site.join(&file).is_file().then_some(file).with_context(|| format!("no page {name}"))
    }

    /// The title and heading of the page in `file`.
    ///
    /// # Errors
    /// There is no such page, or it has no title or heading.
    pub fn printed(&self, file: &str) -> Result<Printed> {
        let html = fs::read_to_string(self.site.join(file)).with_context(|| file.to_owned())?;
        let text = |tag| inside(&html, tag).with_context(|| format!("{file} has no {tag}"));
        Ok(Printed { title: text("title")?, heading: text("h1")? })
    }

    /// The texts in `<main>` of the page in `file`, split at tags.
    ///
    /// # Errors
    /// There is no such page.
    pub fn words(&self, file: &str) -> Result<Vec<String>> {
        let html = fs::read_to_string(self.site.join(file)).with_context(|| file.to_owned())?;
        let main = element(&html, "main").with_context(|| format!("{file} has no main"))?;
        let words = between_tags(main).flat_map(str::split_whitespace).map(decoded);
        Ok(words.collect())
    }
}

/// The fallback pages of the host and of the service worker.
const IN_PLACE_OF_PAGES: [&str; 3] = ["404.html", "offline.html", "damaged.html"];

/// The HTML files in the folder `site` that are pages; redirects aren't.
fn pages(site: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html")
                && fs::read_to_string(&path)?.contains(" id=\"app\"")
                && let Some(file) = path.strip_prefix(site)?.to_str()
                && !IN_PLACE_OF_PAGES.contains(&file)
            {
                pages.push(file.replace(std::path::MAIN_SEPARATOR, "/"));
            }
        }
    }
    pages.sort();
    Ok(pages)
}

/// The address of a page's file, relative to the paper's root.
pub fn address(file: &str) -> &str {
    if file == "index.html" { "" } else { file }
}

/// The text of the first `<tag>`, with whitespace collapsed.
fn inside(html: &str, tag: &str) -> Option<String> {
    let text: String = between_tags(element(html, tag)?).collect();
    Some(one_space(&decoded(&text)))
}

/// The inner HTML of the first `<tag>`.
fn element<'a>(html: &'a str, tag: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("<{tag}"))?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

/// The pieces of text between tags and comments.
fn between_tags(html: &str) -> impl Iterator<Item = &str> {
    // All pieces except the first begin with a tag or a comment.
    html.split('<').enumerate().map(|(at, piece)| match at {
        0 => piece,
        _ => piece.split_once('>').map_or("", |(_, text)| text),
    })
}

/// Decodes character references.
fn decoded(text: &str) -> String {
    let references =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let mut text = text.to_owned();
    for (reference, character) in references {
        text = text.replace(reference, character);
    }
    text.replace("&amp;", "&")
}

/// Collapses whitespace.
pub fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn takes_the_text_of_an_element() {
        let html =
            "<title>A &amp; B</title><h1 tabindex=\"-1\">One <i>two</i><!-- -->\n three</h1>";
        assert_eq!(inside(html, "title").unwrap(), "A & B");
        assert_eq!(inside(html, "h1").unwrap(), "One two three");
    }
}
