//! Default values of front matter by folder: Jekyll's `defaults`, Hugo's `cascade`, Eleventy's data
//! files of folders.

use super::document::Document;
use crate::value::{Entry, Node, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// Default values, the nearest last.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    /// The folder with the articles, as seen from the one that `scope` is seen from.
    inner: PathBuf,
    /// The folder or file that the values are for.
    scope: PathBuf,
    /// The collection that they are for, by its folder: `_posts`. Empty if for all.
    collection: String,
    values: Vec<Entry>,
}

impl Defaults {
    /// The values for an article; of several for one key the nearest.
    pub(crate) fn of(&self, file: &Path) -> Vec<&Entry> {
        let mut values: Vec<&Entry> = Vec::new();
        let mut rules: Vec<&Rule> = self.rules.iter().filter(|rule| rule.fits(file)).collect();
        // The most exact scope first.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.scope.components().count()));
        for entry in rules.into_iter().flat_map(|rule| &rule.values) {
            if !values.iter().any(|known| known.key.eq_ignore_ascii_case(&entry.key)) {
                values.push(entry);
            }
        }
        values
    }

    /// Jekyll's list of `{scope: {path, type}, values}`.
    pub(super) fn add_jekyll(&mut self, defaults: &Node, inner: &Path) -> bool {
        let before = self.rules.len();
        for item in defaults.items() {
            let scope = |key: &str| item.get("scope").and_then(|scope| scope.get(key)?.text());
            let collection = match scope("type") {
                None | Some("") => String::new(),
                Some(kind) => format!("_{kind}"),
            };
            let path = scope("path").unwrap_or_default().trim_start_matches('/');
            // `_posts/**/*.md`: what stands before the first star is near enough.
            let path = path.split('*').next().unwrap_or_default();
            self.add(inner, path, collection, item.get("values"));
        }
        self.rules.len() > before
    }

    /// Hugo's `cascade` of a folder: values, or a list of them with targets.
    pub(super) fn add_cascade(&mut self, cascade: &Node, folder: &Path) -> bool {
        let before = self.rules.len();
        let targeted =
            |item: &Node| ["_target", "target"].iter().any(|key| item.get(key).is_some());
        for item in cascade.items().iter().filter(|item| !targeted(item)) {
            self.add(Path::new(""), &folder.to_string_lossy(), String::new(), Some(item));
        }
        self.rules.len() > before
    }

    /// Eleventy's `posts/posts.json` and `posts/posts.11tydata.json`; the last file that has some.
    pub(super) fn add_eleventy(&mut self, folder: &Path) -> Option<String> {
        let mut found = None;
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
        let mut folders: Vec<PathBuf> = folders.chain([folder.to_owned()]).collect();
        folders.sort();
        for path in folders {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let scope = if path == folder { "" } else { name };
            for extension in ["json", "11tydata.json", "yml", "yaml"] {
                let file = format!("{name}.{extension}");
                let shown = Path::new(scope).join(&file).display().to_string();
                let Some(data) = Document::read(&path.join(&file), &shown) else {
                    continue;
                };
                self.add(Path::new(""), scope, String::new(), Some(&data.root));
                found = Some(shown);
            }
        }
        found
    }

    fn add(&mut self, inner: &Path, scope: &str, collection: String, values: Option<&Node>) {
        let entries = values.map_or(&[][..], |values| values.entries());
        if entries.is_empty() {
            return;
        }
        let values = entries.iter().map(unplaced).collect();
        let (inner, scope) = (inner.to_owned(), PathBuf::from(scope));
        self.rules.push(Rule { inner, scope, collection, values });
    }
}

impl Rule {
    fn fits(&self, file: &Path) -> bool {
        let whole = self.inner.join(file);
        let in_collection = || whole.components().any(|part| *part.as_os_str() == *self.collection);
        whole.starts_with(&self.scope) && (self.collection.is_empty() || in_collection())
    }
}

/// The entry without its place: that is in another file.
fn unplaced(entry: &Entry) -> Entry {
    Entry { key: entry.key.clone(), key_span: 0..0, node: without_span(&entry.node) }
}

fn without_span(node: &Node) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(without_span).collect()),
        Value::Map(entries) => Value::Map(entries.iter().map(unplaced).collect()),
        other => other.clone(),
    };
    Node { value, span: 0..0 }
}
