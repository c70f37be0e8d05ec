//! A file of settings: TOML, YAML, JSON, or the literal values of a JavaScript program.

use super::javascript;
use crate::files;
use crate::value::{Node, parse_toml, parse_yaml};
use std::fs;
use std::path::Path;

/// The maximum size of a file of settings: 4 MB.
const MAX_BYTES: u64 = 4 << 20;

/// Settings that were read.
pub(super) struct Document {
    /// The file's name in messages.
    pub name: String,
    pub root: Node,
    /// Whether it is a program, of which only literal values are known.
    pub program: bool,
}

impl Document {
    /// Reads a file; `None` if it is not there, or is no settings.
    pub(super) fn read(path: &Path, name: &str) -> Option<Document> {
        // A link of the file system could lead anywhere.
        if !fs::symlink_metadata(path).ok()?.is_file() {
            return None;
        }
        let text = String::from_utf8(files::read(path, MAX_BYTES).ok()?).ok()?;
        let extension = path.extension()?.to_str()?;
        let program = matches!(extension, "js" | "ts" | "mjs" | "cjs");
        let root = match extension {
            "toml" => parse_toml(&text).ok()?,
            // JSON is YAML too.
            "yml" | "yaml" | "json" => parse_yaml(&text).ok()?,
            _ if program => javascript::literals(&text),
            "md" | "markdown" | "html" => front_matter(&text)?,
            _ => return None,
        };
        Some(Document { name: name.to_owned(), root, program })
    }

    /// The text at the first of these paths that has one: `i18n.defaultLocale`.
    pub(super) fn text(&self, paths: &[&str]) -> Option<&str> {
        paths.iter().find_map(|path| self.node(path)?.items().first()?.text())
    }

    /// The value at a path, whatever the letter case.
    pub(super) fn node(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(&self.root, |node, key| node.get(key))
    }
}

/// The front matter of a page that says something about its folder.
fn front_matter(text: &str) -> Option<Node> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let inner = text[fence.len()..].trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let end = inner
        .find(&["\n", fence].concat())
        .map(|end| end + 1)
        .or_else(|| inner.starts_with(fence).then_some(0))?;
    let inner = &inner[..end];
    if fence == "+++" { parse_toml(inner).ok() } else { parse_yaml(inner).ok() }
}
