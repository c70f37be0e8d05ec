//! The index of all articles: resolves the many ways to write a link to one.

use crate::drafts::draft::{Draft, slash_separated};
use crate::file_name::folded;
use article::Slug;
use article::percent;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::Path;

/// Maps file paths, aliases and slugs to articles.
#[derive(Default)]
pub(crate) struct ArticleIndex {
    by_file: HashMap<String, Slug>,
    by_address: HashMap<String, Slug>,
    dates: HashMap<Slug, Option<Date>>,
    /// By what articles are called, in one letter case: several may be called the same.
    by_name: HashMap<String, Vec<Slug>>,
}

impl ArticleIndex {
    /// Indexes these articles.
    pub(crate) fn new<'a>(drafts: impl Iterator<Item = &'a Draft>) -> ArticleIndex {
        let mut index = ArticleIndex::default();
        let mut former = Vec::new();
        for draft in drafts {
            let (slug, front_matter) = (&draft.slug, &draft.front_matter);
            let file = slash_separated(&draft.source.file);
            index.by_file.insert(without_extension(&file).to_owned(), slug.clone());
            index.by_file.insert(file, slug.clone());
            for address in front_matter.address().into_iter().chain(&front_matter.aliases) {
                let decoded = percent::decode(&address.text);
                let address = normalized_address(&decoded);
                index.by_address.entry(address).or_insert_with(|| slug.clone());
            }
            former.extend(draft.former.iter().map(|address| (normalized_address(address), slug)));
            index.dates.insert(slug.clone(), draft.date.map(|parsed| parsed.date));
            let name = folded(draft.called.as_str());
            index.by_name.entry(name).or_default().push(slug.clone());
        }
        // What articles say themselves comes before what settings imply.
        for (address, slug) in former {
            index.by_address.entry(address).or_insert_with(|| slug.clone());
        }
        index
    }

    /// The article with this slug.
    pub(crate) fn slug(&self, slug: &str) -> Option<Slug> {
        self.dates.get_key_value(&Slug::new(slug).ok()?).map(|(slug, _)| slug.clone())
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
