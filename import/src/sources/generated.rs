//! Recognizes the press's own output, which is not imported and may be overwritten.

use crate::files;
use article::site_files;
use std::io::Read;
use std::path::Path;

/// The first bytes of a single-file paper.
pub const SINGLE_FILE_MARK: &str = "<!doctype html><!-- A paper in one file, made by Dateline -->";

/// Whether the file at `path` is a single-file paper made by Dateline.
pub fn is_single_file(path: &Path) -> bool {
    let mut start = vec![0; SINGLE_FILE_MARK.len()];
    let read = files::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok());
    read && start == SINGLE_FILE_MARK.as_bytes()
}

/// Whether a folder is a site made by Dateline.
pub fn is_site(folder: &Path) -> bool {
    folder.join(site_files::PUBLICATION).is_file()
}
