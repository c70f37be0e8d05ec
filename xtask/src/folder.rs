//! Lists and copies folders.

use anyhow::{Context as _, Result};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// All files below a folder, by their relative paths.
pub(crate) fn files_below(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let path = folder.join(&below);
        let entries = fs::read_dir(&path);
        for entry in entries.with_context(|| format!("{} can't be read", path.display()))? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                waiting.push(name);
            } else {
                files.insert(name);
            }
        }
    }
    Ok(files)
}

/// Copies the contents of a folder into another.
pub(crate) fn copy(from: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copied = into.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &copied)?;
        } else {
            fs::copy(entry.path(), copied)?;
        }
    }
    Ok(())
}

/// Makes the folder `into` equal to `from`. Unchanged files aren't written, because cargo rebuilds the press when a
/// file in `dist/` is newer.
pub(crate) fn replace(from: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    let mut names = BTreeSet::<OsString>::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        names.insert(entry.file_name());
        let copied = into.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            replace(&entry.path(), &copied)?;
        } else if fs::read(&copied).ok() != Some(fs::read(entry.path())?) {
            fs::copy(entry.path(), &copied)?;
        }
    }
    for entry in fs::read_dir(into)? {
        let entry = entry?;
        if names.contains(&entry.file_name()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{files_below, replace};
    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_is_the_same_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("dateline-replace-{}", std::process::id()));
        let (from, into) = (folder.join("from"), folder.join("into"));
        let files =
            [("from/same", "1"), ("from/a/new", "2"), ("into/same", "1"), ("into/a/old", "3")];
        for (file, text) in files {
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            fs::write(folder.join(file), text).unwrap();
        }
        let earlier = SystemTime::now() - Duration::from_secs(3600);
        let same = fs::File::options().write(true).open(into.join("same")).unwrap();
        same.set_modified(earlier).unwrap();
        replace(&from, &into).unwrap();
        assert_eq!(fs::metadata(into.join("same")).unwrap().modified().unwrap(), earlier);
        let expected = ["a/new", "same"].map(PathBuf::from);
        assert_eq!(files_below(&into).unwrap().into_iter().collect::<Vec<_>>(), expected);
        fs::remove_dir_all(folder).unwrap();
    }
}
