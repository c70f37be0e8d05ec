//! What other generators' settings say, as the paper's own.

use super::{AuthorEntry, CONFIG_FILE, Config, language_guess};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::settings::{Field, SiteSettings};
use crate::slugs::{slug_of, slug_of_name};
use article::Href;
use jiff::tz::TimeZone;
use std::fs;
use std::path::Path;

/// The name of the folder, or of the nearest above it whose name tells something.
pub(super) fn telling_name(folder: &Path) -> String {
    const TELLING_NOTHING: [&str; 18] = [
        "content",
        "src",
        "source",
        "posts",
        "_posts",
        "post",
        "blog",
        "docs",
        "pages",
        "articles",
        "site",
        "website",
        "www",
        "public",
        "public_html",
        "html",
        "_site",
        "data",
    ];
    let canonical = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let names = || canonical.ancestors().filter_map(|path| path.file_name()?.to_str());
    let telling = names().find(|name| !TELLING_NOTHING.contains(&&*name.to_lowercase()));
    telling.or_else(|| names().next()).unwrap_or("Dateline").to_owned()
}

impl Config {
    /// Takes what the settings say, and tells of it.
    pub(super) fn apply(&mut self, settings: &SiteSettings, diagnostics: &Diagnostics) {
        for (field, value) in &settings.values {
            if !self.set(*field, value) {
                let file = settings
                    .taken
                    .iter()
                    .find(|(_, taken)| taken.contains(&crate::settings::Taken::Field(*field)));
                let file = file.map_or("", |(file, _)| file.as_str());
                let message = format!("`{value:.100}` can't be used from these settings");
                let diagnostic = Diagnostic::new(DiagnosticKind::BadSetting, file, message);
                diagnostics.add(diagnostic.help("set it in dateline.toml"));
            }
        }
        self.future |= settings.future;
        self.permalinks = settings.permalinks.clone();
        self.defaults = settings.defaults.clone();
        self.excluded = settings.excluded.clone();
        self.settings_files = settings.taken.keys().map(Into::into).collect();
        for section in &settings.sections {
            if let Some(slug) = slug_of_name(&section.folder) {
                let names = (section.name.clone(), section.description.clone());
                self.section_names.entry(slug.as_str().to_owned()).or_insert(names);
            }
        }
        for (topic, name) in &settings.topics {
            if let Some(slug) = slug_of_name(topic) {
                self.topic_names.entry(slug.as_str().to_owned()).or_insert_with(|| name.clone());
            }
        }
        tell(settings, diagnostics);
    }

    /// Adds the authors that `dateline.toml` doesn't name.
    pub(super) fn add_authors(&mut self, settings: &SiteSettings) {
        for author in &settings.authors {
            let known = self.authors.find(&author.key).or_else(|| self.authors.find(&author.name));
            let Some(slug) = slug_of_name(&author.key).or_else(|| slug_of(&author.name)) else {
                continue;
            };
            if known.is_none() {
                let (name, role, bio) =
                    (author.name.clone(), author.role.clone(), author.bio.clone());
                self.authors.add(&author.key, AuthorEntry { slug, name, role, bio });
            }
        }
    }

    /// Takes the language from the texts if no settings say it.
    pub(super) fn guess_language(&mut self, diagnostics: &Diagnostics) {
        if self.says_language {
            return;
        }
        if let Some(language) = language_guess::guess(&self.folder) {
            let message = format!(
                "most texts look like `{language}`, which is taken for the paper's language"
            );
            let diagnostic = Diagnostic::new(DiagnosticKind::TakenSettings, CONFIG_FILE, message);
            diagnostics
                .add(diagnostic.help(format!("write language = \"{language}\", or another")));
            language.clone_into(&mut self.language);
        }
    }

    /// Sets a value. `false` if it can't be used.
    fn set(&mut self, field: Field, value: &str) -> bool {
        match field {
            Field::Title => value.clone_into(&mut self.title),
            Field::Tagline => value.clone_into(&mut self.tagline),
            Field::Copyright => value.clone_into(&mut self.copyright),
            Field::Language => {
                let tag = value.replace('_', "-");
                // `en-US.UTF-8`
                let tag = tag.split('.').next().unwrap_or_default();
                match tag.parse::<icu_locale_core::LanguageIdentifier>() {
                    // Hexo's `default`.
                    Ok(language) if tag.len() < 8 || tag.contains('-') => {
                        self.language = language.to_string();
                        self.says_language = true;
                    }
                    _ => return false,
                }
            }
            Field::TimeZone => match TimeZone::get(value) {
                Ok(zone) => self.zone = zone,
                Err(_) => return false,
            },
            Field::BaseUrl => return self.set_base_url(value),
        }
        true
    }

    fn set_base_url(&mut self, address: &str) -> bool {
        let address = match address.strip_prefix("//") {
            Some(rest) => ["https://", rest].concat(),
            None => address.to_owned(),
        };
        let web = address.starts_with("https://") || address.starts_with("http://");
        // A path alone is no address: `/`.
        let Some(href) = Href::new(&address).ok().filter(|href| web && !href.host().is_empty())
        else {
            return address.starts_with('/');
        };
        // Where its developers look at it.
        let own = ["localhost", "127.0.0.1", "0.0.0.0"];
        let host = href.host().split(':').next().unwrap_or_default().to_owned();
        if !own.contains(&&*host) && !address.contains(['?', '#', ' ', '"', '{', '<']) {
            let slash = if address.ends_with('/') { "" } else { "/" };
            self.base_url = Some([&address, slash].concat());
        }
        true
    }
}

/// Notes what was taken from which file.
fn tell(settings: &SiteSettings, diagnostics: &Diagnostics) {
    for (file, taken) in &settings.taken {
        let names: Vec<&str> = taken.iter().map(|taken| taken.name()).collect();
        let message = format!("from these settings: {}", names.join(", "));
        let diagnostic = Diagnostic::new(DiagnosticKind::TakenSettings, file, message);
        diagnostics.add(diagnostic.help("dateline.toml wins over them"));
    }
    for file in &settings.programs {
        let message = "this is a program and not run: only literal values in it are known";
        let diagnostic = Diagnostic::new(DiagnosticKind::TakenSettings, file, message);
        diagnostics.add(diagnostic.help("set in dateline.toml what it computes"));
    }
}
