//! `dateline.toml`: the publication's settings. Each has a default.

mod authors;
mod language_guess;
mod menu;
mod reader;
mod sections;
mod site_settings;

pub use authors::{AuthorEntry, Authors};
pub use menu::{MenuEntry, MenuTarget};
pub use sections::Sections;

pub use crate::access::CONFIG_FILE;

use crate::access::{Access, AccessError, Purpose};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::files::{self, ReadError};
use crate::settings::{self, Defaults, Permalinks};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use reader::ConfigReader;
use std::collections::HashMap;
use std::fs;
use std::io;
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
    /// The files from which settings of other generators were taken, relative to the folder.
    pub settings_files: Vec<PathBuf>,
    /// Default values of front matter, by folder.
    pub defaults: Defaults,
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
            settings_files: Vec::new(),
            defaults: Defaults::default(),
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
        ConfigReader::new(&text, config, diagnostics).read().ok_or(ConfigError::Invalid)
    }
}

#[cfg(test)]
mod tests;
