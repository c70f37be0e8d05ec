//! Reads the settings of `dateline.toml` from parsed TOML.

use super::{AuthorEntry, CONFIG_FILE, Config};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, LineIndex};
use crate::slugs::slug_of_name;
use crate::value::{Entry, Node, Value, parse_toml};
use article::{Href, Section, Slug};
use jiff::tz::TimeZone;
use std::ops::Range;
use std::path::PathBuf;

const SETTINGS: [&str; 13] = [
    "title",
    "tagline",
    "language",
    "time_zone",
    "base_url",
    "copyright",
    "compress",
    "inline_style",
    "typographic_quotes",
    "media",
    "sections",
    "authors",
    "menu",
];
const MEDIA_SETTINGS: [&str; 1] = ["folders"];
const SECTION_SETTINGS: [&str; 3] = ["slug", "name", "description"];
/// The first applies to `[[authors]]` only: others have their slug as key.
const AUTHOR_SETTINGS: [&str; 4] = ["slug", "name", "role", "bio"];

/// Reads the settings, and reports all errors before it fails.
pub(super) struct ConfigReader<'a> {
    text: &'a str,
    pub(super) lines: LineIndex<'a>,
    diagnostics: &'a Diagnostics,
    pub(super) config: Config,
    failed: bool,
}

impl<'a> ConfigReader<'a> {
    /// Reads `text` over what `config` says already.
    pub(super) fn new(
        text: &'a str,
        config: Config,
        diagnostics: &'a Diagnostics,
    ) -> ConfigReader<'a> {
        ConfigReader { text, lines: LineIndex::new(text), diagnostics, config, failed: false }
    }

    /// The settings, unless some are invalid.
    pub(super) fn read(mut self) -> Option<Config> {
        match parse_toml(self.text) {
            Ok(root) => {
                self.report_unknown(&root, &SETTINGS);
                self.settings(&root);
            }
            Err(error) => {
                self.fail(error.span, error.message, "see https://toml.io for how TOML is written");
            }
        }
        (!self.failed).then_some(self.config)
    }

    fn settings(&mut self, root: &Node) {
        if let Some(title) = self.string(root, "title").filter(|title| !title.is_empty()) {
            self.config.title = title;
        }
        if let Some(tagline) = self.string(root, "tagline") {
            self.config.tagline = tagline;
        }
        if let Some(copyright) = self.string(root, "copyright") {
            self.config.copyright = copyright;
        }
        if let Some(node) = root.get("language") {
            self.language(node);
        }
        if let Some(node) = root.get("time_zone") {
            self.zone(node);
        }
        if let Some(node) = root.get("base_url") {
            self.base_url(node);
        }
        if let Some(compress) = self.boolean(root, "compress") {
            self.config.compress = compress;
        }
        if let Some(inline_style) = self.boolean(root, "inline_style") {
            self.config.inline_style = inline_style;
        }
        if let Some(quotes) = self.boolean(root, "typographic_quotes") {
            self.config.typographic_quotes = quotes;
        }
        if let Some(media) = root.get("media") {
            self.media(media);
        }
        for section in root.get("sections").map_or(&[][..], Node::items) {
            self.section(section);
        }
        if let Some(authors) = root.get("authors") {
            self.authors(authors);
        }
        if let Some(menu) = root.get("menu") {
            self.menu(menu);
        }
    }

    fn language(&mut self, node: &Node) {
        match node.text().map(str::parse::<icu_locale_core::LanguageIdentifier>) {
            Some(Ok(language)) => {
                self.config.language = language.to_string();
                self.config.says_language = true;
            }
            _ => self.fail(
                node.span.clone(),
                "this is not a language",
                "write its BCP 47 tag: \"en\", \"ko\", \"pt-BR\"",
            ),
        }
    }

    fn zone(&mut self, node: &Node) {
        let name = node.text().unwrap_or_default();
        match TimeZone::get(name) {
            Ok(zone) => self.config.zone = zone,
            Err(_) => {
                let names: Vec<String> =
                    jiff::tz::db().available().map(|zone| zone.to_string()).collect();
                let help = match suggestion(name, names.iter().map(String::as_str)) {
                    Some(known) => format!("did you mean \"{known}\"?"),
                    None => "write its IANA name: \"Asia/Seoul\", \"America/New_York\"".to_owned(),
                };
                self.fail(node.span.clone(), "this is not a time zone", &help);
            }
        }
    }

    fn base_url(&mut self, node: &Node) {
        let address = node.text().unwrap_or_default();
        let web = address.starts_with("https://") || address.starts_with("http://");
        match Href::new(address) {
            Ok(href)
                if web && !href.host().is_empty() && !address.contains(['?', '#', ' ', '"']) =>
            {
                let slash = if address.ends_with('/') { "" } else { "/" };
                self.config.base_url = Some([address, slash].concat());
            }
            _ => self.fail(
                node.span.clone(),
                "this is not the address of a site",
                "write the whole address: \"https://example.org/paper/\"",
            ),
        }
    }

    fn boolean(&mut self, root: &Node, name: &str) -> Option<bool> {
        let node = root.get(name)?;
        match node.text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                let message = format!("`{name}` has to be true or false");
                self.fail(node.span.clone(), message, "");
                None
            }
        }
    }

    fn media(&mut self, node: &Node) {
        self.report_unknown(node, &MEDIA_SETTINGS);
        for folder in node.get("folders").map_or(&[][..], Node::items) {
            let path = PathBuf::from(folder.text().unwrap_or_default());
            if folder.text().is_some() && self.config.folder.join(&path).is_dir() {
                self.config.media_folders.push(path);
            } else {
                let help = "write the folder as seen from the paper's: folders = [\"../assets\"]";
                self.fail(folder.span.clone(), "there is no such folder", help);
            }
        }
    }

    fn section(&mut self, node: &Node) {
        self.report_unknown(node, &SECTION_SETTINGS);
        let Some(slug) = node.get("slug") else {
            return self.fail(
                node.span.clone(),
                "this section has no slug",
                "add slug = \"world\"",
            );
        };
        match Slug::new(slug.text().unwrap_or_default()) {
            Err(error) => self.fail(slug.span.clone(), error.to_string(), ""),
            // The folder of its list pages would have the same name as another section's page.
            Ok(known) if known.as_str().to_ascii_lowercase().ends_with(".html") => {
                self.fail(slug.span.clone(), "a section's slug can't end in .html", "");
            }
            Ok(address) => {
                let name = self.string(node, "name");
                let name = name.unwrap_or_else(|| crate::slugs::name_of(address.as_str()));
                let description = self.string(node, "description").unwrap_or_default();
                if !self.config.sections.add(Section { slug: address, name, description }) {
                    self.fail(slug.span.clone(), "another section has this slug", "");
                }
            }
        }
    }

    /// `[authors.kim]`, or `[[authors]]` with `slug = "kim"`.
    fn authors(&mut self, node: &Node) {
        if let Value::Map(authors) = &node.value {
            for Entry { key, key_span, node } in authors {
                self.report_unknown(node, &AUTHOR_SETTINGS[1..]);
                self.author(key, key_span.clone(), node);
            }
            return;
        }
        for author in node.items() {
            self.report_unknown(author, &AUTHOR_SETTINGS);
            match author.get("slug").and_then(|slug| Some((slug.text()?, slug.span.clone()))) {
                Some((slug, span)) => self.author(slug, span, author),
                None => self.fail(
                    author.span.clone(),
                    "this author has no slug",
                    "write [authors.kim], or add slug = \"kim\"",
                ),
            }
        }
    }

    fn author(&mut self, key: &str, span: Range<usize>, node: &Node) {
        if let Err(error) = Slug::new(key) {
            return self.fail(span, error.to_string(), "");
        }
        let Some(slug) = slug_of_name(key) else {
            return self.fail(span, "no slug can be made of this name", "use a letter or digit");
        };
        let author = AuthorEntry {
            slug,
            name: self.string(node, "name").unwrap_or_else(|| key.to_owned()),
            role: self.string(node, "role").unwrap_or_default(),
            bio: self.string(node, "bio").unwrap_or_default(),
        };
        if !self.config.authors.add(key, author) {
            let message =
                "another author has this slug, perhaps with other capitals or punctuation";
            self.fail(span, message, "");
        }
    }

    pub(super) fn string(&mut self, node: &Node, key: &str) -> Option<String> {
        let node = node.get(key)?;
        match &node.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            _ => {
                self.fail(node.span.clone(), format!("`{key}` has to be text"), "");
                None
            }
        }
    }

    pub(super) fn report_unknown(&self, node: &Node, known: &[&str]) {
        for entry in node.entries() {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("there is no setting `{}`", entry.key);
            let help = match suggestion(&entry.key, known.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("the settings here are {}", known.join(", ")),
            };
            let location = self.lines.location(entry.key_span.clone(), "");
            let diagnostic = Diagnostic::new(DiagnosticKind::UnknownSetting, CONFIG_FILE, message);
            self.diagnostics.add(diagnostic.at(location).help(help));
        }
    }

    pub(super) fn fail(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.failed = true;
        let diagnostic = Diagnostic::new(DiagnosticKind::BadConfig, CONFIG_FILE, message);
        self.diagnostics.add(diagnostic.at(self.lines.location(span, "")).help(help));
    }
}

/// The most similar of `known`, for "did you mean".
fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .map(|known| (strsim::jaro_winkler(&word, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}
