//! Addresses of the front page, of lists and of feeds, as site generators have them.

use crate::media_types::is_published;
use crate::slugs::slug_of_name;
use crate::sources::kinds::format_of;
use article::Slug;
use std::path::Path;

/// The front page, or a list of headlines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Listing {
    /// The front page.
    Front,
    /// All Headlines.
    All,
    /// The headlines of a section.
    Section(Slug),
    /// The headlines about a topic.
    Topic(Slug),
    /// The headlines by an author.
    Author(Slug),
    /// The headlines in a language.
    Language(Slug),
}

/// What stands before the name of a topic.
const TOPICS: [&str; 8] =
    ["tag", "tags", "topic", "topics", "label", "labels", "keyword", "keywords"];
/// What stands before the name of a section, or of a topic.
const SECTIONS: [&str; 5] = ["category", "categories", "section", "sections", "series"];
/// What stands before the name of an author.
const AUTHORS: [&str; 5] = ["author", "authors", "people", "contributors", "writers"];
/// What lists all articles.
const ALL: [&str; 10] = [
    "blog",
    "posts",
    "post",
    "articles",
    "archive",
    "archives",
    "all",
    "headlines",
    "stories",
    "news",
];
const FEEDS: [&str; 10] = [
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed",
    "rss",
    "atom",
    "feed.atom",
    "feed.rss",
    "rss2.xml",
];

/// Whether an address without query and fragment is that of a feed.
pub(crate) fn is_feed(path: &str) -> bool {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    FEEDS.iter().any(|name| last.eq_ignore_ascii_case(name))
}

/// What the page at `segments`, as seen from the site's root, may list, the likeliest first. `place`
/// is what follows `#`: on a page of all topics, it names one.
pub(crate) fn listings(segments: &[String], place: &str) -> Vec<Listing> {
    let parts: Vec<String> = segments.iter().map(|part| part.to_lowercase()).collect();
    let mut parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    strip_file(&mut parts);
    let is_later_page = strip_page(&mut parts);
    let Some(last) = parts.last().copied() else {
        // The front page has the newest headlines only.
        return vec![if is_later_page { Listing::All } else { Listing::Front }];
    };
    if is_published(Path::new(last)) || format_of(Path::new(last)).is_some() {
        return Vec::new();
    }
    let known = [&TOPICS[..], &SECTIONS, &AUTHORS].concat();
    let kind = parts.iter().rposition(|part| known.contains(part));
    let mut found = Vec::new();
    if let Some(at) = kind {
        let name = if at + 1 < parts.len() { last } else { place };
        found.extend(named(parts[at], name));
        if at + 1 == parts.len() {
            found.push(Listing::All);
        }
    }
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() == 1 {
        found.extend(slug_of_name(last).map(Listing::Section));
        found.extend(Slug::new(last).ok().map(Listing::Language));
    }
    if parts.iter().all(|part| ALL.contains(part) || is_number(part)) {
        found.push(Listing::All);
    }
    found
}

/// The lists called `name` of this kind.
fn named(kind: &str, name: &str) -> Vec<Listing> {
    let Some(slug) = slug_of_name(name) else {
        return Vec::new();
    };
    if AUTHORS.contains(&kind) {
        return vec![Listing::Author(slug)];
    }
    let both = [Listing::Topic(slug.clone()), Listing::Section(slug)];
    let mut both = Vec::from(both);
    if SECTIONS.contains(&kind) {
        both.reverse();
    }
    both
}

/// Removes the name of the file that hosts send for a folder, and the ending of another.
fn strip_file(parts: &mut Vec<&str>) {
    const ENDINGS: [&str; 5] = [".html", ".htm", ".php", ".md", ".xhtml"];
    let Some(last) = parts.pop() else { return };
    let name = ENDINGS.iter().find_map(|ending| last.strip_suffix(ending));
    let is_folder = match name {
        Some(name) => ["index", "_index", "default", "home"].contains(&name),
        None => ["index", "_index"].contains(&last),
    };
    if !is_folder {
        parts.push(name.unwrap_or(last));
    }
}

/// Removes what numbers the page of a list: `page/2`, `page2`. Whether there was such.
fn strip_page(parts: &mut Vec<&str>) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = |last: &str| {
        let number = last.strip_prefix("page").map(|rest| rest.trim_start_matches(['-', ':']));
        number.is_some_and(is_number)
    };
    let count = match parts.as_slice() {
        [.., "page" | "p", number] if is_number(number) => 2,
        [.., last] if numbered(last) => 1,
        _ => 0,
    };
    parts.truncate(parts.len() - count);
    count > 0
}

#[cfg(test)]
mod tests {
    use super::{is_feed, listings};
    use expect_test::{Expect, expect};

    fn check(addresses: &[&str], expected: Expect) {
        let shown = |address: &&str| {
            let (path, place) = address.split_once('#').unwrap_or((address, ""));
            let segments: Vec<String> =
                path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            let found = if is_feed(path) {
                "feed".to_owned()
            } else {
                let found = listings(&segments, place);
                found.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join(", ")
            };
            format!("{address}: {}\n", found.replace("Slug(", "").replace("\")", "\""))
        };
        expected.assert_eq(&addresses.iter().map(shown).collect::<String>());
    }

    #[test]
    fn addresses_of_lists() {
        check(
            &[
                "/",
                "/index.html",
                "/page/2/",
                "/page2/",
                "/tags/Ships/",
                "/tag/c++.html",
                "/tags/#ships",
                "/blog/tags/ships/page/3/",
                "/category/world/asia/",
                "/author/kim-dae/",
                "/categories/",
                "/world/",
                "/world/index.php",
                "/fr/",
                "/blog/",
                "/blog/page/2",
                "/archives/2014/05/",
                "/2014/",
                "/about/us/",
            ],
            expect![[r#"
                /: Front
                /index.html: Front
                /page/2/: All
                /page2/: All
                /tags/Ships/: Topic("ships"), Section("ships")
                /tag/c++.html: Topic("c-plus-plus"), Section("c-plus-plus")
                /tags/#ships: Topic("ships"), Section("ships"), All, Section("tags"), Language("tags")
                /blog/tags/ships/page/3/: Topic("ships"), Section("ships")
                /category/world/asia/: Section("asia"), Topic("asia")
                /author/kim-dae/: Author("kim-dae")
                /categories/: All, Section("categories"), Language("categories")
                /world/: Section("world"), Language("world")
                /world/index.php: Section("world"), Language("world")
                /fr/: Section("fr"), Language("fr")
                /blog/: Section("blog"), Language("blog"), All
                /blog/page/2: Section("blog"), Language("blog"), All
                /archives/2014/05/: All
                /2014/: Section("2014"), Language("2014"), All
                /about/us/: 
            "#]],
        );
    }

    #[test]
    fn addresses_of_feeds() {
        check(
            &["/feed.xml", "/feed/", "/tags/ships/index.xml", "/Atom.XML", "/feeding/"],
            expect![[r#"
                /feed.xml: feed
                /feed/: feed
                /tags/ships/index.xml: feed
                /Atom.XML: feed
                /feeding/: Section("feeding"), Language("feeding")
            "#]],
        );
    }
}
