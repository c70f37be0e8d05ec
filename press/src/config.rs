//! The paper's settings: `dateline.toml`.

use crate::report::Report;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The paper's settings.
#[derive(Debug)]
pub struct Config {
    /// The folder of articles.
    pub folder: PathBuf,
    /// The paper's name.
    pub title: String,
    /// A line under the name.
    pub tagline: String,
    /// The paper's language (BCP 47).
    pub language: String,
    /// The paper's time zone.
    pub zone: jiff::tz::TimeZone,
    /// The address the site will have; ends with `/`.
    pub base_url: Option<String>,
    /// Who owns what is printed.
    pub copyright: String,
    /// The sections, in the order of the paper.
    pub sections: Vec<article::Section>,
    /// What is known about authors, by slug.
    pub authors: BTreeMap<String, AuthorEntry>,
}

/// What `dateline.toml` says about an author.
#[derive(Debug)]
pub struct AuthorEntry {
    /// The name as printed.
    pub name: String,
    /// What the author is to the paper.
    pub role: String,
    /// Some words about the author.
    pub bio: String,
}

impl Config {
    /// Reads the settings of the paper in `folder`.
    pub fn load(folder: &Path, report: &Report) -> Option<Config> {
        let _ = report;
        Some(Config {
            folder: folder.to_owned(),
            title: "Paper".to_owned(),
            tagline: String::new(),
            language: "en".to_owned(),
            zone: jiff::tz::TimeZone::UTC,
            base_url: None,
            copyright: String::new(),
            sections: Vec::new(),
            authors: BTreeMap::new(),
        })
    }
}
