//! Comparing files: by content, and by identity.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Returns the file if its content is `bytes`.
pub(super) fn holds(mut file: File, bytes: &[u8]) -> Option<File> {
    let length = file.metadata().map(|metadata| metadata.len());
    if !length.is_ok_and(|length| length == bytes.len() as u64) {
        return None;
    }
    let mut held = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut held).ok()?;
    (held == bytes).then_some(file)
}

/// Returns the `other` file if it has the same content as the first.
pub(super) fn same_content(file: &mut File, mut other: File) -> Option<File> {
    let length = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    if length(file) != length(&other) {
        return None;
    }
    let mut buffers = (Vec::new(), Vec::new());
    loop {
        buffers.0.clear();
        buffers.1.clear();
        let read = (
            file.take(1 << 16).read_to_end(&mut buffers.0),
            (&mut other).take(1 << 16).read_to_end(&mut buffers.1),
        );
        match read {
            (Ok(0), Ok(0)) => return Some(other),
            (Ok(_), Ok(_)) if buffers.0 == buffers.1 => {}
            _ => return None,
        }
    }
}

/// Whether an open file is the one at `path`, not through a symbolic link.
#[cfg(unix)]
pub(super) fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |about: fs::Metadata| (about.dev(), about.ino());
    let (Ok(open), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    identity(open) == identity(there)
}

/// Without a stable identity of files, the lock has to suffice.
#[cfg(not(unix))]
pub(super) fn is_same_file(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
}
