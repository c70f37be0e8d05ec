//! The finished site's folder, written whole or not at all.
//!
//! A build writes into a new folder beside the old site and takes its place at the end, in one
//! step where the system can. What is the same as in the old site is linked, not written: files
//! that did not change keep their time and their place on the disk.

mod compress;
mod lock;
mod names;
mod same;
mod sink;
mod swap;

pub use sink::{Nowhere, Sink, SiteError};

use article::site_files::MARKER;
use import::file_name::is_read_by_hosts;
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

/// More than that file ever has: 16 MB.
const MARKER_LIMIT: u64 = 16 << 20;

/// A site in the making. Dropped before [`Site::publish`], it leaves everything as it was.
#[derive(Debug)]
pub struct Site {
    /// Where the site will stand.
    target: PathBuf,
    /// The folder that is being filled.
    fresh: PathBuf,
    /// Whether a site stands at the target already.
    replaces: bool,
    /// What stands in the old site and is not Dateline's: `CNAME`, `.git`.
    kept: BTreeSet<OsString>,
    names: Names,
    changed: Mutex<Vec<String>>,
    unchanged: Mutex<Vec<String>>,
    /// How the old site's compressed copies were made, if it has any.
    old_recipe: Option<u64>,
    /// Whether this one has them.
    compressed: AtomicBool,
    /// Keeps other builds of the site waiting; given back last.
    _lock: Lock,
}

/// What a published site has in common with the one before it.
#[derive(Debug)]
pub struct Changes {
    /// The files that were written, in no order.
    pub written: Vec<String>,
    /// How many files stayed as they were.
    pub unchanged: usize,
}

impl Site {
    /// Begins a site that will stand at `target`.
    ///
    /// # Errors
    /// When there is something at `target` that is not a site of Dateline's, or the folder beside
    /// it can't be made.
    pub fn begin(target: &Path) -> Result<Site, SiteError> {
        let target = resolve(target)?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(SiteError::NoFolder(target));
        };
        fs::create_dir_all(parent).map_err(SiteError::io("make", parent))?;
        let lock = Lock::take(&target, &|holder| say_who_builds(&target, holder))
            .map_err(SiteError::io("lock", &target))?;
        swap::clean_up(&target).map_err(SiteError::io("clean up beside", &target))?;
        let (foreign, old_recipe) = old_site(&target)?;
        let fresh = parent.join(swap::beside(name, swap::NEW));
        fs::create_dir(&fresh).map_err(SiteError::io("make", &fresh))?;
        let site = Site {
            replaces: target.exists(),
            target,
            fresh,
            kept: foreign,
            names: Names::default(),
            changed: Mutex::default(),
            unchanged: Mutex::default(),
            old_recipe,
            compressed: AtomicBool::new(false),
            _lock: lock,
        };
        for entry in &site.kept {
            site.names.keep(&entry.to_string_lossy());
            let (from, to) = (site.target.join(entry), site.fresh.join(entry));
            keep(&from, &to).map_err(SiteError::io("keep", &from))?;
        }
        Ok(site)
    }

    /// Puts the site in its place.
    ///
    /// # Errors
    /// When the system refuses; the old site is then where it was.
    pub fn publish(mut self) -> Result<Changes, SiteError> {
        self.write_marker()?;
        swap::swap(&self.fresh, &self.target, self.replaces)
            .map_err(SiteError::io("put the new site in the place of", &self.target))?;
        Ok(Changes {
            written: std::mem::take(self.changed.get_mut().unwrap_or_else(PoisonError::into_inner)),
            unchanged: self.unchanged.get_mut().unwrap_or_else(PoisonError::into_inner).len(),
        })
    }

    fn write_marker(&self) -> Result<(), SiteError> {
        let listed = fs::read_dir(&self.fresh).map_err(SiteError::io("read", &self.fresh))?;
        let mut entries = BTreeSet::from(["data".to_owned()]);
        for entry in listed {
            let entry = entry.map_err(SiteError::io("read", &self.fresh))?;
            let name = entry.file_name();
            if !self.kept.contains(&name) {
                // The press gives its files no other names than such.
                entries.insert(name.to_string_lossy().into_owned());
            }
        }
        let for_hosts = entries.iter().filter(|entry| is_read_by_hosts(entry));
        let marks: BTreeMap<&String, String> =
            for_hosts.filter_map(|entry| Some((entry, mark(&self.fresh.join(entry))?))).collect();
        let mut marker = serde_json::json!({ "dateline": 1, "entries": entries, "marks": marks });
        if self.compressed.load(Ordering::Relaxed) {
            marker["compressed"] = compress::RECIPE.into();
        }
        self.put(MARKER, marker.to_string().as_bytes(), &self.fresh.join(MARKER))
    }

    /// Where `file` goes in the new site: a place that nothing else has.
    fn place(&self, file: &str) -> Result<PathBuf, SiteError> {
        let given = self.names.give(file);
        given.map_err(|refusal| SiteError::refused(refusal, file, &self.target))?;
        Ok(self.fresh.join(file))
    }

    /// Links the old site's `file`, which was `compared`, to `place`. `false` if that can't be done, for any reason: the
    /// file is then written.
    fn reuse(&self, file: &str, compared: &File, place: &Path) -> bool {
        let link = || fs::hard_link(self.target.join(file), place);
        if in_its_folder(place, link).is_err() {
            return false;
        }
        // Something else may stand there by now: another file, or a link of the file system, which
        // leads anywhere.
        if !is_same_file(compared, place) {
            // If it can't be removed, writing to its place says so.
            let _ = fs::remove_file(place);
            return false;
        }
        note(&self.unchanged, file);
        true
    }

    /// The old site's file of this name, if there is one.
    fn old(&self, file: &str) -> Option<File> {
        self.replaces.then(|| files::open(&self.target.join(file)).ok()).flatten()
    }

    /// Puts `file` at its place.
    fn put(&self, file: &str, bytes: &[u8], place: &Path) -> Result<(), SiteError> {
        let same = self.old(file).and_then(|old| holds(old, bytes));
        if same.as_ref().is_some_and(|old| self.reuse(file, old, place)) {
            return Ok(());
        }
        let write = || File::create_new(place)?.write_all(bytes);
        in_its_folder(place, write).map_err(SiteError::io("write", place))?;
        if same.is_some() {
            // The file system can't link, but nothing changed for readers.
            note(&self.unchanged, file);
        } else {
            note(&self.changed, file);
        }
        Ok(())
    }
}

fn note(names: &Mutex<Vec<String>>, file: &str) {
    names.lock().unwrap_or_else(PoisonError::into_inner).push(file.to_owned());
}

impl Sink for Site {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        let place = self.place(file)?;
        self.put(file, bytes, &place)
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        sink::if_free(self.write(file, bytes))
    }

    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        let place = self.place(file)?;
        let source = |error| SiteError::Source { path: from.to_owned(), error };
        let mut reader = files::open(from).map_err(source)?;
        let same = self.old(file).and_then(|old| same_content(&mut reader, old));
        if same.is_some_and(|old| self.reuse(file, &old, &place)) {
            return Ok(());
        }
        reader.rewind().map_err(|error| source(error.into()))?;
        // Not `fs::copy`: a private picture must become readable for the web server.
        let write = || io::copy(&mut reader, &mut File::create_new(&place)?);
        in_its_folder(&place, write).map_err(SiteError::io("write", &place))?;
        note(&self.changed, file);
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // After publishing, this is where the old site is. What can't be removed now is cleaned
        // up by the next build.
        let _ = fs::remove_dir_all(&self.fresh);
    }
}

/// Where `target` really is: the site takes the place of what a link points to, not of the link.
fn resolve(target: &Path) -> Result<PathBuf, SiteError> {
    let resolved =
        if target.exists() { target.canonicalize() } else { std::path::absolute(target) };
    let resolved = resolved.map_err(SiteError::io("find", target))?;
    if resolved.exists() && !resolved.is_dir() {
        return Err(SiteError::NoFolder(resolved));
    }
    Ok(resolved)
}

/// What stands at `target` and is not Dateline's, if it is a site of Dateline's or free; and how its
/// compressed copies were made.
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
    // What hosts read is the publisher's, unless it is just what the press has written. Older presses
    // did not note that.
    let marks = marker.get("marks");
    let is_ours = |entry: &&str| {
        let path = target.join(entry);
        let as_written = |marks: &serde_json::Value| {
            let marked = marks.get(entry).and_then(|it| it.as_str());
            marked.is_some() && marked == mark(&path).as_deref()
        };
        !is_read_by_hosts(entry) || path.is_dir() || marks.is_none_or(as_written)
    };
    for ours in ours.iter().filter_map(|entry| entry.as_str()).filter(is_ours) {
        entries.remove(std::ffi::OsStr::new(ours));
    }
    Ok((entries, marker.get("compressed").and_then(serde_json::Value::as_u64)))
}

/// Links everything below `from` to `to`, copying what can't be linked.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?.file_type();
    if kind.is_dir() {
        fs::create_dir(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            keep(&entry.path(), &to.join(entry.file_name()))?;
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
    // A pipe would let the build wait for ever.
    io::copy(&mut files::open(from).map_err(io::Error::other)?, &mut File::create_new(to)?)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// Does something in the folder of `place`, making the folder if it is missing.
fn in_its_folder<T>(place: &Path, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match (act(), place.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(parent)?;
            act()
        }
        (done, _) => done,
    }
}

/// What tells the content of a file; `None` if it can't be read.
fn mark(path: &Path) -> Option<String> {
    Some(hash::of_file(path).ok()?[..16].to_owned())
}

fn say_who_builds(target: &Path, holder: Option<u32>) {
    let process = holder.map_or_else(String::new, |process| format!(" (process {process})"));
    eprintln!(
        "note: another build of {}{process} is under way; waiting for its end",
        target.display()
    );
}
