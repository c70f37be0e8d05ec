//! Which files the settings of a site generator leave out of the site.

use super::document::Document;
use super::{Place, SiteSettings, Taken};
use crate::value::Node;
use regex::Regex;
use std::path::{Path, PathBuf};

/// What is left out.
#[derive(Clone, Debug, Default)]
pub struct Excluded {
    /// How the paper's folder is called from the one with the settings.
    inner: PathBuf,
    /// For paths from the folder with the settings, with slashes and one in front.
    patterns: Vec<Regex>,
    /// What is not left out, whatever the patterns say.
    exceptions: Vec<Regex>,
    /// If names that begin with `_` are left out: those that are not.
    underscored: Option<Vec<String>>,
}

impl Excluded {
    /// Whether a file or folder of the paper is left out.
    pub(crate) fn has(&self, path: &Path) -> bool {
        if self.patterns.is_empty() && self.underscored.is_none() {
            return false;
        }
        let whole = self.inner.join(path);
        // Who builds a folder wants it, whatever it is called.
        let below = || path.iter().map(|name| name.to_string_lossy());
        let is_underscored = |known: &Vec<String>| {
            below().any(|name| name.starts_with('_') && !known.iter().any(|known| *known == *name))
        };
        let slashed = slashed(&whole);
        let fits = |pattern: &Regex| pattern.is_match(&slashed);
        if self.exceptions.iter().any(fits) {
            return false;
        }
        self.underscored.as_ref().is_some_and(is_underscored) || self.patterns.iter().any(fits)
    }

    /// Adds a pattern, unless it leaves out the whole paper.
    fn add(&mut self, pattern: Regex) {
        if !pattern.is_match(&slashed(&self.inner)) {
            self.patterns.push(pattern);
        }
    }

    /// Adds globs. Those without a slash are for names in every folder if `anywhere`.
    fn add_globs<'a>(&mut self, globs: impl Iterator<Item = &'a str>, anywhere: bool) -> bool {
        let before = self.patterns.len();
        for glob in globs {
            match glob.strip_prefix('!') {
                Some(glob) => self.exceptions.extend(regex_of(glob, anywhere)),
                None => regex_of(glob, anywhere).into_iter().for_each(|regex| self.add(regex)),
            }
        }
        self.patterns.len() > before
    }
}

/// A path with a slash before each name.
fn slashed(path: &Path) -> String {
    path.iter().map(|name| ["/", &name.to_string_lossy()].concat()).collect()
}

/// A glob as a regular expression for a path that begins with a slash, and for what is below it.
fn regex_of(glob: &str, anywhere: bool) -> Option<Regex> {
    let glob = glob.trim();
    let rooted = glob.starts_with('/') || glob.trim_end_matches('/').contains('/');
    let start = if anywhere && !rooted { "/(?:.*/)?" } else { "/" };
    let inner = glob.trim_start_matches("./").trim_matches('/');
    if inner.is_empty() {
        return None;
    }
    let mut out = ["^", start].concat();
    let mut braces = 0;
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '*' if rest.starts_with("**/") => {
                out.push_str("(?:.*/)?");
                length = 3;
            }
            '*' => {
                length = rest.len() - rest.trim_start_matches('*').len();
                out.push_str(".*");
            }
            '?' => out.push('.'),
            '{' => {
                braces += 1;
                out.push_str("(?:");
            }
            '}' if braces > 0 => {
                braces -= 1;
                out.push(')');
            }
            ',' if braces > 0 => out.push('|'),
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        rest = &rest[length..];
    }
    out.push_str("(?:/|$)");
    Regex::new(&out).ok()
}

/// Jekyll's `exclude`, and what it reads no folder for: names that begin with `_`, but for those of
/// posts, of collections with pages, and of `include`.
pub(super) fn of_jekyll(place: &Place<'_>, config: &Document, settings: &mut SiteSettings) {
    let excluded = &mut settings.excluded;
    excluded.inner.clone_from(&place.inner);
    let texts = |key: &str| {
        let items = config.node(key).map_or(&[][..], Node::items);
        items.iter().filter_map(Node::text).map(str::to_owned).collect::<Vec<_>>()
    };
    let names = texts("exclude");
    if excluded.add_globs(names.iter().map(String::as_str), false) {
        settings.note(Taken::Excluded, &config.name);
    }
    let excluded = &mut settings.excluded;
    let include = texts("include");
    excluded.exceptions.extend(include.iter().filter_map(|name| regex_of(name, false)));
    let mut known = vec!["_posts".to_owned(), "_drafts".to_owned()];
    known.extend(
        include
            .iter()
            .filter_map(|name| name.trim_matches('/').split('/').next_back())
            .map(str::to_owned),
    );
    let collections = config.node("collections").map_or(&[][..], Node::entries);
    let has_pages = |node: &Node| node.get("output").is_some_and(Node::is_true);
    let with_pages = collections.iter().filter(|entry| has_pages(&entry.node));
    known.extend(with_pages.map(|entry| ["_", &entry.key].concat()));
    if !collections.is_empty() {
        settings.note(Taken::Collections, &config.name);
    }
    settings.excluded.underscored = Some(known);
}

/// Hugo's `ignoreFiles`: regular expressions for whole paths.
pub(super) fn of_hugo(place: &Place<'_>, config: &Document, settings: &mut SiteSettings) {
    let Some(node) = config.node("ignoreFiles") else { return };
    settings.excluded.inner.clone_from(&place.inner);
    let patterns = node.items().iter().filter_map(Node::text);
    let patterns: Vec<Regex> = patterns.filter_map(|pattern| Regex::new(pattern).ok()).collect();
    if !patterns.is_empty() {
        patterns.into_iter().for_each(|pattern| settings.excluded.add(pattern));
        settings.note(Taken::Excluded, &config.name);
    }
}

/// Zola's `ignored_content`: globs for paths below `content`.
pub(super) fn of_zola(place: &Place<'_>, config: &Document, settings: &mut SiteSettings) {
    let Some(node) = config.node("ignored_content") else { return };
    settings.excluded.inner.clone_from(&place.inner);
    let globs: Vec<String> = node
        .items()
        .iter()
        .filter_map(Node::text)
        .flat_map(|glob| [["content/", glob].concat(), ["content/**/", glob].concat()])
        .collect();
    if settings.excluded.add_globs(globs.iter().map(String::as_str), false) {
        settings.note(Taken::Excluded, &config.name);
    }
}

/// Hexo's `exclude` and `ignore`, and names that begin with `_` other than those of posts.
pub(super) fn of_hexo(place: &Place<'_>, config: &Document, settings: &mut SiteSettings) {
    settings.excluded.inner.clone_from(&place.inner);
    let texts =
        |key: &str| config.node(key).map_or(&[][..], Node::items).iter().filter_map(Node::text);
    let globs: Vec<String> = texts("exclude")
        .chain(texts("ignore"))
        .flat_map(|glob| [glob.to_owned(), ["source/", glob].concat()])
        .collect();
    if settings.excluded.add_globs(globs.iter().map(String::as_str), false) {
        settings.note(Taken::Excluded, &config.name);
    }
    let mut known = vec!["_posts".to_owned(), "_drafts".to_owned()];
    known.extend(
        texts("include")
            .filter_map(|name| name.trim_end_matches(['/', '*']).rsplit('/').next())
            .map(str::to_owned),
    );
    settings.excluded.underscored = Some(known);
}

/// Docusaurus: names that begin with `_` are parts of pages.
pub(super) fn of_docusaurus(place: &Place<'_>, settings: &mut SiteSettings) {
    settings.excluded.inner.clone_from(&place.inner);
    settings.excluded.underscored = Some(Vec::new());
}

/// Folders and files of an Obsidian vault, which `file` names.
pub(super) fn of_obsidian(
    place: &Place<'_>,
    names: &[String],
    file: &str,
    settings: &mut SiteSettings,
) {
    settings.excluded.inner.clone_from(&place.inner);
    if settings.excluded.add_globs(names.iter().map(String::as_str), false) {
        settings.note(Taken::Excluded, file);
    }
}

/// Eleventy's `.eleventyignore`: lines as in `.gitignore`.
pub(super) fn of_eleventy(place: &Place<'_>, settings: &mut SiteSettings) {
    const NAME: &str = ".eleventyignore";
    const MAX_BYTES: u64 = 1 << 16;
    let path = place.root.join(NAME);
    if !std::fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
        return;
    }
    let text = crate::files::read(&path, MAX_BYTES).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    settings.excluded.inner.clone_from(&place.inner);
    if settings.excluded.add_globs(lines, true) {
        settings.note(Taken::Excluded, &[&place.up, NAME].concat());
    }
}

#[cfg(test)]
mod tests {
    use super::Excluded;
    use expect_test::{Expect, expect};
    use std::path::Path;

    fn check(globs: &[&str], anywhere: bool, paths: &[&str], expected: Expect) {
        let mut excluded = Excluded::default();
        excluded.add_globs(globs.iter().copied(), anywhere);
        let out = paths.iter().filter(|path| excluded.has(Path::new(path)));
        expected.assert_eq(&out.copied().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn globs() {
        let paths =
            ["vendor", "vendor/a.md", "a/vendor/b.md", "a.md", "a/x.tmp.md", "x.tmp.md", "a/b.txt"];
        check(&["vendor"], false, &paths, expect!["vendor vendor/a.md"]);
        check(&["vendor/"], true, &paths, expect!["vendor vendor/a.md a/vendor/b.md"]);
        check(&["*.tmp.md"], false, &paths, expect!["a/x.tmp.md x.tmp.md"]);
        check(&["a/*.{txt,tmp.md}"], false, &paths, expect!["a/x.tmp.md a/b.txt"]);
        check(&["**/vendor/*"], false, &paths, expect!["vendor/a.md a/vendor/b.md"]);
        check(
            &["*", "!a.md"],
            false,
            &paths,
            expect!["vendor vendor/a.md a/vendor/b.md a/x.tmp.md x.tmp.md a/b.txt"],
        );
        check(&["a?md", "", "/"], false, &paths, expect!["a.md"]);
    }
}
