//! `dateline.toml`: the publication's settings. Each has a default.

mod authors;
mod language_guess;
mod menu;
mod sections;
mod site_settings;

pub use authors::{AuthorEntry, Authors};
pub use menu::{MenuEntry, MenuTarget};
pub use sections::Sections;

pub use crate::access::CONFIG_FILE;

use crate::access::{Access, AccessError, Purpose};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, LineIndex};
use crate::files::{self, ReadError};
use crate::settings::{self, Defaults, Excluded, Permalinks};
use crate::slugs::slug_of_name;
use crate::value::{Entry, Node, Value, parse_toml};
use article::{Href, Section, Slug};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The maximum size of the settings file: 16 MB.
const MAX_BYTES: u64 = 16 << 20;

/// The settings of a paper.
#[derive(Clone, Debug)]
pub struct Config {
    /// The paper's folder.
    pub folder: PathBuf,
    /// The paper's title; defaults to the folder's name.
    pub title: String,
    /// The tagline below the title; empty by default.
    pub tagline: String,
    /// The language of the paper, and of articles that don't set their own (BCP 47); `en` by
    /// default.
    pub language: String,
    /// Whether some settings say the language.
    pub says_language: bool,
    /// The publication's IANA time zone; UTC by default.
    pub zone: TimeZone,
    /// The site's public address, ending in `/`.
    pub base_url: Option<String>,
    /// The copyright holder; empty by default.
    pub copyright: String,
    /// Whether to write compressed copies next to the site's text files.
    pub compress: bool,
    /// Whether each page has its style in it; on by default.
    pub inline_style: bool,
    /// Whether `"` and `'` are converted to “ ” ‘ ’; on by default.
    pub typographic_quotes: bool,
    /// The moment of the build: what is of a later one is not printed yet.
    pub now: Timestamp,
    /// Whether articles whose day has not come yet are printed all the same.
    pub future: bool,
    /// Whether such articles are marked in their headlines.
    pub mark_future: bool,
    /// Folders outside the paper's folder from which articles may use media, relative to it.
    pub media_folders: Vec<PathBuf>,
    /// The sections, in the paper's order.
    pub sections: Sections,
    /// The authors.
    pub authors: Authors,
    /// Names and descriptions of sections, by slug, for those that `dateline.toml` doesn't name.
    pub section_names: HashMap<String, (String, String)>,
    /// The names of topics, by slug.
    pub topic_names: HashMap<String, String>,
    /// The files from which settings of other generators were taken, relative to the folder.
    pub settings_files: Vec<PathBuf>,
    /// Default values of front matter, by folder.
    pub defaults: Defaults,
    /// The files that other generators' settings leave out.
    pub excluded: Excluded,
    /// The form of addresses on the former site.
    pub permalinks: Permalinks,
    /// The entries of the menu; without any, it lists the pages.
    pub menu: Vec<MenuEntry>,
}

/// Why the settings can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is invalid; the diagnostics say how.
    #[error("the errors in {CONFIG_FILE} have to be fixed first")]
    Invalid,
    /// The file can't be read; it may be valid.
    #[error("{CONFIG_FILE} can't be read")]
    Unreadable(#[source] io::Error),
}

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

impl Config {
    /// The settings of a paper without `dateline.toml`.
    pub fn of_folder(folder: &Path) -> Config {
        Config {
            folder: folder.to_owned(),
            title: site_settings::telling_name(folder),
            tagline: String::new(),
            language: "en".to_owned(),
            says_language: false,
            zone: TimeZone::UTC,
            base_url: None,
            copyright: String::new(),
            compress: false,
            inline_style: true,
            typographic_quotes: true,
            now: Timestamp::now(),
            future: false,
            mark_future: false,
            media_folders: Vec::new(),
            sections: Sections::default(),
            authors: Authors::default(),
            section_names: HashMap::new(),
            topic_names: HashMap::new(),
            settings_files: Vec::new(),
            defaults: Defaults::default(),
            excluded: Excluded::default(),
            permalinks: Permalinks::default(),
            menu: Vec::new(),
        }
    }

    /// Reads `dateline.toml` of `folder`, and the settings of other site generators, over which it
    /// wins.
    ///
    /// # Errors
    /// If the file exists and can't be used.
    pub fn load(folder: &Path, diagnostics: &Diagnostics) -> Result<Config, ConfigError> {
        let settings = settings::read(folder);
        let mut config = Config::of_folder(folder);
        config.apply(&settings, diagnostics);
        let mut config = Config::read_own(folder, config, diagnostics)?;
        config.add_authors(&settings);
        config.guess_language(diagnostics);
        Ok(config)
    }

    /// Reads `dateline.toml` over what is known already.
    fn read_own(
        folder: &Path,
        config: Config,
        diagnostics: &Diagnostics,
    ) -> Result<Config, ConfigError> {
        let invalid = |message: String| {
            diagnostics.add(Diagnostic::new(DiagnosticKind::BadConfig, CONFIG_FILE, message));
            Err(ConfigError::Invalid)
        };
        let file = folder.join(CONFIG_FILE);
        match fs::symlink_metadata(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(config),
            Err(error) => return Err(ConfigError::Unreadable(error)),
            Ok(_) => {}
        }
        let path = match Access::new(folder, &[]).check(&file, Purpose::Settings) {
            Ok(path) => path,
            Err(AccessError::NotRegular) => {
                return invalid(format!("{CONFIG_FILE} is not a regular file"));
            }
            Err(AccessError::NotFound) => {
                return invalid(format!("{CONFIG_FILE} is a broken symbolic link"));
            }
            Err(_) => {
                return invalid(format!(
                    "{CONFIG_FILE} is a symbolic link to something outside the paper's folder and its git \
                     repository, or to something hidden"
                ));
            }
        };
        let text = match files::read(&path, MAX_BYTES) {
            Ok(bytes) => bytes,
            Err(ReadError::Io(error)) => return Err(ConfigError::Unreadable(error)),
            Err(error) => return invalid(format!("{CONFIG_FILE} can't be read: {error}")),
        };
        let Ok(text) = String::from_utf8(text) else {
            return invalid(format!("{CONFIG_FILE} is not in UTF-8"));
        };
        let lines = LineIndex::new(&text);
        let reader = ConfigReader { text: &text, lines, diagnostics, config, failed: false };
        reader.read().ok_or(ConfigError::Invalid)
    }
}

/// Reads the settings, and reports all errors before it fails.
struct ConfigReader<'a> {
    text: &'a str,
    lines: LineIndex<'a>,
    diagnostics: &'a Diagnostics,
    config: Config,
    failed: bool,
}

impl ConfigReader<'_> {
    fn read(mut self) -> Option<Config> {
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

    fn string(&mut self, node: &Node, key: &str) -> Option<String> {
        let node = node.get(key)?;
        match &node.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            _ => {
                self.fail(node.span.clone(), format!("`{key}` has to be text"), "");
                None
            }
        }
    }

    fn report_unknown(&self, node: &Node, known: &[&str]) {
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

    fn fail(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
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

#[cfg(test)]
mod tests;
