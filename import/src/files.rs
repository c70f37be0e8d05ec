//! Reads regular files, up to a maximum size.
//!
//! Reading a pipe (FIFO) could block forever, and a device such as `/dev/zero` never ends.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is a folder, a pipe, a socket or a device.
    #[error("it is not a regular file")]
    NotRegular,
    /// It is larger than this many bytes.
    #[error("it is larger than {} MB", .0 >> 20)]
    TooLarge(u64),
    /// An I/O error.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Opens a regular file for reading.
///
/// # Errors
/// If it is not a regular file, or can't be opened.
pub fn open(path: &Path) -> Result<File, ReadError> {
    // Checked before opening, because opening some devices has side effects.
    if !fs::metadata(path)?.is_file() {
        return Err(ReadError::NotRegular);
    }
    let file = open_nonblocking(path)?;
    // Checked again, because the file may have been replaced in between.
    if file.metadata()?.is_file() { Ok(file) } else { Err(ReadError::NotRegular) }
}

#[cfg(unix)]
fn open_nonblocking(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    fs::OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open_nonblocking(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The content of a regular file of at most `limit` bytes.
///
/// # Errors
/// If it is not a regular file, is larger than `limit`, or can't be read.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let file = open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // Reads one byte more than the limit, to detect a file that grows meanwhile.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::read;
    use std::path::Path;
    use std::process::Command;

    #[track_caller]
    fn check(path: &Path, expected: &str) {
        let shown = match read(path, 1 << 20) {
            Ok(bytes) => format!("{} bytes", bytes.len()),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected, "{}", path.display());
    }

    #[test]
    fn only_regular_files_up_to_the_limit_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("text"), "text").unwrap();
        std::fs::write(path("large"), vec![b'a'; (1 << 20) + 1]).unwrap();
        Command::new("mkfifo").arg(path("pipe")).status().unwrap();
        std::os::unix::fs::symlink(path("pipe"), path("link")).unwrap();
        check(&path("text"), "4 bytes");
        check(&path("large"), "it is larger than 1 MB");
        check(&path("pipe"), "it is not a regular file");
        check(&path("link"), "it is not a regular file");
        check(folder.path(), "it is not a regular file");
        check(Path::new("/dev/zero"), "it is not a regular file");
        check(&path("missing"), "No such file or directory (os error 2)");
    }
}
