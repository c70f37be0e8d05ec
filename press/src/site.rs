//! The finished site's folder, written whole or not at all.
//!
//! A build writes into a staging folder beside the old site, and swaps the two at the end, atomically where
//! the system can. Unchanged files are hard links to those of the old site, so that they keep their
//! modification time.

mod compress;
mod lock;
mod names;
mod same;
mod sink;
mod swap;

pub use sink::{DryRun, Sink, SiteError};

use article::site_files::MARKER;
use import::file_name::is_host_file;
use import::files;
use import::hash;
use lock::Lock;
use names::Names;
use same::{holds, is_same_file, same_content};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// More than that file ever has, in bytes.
const MARKER_LIMIT: u64 = 16 << 20;

/// A site that is being built. Dropped before [`Site::publish`], it leaves everything as it was.
#[derive(Debug)]
pub struct Site {
    /// The site's folder.
    target: PathBuf,
    /// The folder that is written to.
    staging: PathBuf,
    /// Whether there is a folder at the target.
    replaces: bool,
    /// Entries of the old site that are not Dateline's: `CNAME`, `.git`. They are carried over.
    foreign: BTreeSet<OsString>,
    names: Names,
    changed: Mutex<Vec<String>>,
    unchanged: Mutex<Vec<String>>,
    /// The [`compress::COMPRESSION_VERSION`] of the old site; `None` if it has no compressed files.
    old_compression: Option<u64>,
    /// Whether this site has compressed files.
    compressed: AtomicBool,
    /// Blocks other builds of the site; released last.
    _lock: Lock,
}

/// How a published site differs from the one before it.
#[derive(Debug)]
pub struct Changes {
    /// The files that are new or have changed, in no order.
    pub written: Vec<String>,
    /// How many files are unchanged.
    pub unchanged: usize,
}

impl Site {
    /// Starts to build the site at `target`.
    ///
    /// # Errors
    /// When there is something at `target` that is not a site of Dateline's, or the staging folder can't be
    /// made.
    pub fn begin(target: &Path) -> Result<Site, SiteError> {
        let target = resolve(target)?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(SiteError::NoFolder(target));
        };
        fs::create_dir_all(parent).map_err(SiteError::io("make", parent))?;
        let lock = Lock::acquire(&target, &|holder| report_wait(&target, holder))
            .map_err(SiteError::io("lock", &target))?;
        swap::clean_up(&target).map_err(SiteError::io("clean up beside", &target))?;
        let (foreign, old_compression) = old_site(&target)?;
        let staging = parent.join(swap::temporary_name(name, swap::NEW));
        fs::create_dir(&staging).map_err(SiteError::io("make", &staging))?;
        let site = Site {
            replaces: target.exists(),
            target,
            staging,
            foreign,
            names: Names::default(),
            changed: Mutex::default(),
            unchanged: Mutex::default(),
            old_compression,
            compressed: AtomicBool::new(false),
            _lock: lock,
        };
        for entry in &site.foreign {
            site.names.reserve(&entry.to_string_lossy());
            let (from, to) = (site.target.join(entry), site.staging.join(entry));
            carry_over(&from, &to).map_err(SiteError::io("keep", &from))?;
        }
        Ok(site)
    }

    /// Swaps the staging folder with the site's folder.
    ///
    /// # Errors
    /// When the system refuses; the old site is then unchanged.
    pub fn publish(mut self) -> Result<Changes, SiteError> {
        self.write_marker()?;
        swap::swap(&self.staging, &self.target, self.replaces)
            .map_err(SiteError::io("put the new site in the place of", &self.target))?;
        Ok(Changes {
            written: std::mem::take(self.changed.get_mut().unwrap_or_else(PoisonError::into_inner)),
            unchanged: self.unchanged.get_mut().unwrap_or_else(PoisonError::into_inner).len(),
        })
    }

    fn write_marker(&self) -> Result<(), SiteError> {
        let listed = fs::read_dir(&self.staging).map_err(SiteError::io("read", &self.staging))?;
        let mut entries = BTreeSet::from(["data".to_owned()]);
        for entry in listed {
            let entry = entry.map_err(SiteError::io("read", &self.staging))?;
            let name = entry.file_name();
            if !self.foreign.contains(&name) {
                // Names that the press gives are UTF-8.
                entries.insert(name.to_string_lossy().into_owned());
            }
        }
        let host_files = entries.iter().filter(|entry| is_host_file(entry));
        let hashes: BTreeMap<&String, String> = host_files
            .filter_map(|entry| Some((entry, content_hash(&self.staging.join(entry))?)))
            .collect();
        let mut marker = serde_json::json!({ "dateline": 1, "entries": entries, "marks": hashes });
        if self.compressed.load(Ordering::Relaxed) {
            marker["compressed"] = compress::COMPRESSION_VERSION.into();
        }
        self.put(MARKER, marker.to_string().as_bytes(), &self.staging.join(MARKER))
    }

    /// The path for `file` in the staging folder. Claims the name.
    fn claim(&self, file: &str) -> Result<PathBuf, SiteError> {
        let claimed = self.names.claim(file);
        claimed.map_err(|error| SiteError::refused(error, file, &self.target))?;
        Ok(self.staging.join(file))
    }

    /// Links the old site's `file`, which was `compared`, to `path`. `false` if that fails for any reason:
    /// the file is then written.
    fn reuse(&self, file: &str, compared: &File, path: &Path) -> bool {
        let link = || fs::hard_link(self.target.join(file), path);
        if creating_parent(path, link).is_err() {
            return false;
        }
        // The old file may have been replaced meanwhile, perhaps by a symbolic link.
        if !is_same_file(compared, path) {
            // If that fails, writing the file fails too.
            let _ = fs::remove_file(path);
            return false;
        }
        record(&self.unchanged, file);
        true
    }

    /// The old site's file of this name, if there is one.
    fn old(&self, file: &str) -> Option<File> {
        self.replaces.then(|| files::open(&self.target.join(file)).ok()).flatten()
    }

    /// Writes `file` to `path`, or links it if it is unchanged.
    fn put(&self, file: &str, bytes: &[u8], path: &Path) -> Result<(), SiteError> {
        let same = self.old(file).and_then(|old| holds(old, bytes));
        if same.as_ref().is_some_and(|old| self.reuse(file, old, path)) {
            return Ok(());
        }
        let write = || File::create_new(path)?.write_all(bytes);
        creating_parent(path, write).map_err(SiteError::io("write", path))?;
        if same.is_some() {
            // The file system can't link, but the content is the same.
            record(&self.unchanged, file);
        } else {
            record(&self.changed, file);
        }
        Ok(())
    }
}

fn record(names: &Mutex<Vec<String>>, file: &str) {
    names.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
}

impl Sink for Site {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        let path = self.claim(file)?;
        self.put(file, bytes, &path)
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        sink::if_free(self.write(file, bytes))
    }

    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        let path = self.claim(file)?;
        let source = |error| SiteError::Source { path: from.to_owned(), error };
        let mut reader = files::open(from).map_err(source)?;
        let same = self.old(file).and_then(|old| same_content(&mut reader, old));
        if same.is_some_and(|old| self.reuse(file, &old, &path)) {
            return Ok(());
        }
        reader.rewind().map_err(|error| source(error.into()))?;
        // Not `fs::copy`, which copies permissions: the web server must be able to read a private picture.
        let write = || io::copy(&mut reader, &mut File::create_new(&path)?);
        creating_parent(&path, write).map_err(SiteError::io("write", &path))?;
        record(&self.changed, file);
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // After publishing, the old site is here. What can't be removed now, the next build removes.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// The real path of `target`: if it is a symbolic link, the folder that it points to is replaced.
fn resolve(target: &Path) -> Result<PathBuf, SiteError> {
    let resolved =
        if target.exists() { target.canonicalize() } else { std::path::absolute(target) };
    let resolved = resolved.map_err(SiteError::io("find", target))?;
    if resolved.exists() && !resolved.is_dir() {
        return Err(SiteError::NoFolder(resolved));
    }
    Ok(resolved)
}

/// The entries at `target` that are not Dateline's, and the version of its compressed files. An error if
/// there is something that is not a site of Dateline's.
fn old_site(target: &Path) -> Result<(BTreeSet<OsString>, Option<u64>), SiteError> {
    let listed = match fs::read_dir(target) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(<_>::default()),
        Err(error) => return Err(SiteError::io("read", target)(error)),
    };
    let mut entries = BTreeSet::new();
    for entry in listed {
        entries.insert(entry.map_err(SiteError::io("read", target))?.file_name());
    }
    if entries.is_empty() {
        return Ok((entries, None));
    }
    let marker = files::read(&target.join(MARKER), MARKER_LIMIT).ok();
    let marker = marker.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let Some((marker, ours)) =
        marker.as_ref().and_then(|it| Some((it, it.get("entries")?.as_array()?)))
    else {
        return Err(SiteError::Foreign(target.to_owned()));
    };
    // A file that hosts read is the publisher's, unless it is exactly what the press has written. Older
    // presses recorded no hashes.
    let hashes = marker.get("marks");
    let is_ours = |entry: &&str| {
        let path = target.join(entry);
        let as_written = |hashes: &serde_json::Value| {
            let written = hashes.get(entry).and_then(|it| it.as_str());
            written.is_some() && written == content_hash(&path).as_deref()
        };
        !is_host_file(entry) || path.is_dir() || hashes.is_none_or(as_written)
    };
    for ours in ours.iter().filter_map(|entry| entry.as_str()).filter(is_ours) {
        entries.remove(std::ffi::OsStr::new(ours));
    }
    Ok((entries, marker.get("compressed").and_then(serde_json::Value::as_u64)))
}

/// Links everything below `from` to `to`, copying what can't be linked.
fn carry_over(from: &Path, to: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?.file_type();
    if kind.is_dir() {
        fs::create_dir(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            carry_over(&entry.path(), &to.join(entry.file_name()))?;
        }
        return fs::set_permissions(to, fs::metadata(from)?.permissions());
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    #[cfg(unix)]
    if kind.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    // `files::open` refuses pipes, which would block the build for ever.
    io::copy(&mut files::open(from).map_err(io::Error::other)?, &mut File::create_new(to)?)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// Calls `act`; if a folder is missing, makes the parent folder of `path` and tries again.
fn creating_parent<T>(path: &Path, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match (act(), path.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            act()
        }
        (done, _) => done,
    }
}

/// The hash of a file's content; `None` if it can't be read.
fn content_hash(path: &Path) -> Option<String> {
    Some(hash::of_file(path).ok()?[..16].to_owned())
}

fn report_wait(target: &Path, holder: Option<u32>) {
    let process = holder.map_or_else(String::new, |process| format!(" (process {process})"));
    eprintln!(
        "note: another build of {}{process} is running; waiting for it to end",
        target.display()
    );
}
