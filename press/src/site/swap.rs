//! Puts a new folder in the place of an old one, and cleans up after builds that died.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::{fs, io};

/// The mark of a folder that is being filled.
pub const NEW: &str = "new";
/// The mark of a folder that is being replaced.
const OLD: &str = "old";

/// The name of this process's folder beside `name`: `.site.new-4711`.
pub fn beside(name: &OsStr, mark: &str) -> OsString {
    let mut beside = prefix(name, mark);
    beside.push(std::process::id().to_string());
    beside
}

fn prefix(name: &OsStr, mark: &str) -> OsString {
    let mut prefix = named(name, mark);
    prefix.push("-");
    prefix
}

/// A name for something beside `name`: `.site.lock`.
pub fn named(name: &OsStr, mark: &str) -> OsString {
    let mut named = OsString::from(".");
    named.push(name);
    named.push(format!(".{mark}"));
    named
}

/// Puts `fresh` in the place of `target`. Afterwards the old folder, if there was one, is gone or
/// stands where `fresh` was. On failure both are where they were.
pub fn swap(fresh: &Path, target: &Path, replaces: bool) -> io::Result<()> {
    if !replaces {
        return fs::rename(fresh, target);
    }
    if exchange(fresh, target).is_ok() {
        return Ok(());
    }
    // Not every system and file system can exchange: then there is a moment without a site, and
    // if the build dies in that moment, the next one puts the old site back.
    let name = target.file_name().unwrap_or_default();
    by_two_renames(fresh, target, &target.with_file_name(beside(name, OLD)))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(fresh: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE)?;
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn by_two_renames(fresh: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(target, aside)?;
    if let Err(error) = fs::rename(fresh, target) {
        fs::rename(aside, target)?;
        return Err(error);
    }
    // The site is in its place; the rest is cleaned up by the next build if it can't be now.
    let _ = fs::remove_dir_all(aside);
    Ok(())
}

/// Removes what builds of `target` that died have left beside it, and puts the old site back if
/// one of them died while swapping.
pub fn clean_up(target: &Path) -> io::Result<()> {
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Ok(());
    };
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let left = |mark| dead_process(&entry.file_name(), &prefix(name, mark));
        if left(OLD) && !target.exists() {
            fs::rename(entry.path(), target)?;
        } else if left(OLD) || left(NEW) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether `name` is `prefix` and the number of a process that is no more.
fn dead_process(name: &OsStr, prefix: &OsStr) -> bool {
    let (name, prefix) = (name.to_string_lossy(), prefix.to_string_lossy());
    let process = name.strip_prefix(&*prefix).and_then(|number| number.parse::<u32>().ok());
    // Our own number was another's before: this process has not begun yet.
    process.is_some_and(|process| process == std::process::id() || !lives(process))
}

#[cfg(unix)]
fn lives(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // A process of another user answers that we may not signal it: it lives.
    let gone = |id| rustix::process::test_kill_process(id) == Err(rustix::io::Errno::SRCH);
    id.is_some_and(|id| !gone(id))
}

#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    // Elsewhere a folder in use can't be removed, which is answer enough.
    false
}

#[cfg(test)]
mod tests {
    use super::{OLD, by_two_renames, clean_up, prefix};
    use std::fs;

    #[test]
    fn a_failed_swap_rolls_back() {
        let folder = tempfile::tempdir().unwrap();
        let [target, fresh, aside] = ["site", "missing", "aside"].map(|n| folder.path().join(n));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("index.html"), "old").unwrap();
        by_two_renames(&fresh, &target, &aside).unwrap_err();
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "old");
        assert!(!aside.exists());
    }

    #[test]
    fn a_build_that_died_while_swapping_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        // No process has this number on Unix.
        let mut name = prefix(target.file_name().unwrap(), OLD);
        name.push(u32::MAX.to_string());
        fs::create_dir(folder.path().join(&name)).unwrap();
        fs::write(folder.path().join(&name).join("index.html"), "old").unwrap();
        clean_up(&target).unwrap();
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "old");
        assert!(!folder.path().join(&name).exists());
    }
}
