//! The finished site's folder, written whole or not at all.
//!
//! A build writes into a new folder beside the old site and takes its place at the end, in one
//! step where the system can. What is the same as in the old site is linked, not written: files
//! that did not change keep their time and their place on the disk.

mod compress;
mod names;
mod sink;
mod swap;

pub use sink::{Nowhere, Sink, SiteError};

use names::Names;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The file by which a site is known to be Dateline's. It names what Dateline put there.
const MARKER: &str = "data/site.json";

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
    kept: BTreeSet<String>,
    names: Names,
    changed: Mutex<Vec<String>>,
    unchanged: Mutex<Vec<String>>,
    /// How the old site's compressed copies were made, if it has any.
    old_recipe: Option<u64>,
    /// Whether this one has them.
    compressed: AtomicBool,
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
        };
        for entry in &site.kept {
            site.names.keep(entry);
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
            let name = entry.file_name().to_string_lossy().into_owned();
            if !self.kept.contains(&name) {
                entries.insert(name);
            }
        }
        let mut marker = serde_json::json!({ "dateline": 1, "entries": entries });
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

    /// Links the old site's `file` to `place`. `false` if that can't be done, for any reason: the
    /// file is then written.
    fn reuse(&self, file: &str, place: &Path) -> bool {
        let old = self.target.join(file);
        // Somebody may have put a link of the file system there, which leads anywhere.
        if !fs::symlink_metadata(&old).is_ok_and(|meta| meta.is_file()) {
            return false;
        }
        let link = || fs::hard_link(&old, place);
        let linked = in_its_folder(place, link).is_ok();
        if linked {
            note(&self.unchanged, file);
        }
        linked
    }

    /// Puts `file` at its place.
    fn put(&self, file: &str, bytes: &[u8], place: &Path) -> Result<(), SiteError> {
        let same = self.replaces && holds(&self.target.join(file), bytes);
        if same && self.reuse(file, place) {
            return Ok(());
        }
        let write = || File::create_new(place)?.write_all(bytes);
        in_its_folder(place, write).map_err(SiteError::io("write", place))?;
        if same {
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
        let mut reader = File::open(from).map_err(source)?;
        let same = self.replaces && same_content(&mut reader, &self.target.join(file));
        if same && self.reuse(file, &place) {
            return Ok(());
        }
        let mut reader = File::open(from).map_err(source)?;
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
fn old_site(target: &Path) -> Result<(BTreeSet<String>, Option<u64>), SiteError> {
    let listed = match fs::read_dir(target) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(<_>::default()),
        Err(error) => return Err(SiteError::io("read", target)(error)),
    };
    let mut entries = BTreeSet::new();
    for entry in listed {
        let entry = entry.map_err(SiteError::io("read", target))?;
        entries.insert(entry.file_name().to_string_lossy().into_owned());
    }
    if entries.is_empty() {
        return Ok((entries, None));
    }
    let marker = fs::read(target.join(MARKER)).ok();
    let marker = marker.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let ours = marker.as_ref().and_then(|marker| marker.get("entries")?.as_array());
    let Some(ours) = ours else {
        return Err(SiteError::Foreign(target.to_owned()));
    };
    for ours in ours.iter().filter_map(|entry| entry.as_str()) {
        entries.remove(ours);
    }
    Ok((entries, marker.and_then(|marker| marker.get("compressed")?.as_u64())))
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
    fs::copy(from, to).map(|_| ())
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

/// Whether the file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = File::open(path) else {
        return false;
    };
    let length = file.metadata().map(|metadata| metadata.len());
    if !length.is_ok_and(|length| length == bytes.len() as u64) {
        return false;
    }
    let mut held = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut held).is_ok() && held == bytes
}

/// Whether a file has the same content as the one at `other`.
fn same_content(file: &mut File, other: &Path) -> bool {
    let Ok(mut other) = File::open(other) else {
        return false;
    };
    let length = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    if length(file) != length(&other) {
        return false;
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
            (Ok(0), Ok(0)) => return true,
            (Ok(_), Ok(_)) if buffers.0 == buffers.1 => {}
            _ => return false,
        }
    }
}
