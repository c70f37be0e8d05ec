//! What the press has made before: it is not read as articles, and may be replaced.

use crate::files;
use article::site_files;
use std::io::Read;
use std::path::Path;

/// What a paper in one file begins with.
pub const SINGLE_FILE_MARK: &str = "<!doctype html><!-- A paper in one file, made by Dateline -->";

/// Whether the file at `path` is a paper that Dateline has made.
pub fn is_single_file(path: &Path) -> bool {
    let mut start = vec![0; SINGLE_FILE_MARK.len()];
    let read = files::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok());
    read && start == SINGLE_FILE_MARK.as_bytes()
}

/// Whether a folder is a site that Dateline has made.
pub fn is_site(folder: &Path) -> bool {
    folder.join(site_files::PUBLICATION).is_file()
}
