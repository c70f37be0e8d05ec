//! A paper as a single file: pages, data, pictures, style sheet and viewer in one HTML document, which opens
//! from a disk, from an e-mail, from any host, and fetches nothing.
//!
//! The paper's data is written as for a site, but into memory; `document` renders the pages from it.

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

/// The limit of common mail services, in bytes.
const MAIL_LIMIT: usize = 25_000_000;

/// A single file that is being built. Nothing is written before [`SingleFile::publish`].
#[derive(Debug)]
pub struct SingleFile {
    target: PathBuf,
    /// Checks names as for a site.
    names: DryRun,
    parts: Mutex<Parts>,
}

/// The files that go into the document.
#[derive(Debug, Default)]
struct Parts {
    /// Written files, by their names in a site.
    written: BTreeMap<String, Vec<u8>>,
    /// The paths of pictures, recordings and documents, by their names in a site.
    media: BTreeMap<String, PathBuf>,
}

impl SingleFile {
    /// Starts to build the file `target`.
    ///
    /// # Errors
    /// When there is something at `target` that was not made by Dateline.
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

    /// Makes the document and replaces the target atomically.
    ///
    /// # Errors
    /// When something can't be read or written; the target is then unchanged.
    pub fn publish(self, viewer: Option<&ViewerFiles>) -> Result<Changes, SiteError> {
        let parts = self.parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let document = document::document(&parts, viewer)?;
        let name = self.target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if document.len() > MAIL_LIMIT {
            let megabytes = document.len() / 1_000_000;
            eprintln!("note: {name} has {megabytes} MB, more than most mail services accept");
        }
        let temporary = self.target.with_file_name(format!(".{name}.new-{}", process::id()));
        let put = write_and_sync(&temporary, document.as_bytes())
            .and_then(|()| fs::rename(&temporary, &self.target));
        put.map_err(|error| {
            // It may not exist.
            let _ = fs::remove_file(&temporary);
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

/// Writes a file, and waits until it is on the disk.
fn write_and_sync(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A killed build may have left one: it is overwritten.
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
