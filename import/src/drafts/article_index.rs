//! The index of all articles: resolves the many ways to write a link to one.

use crate::drafts::draft::{Draft, slash_separated};
use crate::drafts::listings::{Listing, listings};
use crate::file_name::folded;
use crate::slugs::{slug_of, slug_of_name};
use crate::sources::kinds::CONTENT_FOLDERS;
use article::percent;
use article::{Slug, Target};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// No id of a place is longer, in bytes.
const MAX_PLACE_LEN: usize = 200;

/// Every article's slug, by its file, by its old addresses, and by itself.
#[derive(Default)]
pub(crate) struct ArticleIndex {
    by_file: HashMap<String, Slug>,
    /// By files without their endings, in one letter case and composition.
    by_folded_file: HashMap<String, Slug>,
    by_address: HashMap<String, Slug>,
    /// The folders with articles.
    folders: HashSet<String>,
    /// By the names of files and by titles, in one letter case and composition.
    by_page: HashMap<String, Slug>,
    dates: HashMap<Slug, Option<Date>>,
    /// The slugs of pages that are no articles.
    pages: HashSet<Slug>,
    /// By what articles are called, in one letter case: several may be called the same.
    by_name: HashMap<String, Vec<Slug>>,
    /// What stands behind `#` in all texts: the places that links may lead to.
    linked_places: HashSet<String>,
}

impl ArticleIndex {
    /// Indexes these articles.
    pub(crate) fn new<'a>(drafts: impl Iterator<Item = &'a Draft>) -> ArticleIndex {
        let mut index = ArticleIndex::default();
        let mut former = Vec::new();
        for draft in drafts {
            let (slug, front_matter) = (&draft.slug, &draft.front_matter);
            let file = slash_separated(&draft.source.file);
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            if !index.folders.contains(folder) {
                index.folders.insert(folder.to_owned());
            }
            let bare = without_extension(&file);
            let bare = bare.strip_suffix("/index").unwrap_or(bare);
            index.by_folded_file.entry(folded(bare)).or_insert_with(|| slug.clone());
            let stem = bare.rsplit('/').next().unwrap_or(bare);
            index.by_page.entry(folded(stem)).or_insert_with(|| slug.clone());
            if let Some(title) = &front_matter.title {
                index.by_page.entry(folded(&title.text)).or_insert_with(|| slug.clone());
            }
            index.by_file.insert(without_extension(&file).to_owned(), slug.clone());
            index.by_file.insert(file, slug.clone());
            for address in front_matter.address().into_iter().chain(&front_matter.aliases) {
                let decoded = percent::decode(&address.text);
                let address = normalized_address(&decoded);
                index.by_address.entry(address).or_insert_with(|| slug.clone());
            }
            former.extend(draft.former.iter().map(|address| (normalized_address(address), slug)));
            index.add_linked_places(&draft.source.text);
            index.dates.insert(slug.clone(), draft.date.map(|parsed| parsed.date));
            if draft.is_page {
                index.pages.insert(slug.clone());
            }
            let name = folded(draft.called.as_str());
            index.by_name.entry(name).or_default().push(slug.clone());
        }
        // What articles say themselves comes before what settings imply.
        for (address, slug) in former {
            index.by_address.entry(address).or_insert_with(|| slug.clone());
        }
        index
    }

    /// Adds what stands behind each `#` of a text that could be in an address.
    fn add_linked_places(&mut self, text: &str) {
        let mut at = 0;
        while let Some(found) = text[at..].find('#') {
            let start = at + found + 1;
            let begins = text[..start - 1].ends_with(|c: char| !c.is_whitespace() && c != '#');
            let ends = |c: char| c.is_whitespace() || "#)>]|\"'{}".contains(c);
            let length = text[start..].find(ends).unwrap_or(text.len() - start);
            if begins && length > 0 && length <= MAX_PLACE_LEN {
                let place = percent::decode(&text[start..start + length]);
                self.linked_places.insert(place);
            }
            at = start + length.min(MAX_PLACE_LEN);
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Whether some link may lead to a place with this id.
    pub(crate) fn is_linked_place(&self, id: &str) -> bool {
        self.linked_places.contains(id)
    }

    /// The article with this slug.
    pub(crate) fn slug(&self, slug: &str) -> Option<Slug> {
        self.dates.get_key_value(&Slug::new(slug).ok()?).map(|(slug, _)| slug.clone())
    }

    /// Whether the slug is of a page, and not of an article.
    pub(crate) fn is_page(&self, slug: &Slug) -> bool {
        self.pages.contains(slug)
    }

    /// A link to the article or page with this slug.
    pub(crate) fn target(&self, slug: Slug, fragment: String) -> Target {
        match self.is_page(&slug) {
            true => Target::Page { slug, fragment },
            false => Target::Article { slug, fragment },
        }
    }

    /// Resolves a link from the article in `file` to `path` (percent-decoded, without query and
    /// fragment).
    pub(crate) fn find(&self, file: &Path, path: &str) -> Option<Slug> {
        // In Zola, `@/` is the content folder: `@/type/2024-x.md`.
        let (path, from_root) = match path.strip_prefix("@/") {
            Some(path) => (path, true),
            None => (path, path.starts_with('/')),
        };
        let segments =
            resolve_segments(if from_root { Path::new("") } else { file.parent()? }, path)?;
        let whole = segments.join("/");
        self.find_by_file(&whole)
            .or_else(|| self.by_address.get(&whole).cloned())
            .or_else(|| self.by_address.get(&normalized_address(path)).cloned())
            .or_else(|| self.find_by_slug(&segments, from_root))
            .or_else(|| self.find_by_last_segment(path, from_root))
            .or_else(|| self.by_folded_file.get(&folded(without_extension(&whole))).cloned())
            .or_else(|| self.find_below(&segments))
    }

    /// What a link from the article in `file` to `path` may list, the likeliest first; `place` is
    /// what follows `#`.
    pub(crate) fn listings(&self, file: &Path, path: &str, place: &str) -> Vec<Listing> {
        let from_root = path.starts_with('/') || path.starts_with("@/");
        let path = path.strip_prefix("@").unwrap_or(path);
        let is_up = |part: &&str| matches!(*part, "" | "." | "..");
        let folder = file.parent().unwrap_or(Path::new(""));
        let below: Vec<String> =
            path.split('/').filter(|part| !is_up(part)).map(str::to_owned).collect();
        let in_folder = || resolve_segments(folder, path).unwrap_or_default();
        let is_index = below.iter().all(|part| part.starts_with("index."));
        let seen = if from_root || !is_index { below } else { in_folder() };
        let mut wanted = listings(&seen, place);
        wanted.extend(self.section_of(&seen));
        if is_index && !wanted.is_empty() {
            wanted.push(Listing::Front);
        }
        wanted
    }

    /// The section of the articles in a folder of the paper.
    fn section_of(&self, folder: &[String]) -> Option<Listing> {
        let is_index = |name: &String| name.starts_with("index.") || name.starts_with("_index.");
        let folder = match folder.split_last() {
            Some((last, above)) if is_index(last) => above,
            _ => folder,
        };
        let whole = folder.join("/");
        let known =
            ["", "content/"].iter().any(|above| self.folders.contains(&[above, &*whole].concat()));
        let mut names = folder.iter().filter(|name| !CONTENT_FOLDERS.contains(&name.as_str()));
        let section = names.next().filter(|_| known)?;
        slug_of_name(section).map(Listing::Section)
    }

    /// The article that a wiki calls `page`: by its path, its file's name or its title.
    pub(crate) fn find_page(&self, file: &Path, page: &str) -> Option<Slug> {
        let name = folded(page.rsplit('/').next().unwrap_or(page));
        let by_name = || self.by_page.get(without_extension(&name)).cloned();
        let path = folded(without_extension(page.trim_start_matches('/')));
        let by_path = || self.by_folded_file.get(&path).cloned();
        let named = by_path().or_else(by_name);
        named.or_else(|| self.find(file, page)).or_else(|| self.slug(slug_of(page)?.as_str()))
    }

    /// `/blog/release/v1/`, where the site's root had folders above those of the paper.
    fn find_below(&self, segments: &[String]) -> Option<Slug> {
        const MAX_DEPTH: usize = 12;
        let known = (1..segments.len().saturating_sub(1).min(MAX_DEPTH)).find_map(|above| {
            let path = segments[above..].join("/");
            self.by_folded_file.get(&folded(without_extension(&path)))
        });
        known.cloned()
    }

    fn find_by_file(&self, path: &str) -> Option<Slug> {
        const CONTENT: [&str; 6] = ["", "content/", "_posts/", "posts/", "src/", "blog/"];
        CONTENT.iter().find_map(|folder| {
            let path = [folder, path].concat();
            let found =
                self.by_file.get(&path).or_else(|| self.by_file.get(without_extension(&path)));
            found.or_else(|| self.by_file.get(&[&path, "/index"].concat())).cloned()
        })
    }

    /// An address whose last segment is a slug: `/blog/slug`, or `/2016/03/01/slug/` if the article
    /// is of that day.
    fn find_by_slug(&self, segments: &[String], from_root: bool) -> Option<Slug> {
        let (last, above) = segments.split_last()?;
        let name = last.strip_suffix(".html").unwrap_or(last);
        let called = self.by_name.get(&folded(name)).into_iter().flatten().cloned();
        let numbers: Vec<i64> = above.iter().filter_map(|part| part.parse().ok()).collect();
        let fits = |slug: &Slug| match self.dates[slug] {
            _ if numbers.is_empty() => above.len() <= 1 || !from_root,
            Some(date) => {
                let own = [i64::from(date.year()), i64::from(date.month()), i64::from(date.day())];
                own.starts_with(&numbers)
            }
            None => true,
        };
        self.slug(name).into_iter().chain(called).find(fits)
    }

    /// A relative address whose last segment is a slug: `../other-article/`, relative to the
    /// article's folder on the former site, or Jekyll's `post_url` form `2014-03-12-slug`.
    fn find_by_last_segment(&self, path: &str, from_root: bool) -> Option<Slug> {
        if from_root {
            return None;
        }
        let last = path.trim_end_matches('/').rsplit('/').next()?;
        let last = without_extension(last);
        let undated = last.splitn(4, '-').nth(3).unwrap_or_default();
        let called = |name: &str| self.by_name.get(&folded(name))?.first().cloned();
        let found = self.slug(last).or_else(|| self.slug(undated));
        found.or_else(|| called(last)).or_else(|| called(undated))
    }
}

fn without_extension(path: &str) -> &str {
    [".md", ".markdown", ".html", ".htm", ".txt"]
        .iter()
        .find_map(|extension| path.strip_suffix(extension))
        .unwrap_or(path)
}

/// An address without leading and trailing slashes and without a final `index.html`.
pub(crate) fn normalized_address(address: &str) -> String {
    let address = address.trim().trim_matches('/');
    let address = address.strip_suffix("index.html").unwrap_or(address);
    address.trim_end_matches('/').to_owned()
}

/// The segments of `path`, resolved against `folder`; `None` if it leads out of the root.
fn resolve_segments(folder: &Path, path: &str) -> Option<Vec<String>> {
    let mut segments: Vec<String> = Vec::new();
    let folder = slash_separated(folder);
    for part in folder.split('/').chain(path.split('/')) {
        match part.trim() {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            part => segments.push(part.to_owned()),
        }
    }
    Some(segments)
}
