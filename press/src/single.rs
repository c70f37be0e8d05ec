//! A paper that is one file: pages, data, pictures, style and viewer in a single HTML document, which
//! opens from a disk, from an e-mail, from any host, and fetches nothing.
//!
//! The paper's data is written as for a site, but into memory; `document` renders its pages and puts all
//! into one document.

mod document;

use crate::site::{Changes, DryRun, Sink, SiteError};
use crate::viewer_files::ViewerFiles;
use import::generated::is_single_file;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

/// What most mail hosts take at most, in bytes.
const MAIL_LIMIT: usize = 25_000_000;

/// A paper in the making. Until [`SingleFile::publish`] nothing is written.
#[derive(Debug)]
pub struct SingleFile {
    target: PathBuf,
    /// Refuses what a site would refuse.
    names: DryRun,
    parts: Mutex<Parts>,
}

/// What goes into the document.
#[derive(Debug, Default)]
struct Parts {
    /// Files by their names in a site.
    written: BTreeMap<String, Vec<u8>>,
    /// Pictures, recordings, documents: where they are now, by their names in a site.
    media: BTreeMap<String, PathBuf>,
}

impl SingleFile {
    /// Begins a paper that will be the file `target`.
    ///
    /// # Errors
    /// When there is something at `target` that is not a paper of Dateline's.
    pub fn begin(target: &Path) -> Result<SingleFile, SiteError> {
        if target.is_dir() || target.file_name().is_none() {
            return Err(SiteError::NoFile(target.to_owned()));
        }
        if target.exists() && !is_single_file(target) {
            return Err(SiteError::ForeignFile(target.to_owned()));
        }
        Ok(SingleFile {
            target: target.to_owned(),
            names: DryRun::default(),
            parts: Mutex::default(),
        })
    }

    /// Makes the document and puts it in its place, in one step.
    ///
    /// # Errors
    /// When something can't be read or written; what stood there stands there still.
    pub fn publish(self, viewer: Option<&ViewerFiles>) -> Result<Changes, SiteError> {
        let parts = self.parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let document = document::document(&parts, viewer)?;
        let name = self.target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if document.len() > MAIL_LIMIT {
            let megabytes = document.len() / 1_000_000;
            eprintln!(
                "note: {name} has {megabytes} MB, more than most mail hosts take; \
                 pictures and films are what makes a paper large"
            );
        }
        let fresh = self.target.with_file_name(format!(".{name}.new-{}", process::id()));
        let put = write_through(&fresh, document.as_bytes())
            .and_then(|()| fs::rename(&fresh, &self.target));
        put.map_err(|error| {
            // It may not be there.
            let _ = fs::remove_file(&fresh);
            SiteError::Io { doing: "write", path: self.target.clone(), error }
        })?;
        Ok(Changes { written: vec![name], unchanged: 0 })
    }

    fn parts<T>(&self, work: impl FnOnce(&mut Parts) -> T) -> T {
        work(&mut self.parts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sink for SingleFile {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        self.names.write(file, bytes)?;
        self.parts(|parts| parts.written.insert(file.to_owned(), bytes.to_owned()));
        Ok(())
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        let free = self.names.write_if_free(file, bytes)?;
        if free {
            self.parts(|parts| parts.written.insert(file.to_owned(), bytes.to_owned()));
        }
        Ok(free)
    }

    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        self.names.copy(file, from)?;
        self.parts(|parts| parts.media.insert(file.to_owned(), from.to_owned()));
        Ok(())
    }
}

/// Writes a file so that it is on the disk before it takes another's place.
fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // One that is left from a build that died may be there.
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
