//! Finds files whose names are spelled otherwise: in another letter case or Unicode composition, as
//! macOS and Windows don't tell apart.

use crate::file_name::folded;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The names in folders, by their folded forms.
#[derive(Default)]
pub(super) struct Folders(Mutex<HashMap<PathBuf, Arc<HashMap<String, OsString>>>>);

impl Folders {
    /// The file or folder that `path` names in another spelling: of its last two parts, so that no
    /// folder far above is looked into.
    pub(super) fn find(&self, path: &Path) -> Option<PathBuf> {
        self.find_in(path, 2)
    }

    fn find_in(&self, path: &Path, parts: usize) -> Option<PathBuf> {
        let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
        let folder = match fs::metadata(folder) {
            Ok(_) => folder.to_owned(),
            Err(_) if parts > 1 => self.find_in(folder, parts - 1)?,
            Err(_) => return None,
        };
        let found = self.names(&folder).get(&folded(name)).cloned();
        found.map(|name| folder.join(name))
    }

    fn names(&self, folder: &Path) -> Arc<HashMap<String, OsString>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = known.get(folder) {
            return Arc::clone(names);
        }
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut entries: Vec<OsString> = entries.map(|entry| entry.file_name()).collect();
        // The last of several would win.
        entries.sort_by(|a, b| b.cmp(a));
        let names = entries.into_iter().filter_map(|name| Some((folded(name.to_str()?), name)));
        let names = Arc::new(names.collect());
        known.insert(folder.to_owned(), Arc::clone(&names));
        names
    }
}
