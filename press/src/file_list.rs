//! The list of a site's files, by which the service worker downloads the whole edition, and the edition's
//! hash, by which the viewer detects a newer edition.

use crate::site::{Sink, SiteError};
use article::site_files::{FILE_LIST, HEADERS, PUBLICATION, WORKER};
use article::{FORMAT_VERSION, Publication};
use import::hash;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Files that are not listed: hosts don't serve the one, browsers cache the other by themselves.
const NOT_LISTED: [&str; 2] = [HEADERS, WORKER];

/// Files that are written last, whose names are reserved until then.
const WRITTEN_LAST: [&str; 2] = [PUBLICATION, FILE_LIST];

/// A sink that records the files that it passes on to another one.
pub struct FileList<'a> {
    sink: &'a dyn Sink,
    files: Mutex<BTreeMap<String, File>>,
}

struct File {
    bytes: u64,
    /// The beginning of the content's hash; empty if the name has one.
    hash: String,
}

impl<'a> FileList<'a> {
    /// Passes files on to `sink`.
    pub fn new(sink: &'a dyn Sink) -> FileList<'a> {
        FileList { sink, files: Mutex::default() }
    }

    /// Writes the publication, completed with the edition's hash and size, and the list.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn finish(self, mut publication: Publication) -> Result<(), SiteError> {
        let mut bytes = 0;
        let mut hashes = String::new();
        for (name, file) in self.files.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            hashes.extend([name.as_str(), "\n", file.hash.as_str()]);
            bytes += file.bytes;
        }
        publication.kilobytes = u32::try_from(bytes / 1000).unwrap_or(u32::MAX);
        publication.edition = hash::of_bytes(hashes.as_bytes())[..16].to_owned();
        self.write(PUBLICATION, &json_of(&publication))?;
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files: Vec<_> =
            files.iter().map(|(name, file)| json!([name, file.bytes, file.hash])).collect();
        let list = json!({ "version": FORMAT_VERSION, "files": files });
        self.sink.write(FILE_LIST, list.to_string().as_bytes())
    }

    fn record(&self, name: &str, bytes: u64, hash: String) {
        if NOT_LISTED.contains(&name) {
            return;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_owned(), File { bytes, hash });
    }

    fn record_content(&self, name: &str, bytes: &[u8]) {
        let hash = hash::of_bytes(bytes)[..12].to_owned();
        self.record(name, bytes.len() as u64, hash);
    }
}

/// A value of the published format as JSON.
pub fn json_of(value: &impl Serialize) -> Vec<u8> {
    // Serializing the format's types can't fail: they have string keys and no custom implementations.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Whether `file` is `name`, or is in a folder of that name, without regard to case.
fn conflicts_with(file: &str, name: &str) -> bool {
    let same = file.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    same && matches!(file.as_bytes().get(name.len()), None | Some(b'/'))
}

impl Sink for FileList<'_> {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        self.sink.write(file, bytes)?;
        self.record_content(file, bytes);
        Ok(())
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        if WRITTEN_LAST.iter().any(|name| conflicts_with(file, name)) {
            return Ok(false);
        }
        let written = self.sink.write_if_free(file, bytes)?;
        if written {
            self.record_content(file, bytes);
        }
        Ok(written)
    }

    /// Copied files have a hash in their names.
    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        self.sink.copy(file, from)?;
        let source = |error| SiteError::Source { path: from.to_owned(), error };
        let bytes = fs::metadata(from).map_err(|error| source(error.into()))?.len();
        self.record(file, bytes, String::new());
        Ok(())
    }
}
