//! Makes stories of files.

pub mod dates;
mod slugs;
mod value;

pub(crate) use slugs::name_of;
pub(crate) use value::{Entry, Node, Value, parse_toml};

use crate::config::Config;
use crate::report::Report;
use article::{Article, MediaPath, Section, Slug};
use std::path::PathBuf;

/// A story as it was read.
#[derive(Debug)]
pub struct Story {
    /// The file it was read from.
    pub file: PathBuf,
    /// The article, without its neighbours.
    pub article: Article,
    /// When it was published.
    pub instant: Option<jiff::Timestamp>,
    /// Addresses it had before.
    pub aliases: Vec<String>,
    /// Articles to read with it.
    pub related: Vec<Slug>,
    /// Whether it may lead the front page.
    pub featured: bool,
    /// Files to copy into the site.
    pub media: Vec<MediaCopy>,
}

/// A file to copy into the site.
#[derive(Debug)]
pub struct MediaCopy {
    /// Where it is.
    pub from: PathBuf,
    /// Where it goes.
    pub to: MediaPath,
}

/// All that was read.
#[derive(Debug)]
pub struct Imported {
    /// The stories.
    pub stories: Vec<Story>,
    /// The sections, in their final order.
    pub sections: Vec<Section>,
}

/// Is told how far a long work is.
pub trait Progress: Sync {
    /// The work has `total` steps.
    fn start(&self, total: usize);
    /// A step is done.
    fn step(&self);
}

/// Reads the articles.
pub fn import(config: &Config, report: &Report, progress: &dyn Progress) -> Imported {
    let _ = (config, report);
    progress.start(0);
    Imported {
        stories: Vec::new(),
        sections: Vec::new(),
    }
}
