//! What a site holds: the list by which a reader's browser keeps the whole edition offline, and the
//! mark by which it knows a new one.

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

/// What a reader's browser can't have, or has by another way.
const LEFT_OUT: [&str; 2] = [HEADERS, WORKER];

/// What is written when everything else is, and whose place is taken all the same.
const COMES_LAST: [&str; 2] = [PUBLICATION, FILE_LIST];

/// Passes files on to a site, and notes them.
pub struct Contents<'a> {
    sink: &'a dyn Sink,
    files: Mutex<BTreeMap<String, File>>,
}

struct File {
    bytes: u64,
    mark: String,
}

impl<'a> Contents<'a> {
    /// Notes what goes into `sink`.
    pub fn of(sink: &'a dyn Sink) -> Contents<'a> {
        Contents { sink, files: Mutex::default() }
    }

    /// Writes the publication, which says what edition this is, and the list.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn finish(self, mut publication: Publication) -> Result<(), SiteError> {
        let mut bytes = 0;
        let mut marks = String::new();
        for (name, file) in self.files.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            marks.extend([name.as_str(), "\n", file.mark.as_str()]);
            bytes += file.bytes;
        }
        publication.kilobytes = u32::try_from(bytes / 1000).unwrap_or(u32::MAX);
        publication.edition = hash::of_bytes(marks.as_bytes())[..16].to_owned();
        self.write(PUBLICATION, &json_of(&publication))?;
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files: Vec<_> =
            files.iter().map(|(name, file)| json!([name, file.bytes, file.mark])).collect();
        let list = json!({ "version": FORMAT_VERSION, "files": files });
        self.sink.write(FILE_LIST, list.to_string().as_bytes())
    }

    fn note(&self, name: &str, bytes: u64, mark: String) {
        if LEFT_OUT.contains(&name) {
            return;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_owned(), File { bytes, mark });
    }

    fn note_text(&self, name: &str, bytes: &[u8]) {
        let mark = hash::of_bytes(bytes)[..12].to_owned();
        self.note(name, bytes.len() as u64, mark);
    }
}

/// A value of the format, as the bundle has it.
pub fn json_of(value: &impl Serialize) -> Vec<u8> {
    // The format's types hold nothing that JSON has no word for.
    serde_json::to_vec(value).unwrap_or_default()
}

/// Whether `file` is `name`, or lies in a folder of that name; on some systems capitals don't matter.
fn takes_place_of(file: &str, name: &str) -> bool {
    let same = file.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    same && matches!(file.as_bytes().get(name.len()), None | Some(b'/'))
}

impl Sink for Contents<'_> {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        self.sink.write(file, bytes)?;
        self.note_text(file, bytes);
        Ok(())
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        if COMES_LAST.iter().any(|name| takes_place_of(file, name)) {
            return Ok(false);
        }
        let written = self.sink.write_if_free(file, bytes)?;
        if written {
            self.note_text(file, bytes);
        }
        Ok(written)
    }

    /// What is copied has a hash in its name, which is mark enough.
    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        self.sink.copy(file, from)?;
        let source = |error| SiteError::Source { path: from.to_owned(), error };
        let bytes = fs::metadata(from).map_err(|error| source(error.into()))?.len();
        self.note(file, bytes, String::new());
        Ok(())
    }
}
