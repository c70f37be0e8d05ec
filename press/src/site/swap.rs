//! Swaps the new site with the old one, and cleans up after builds that were killed.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::{fs, io};

/// The suffix of a staging folder.
pub const NEW: &str = "new";
/// The suffix of an old site that is being replaced.
const OLD: &str = "old";

/// The name of this process's temporary folder for the site `name`: `.site.new-4711`.
pub fn temporary_name(name: &OsStr, suffix: &str) -> OsString {
    let mut temporary = prefix(name, suffix);
    temporary.push(std::process::id().to_string());
    temporary
}

fn prefix(name: &OsStr, suffix: &str) -> OsString {
    let mut prefix = hidden_name(name, suffix);
    prefix.push("-");
    prefix
}

/// A hidden name derived from `name`: `.site.lock`.
pub fn hidden_name(name: &OsStr, suffix: &str) -> OsString {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{suffix}"));
    hidden
}

/// Moves `staging` to `target`. Afterwards the old folder, if there was one, is removed or at `staging`. On
/// failure both are unchanged.
pub fn swap(staging: &Path, target: &Path, replaces: bool) -> io::Result<()> {
    if !replaces {
        return fs::rename(staging, target);
    }
    if exchange(staging, target).is_ok() {
        return Ok(());
    }
    // Not every system and file system can exchange two folders. Then for a moment there is no site; if the
    // build is killed in that moment, the next one restores the old site.
    let name = target.file_name().unwrap_or_default();
    swap_by_renames(staging, target, &target.with_file_name(temporary_name(name, OLD)))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staging: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE)?;
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn swap_by_renames(staging: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(target, aside)?;
    if let Err(error) = fs::rename(staging, target) {
        fs::rename(aside, target)?;
        return Err(error);
    }
    // If that fails, the next build removes it.
    let _ = fs::remove_dir_all(aside);
    Ok(())
}

/// Removes what killed builds of `target` have left beside it, and restores the old site if one was killed
/// while swapping.
pub fn clean_up(target: &Path) -> io::Result<()> {
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Ok(());
    };
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let is_leftover = |suffix| is_of_dead_process(&entry.file_name(), &prefix(name, suffix));
        if is_leftover(OLD) && !target.exists() {
            fs::rename(entry.path(), target)?;
        } else if is_leftover(OLD) || is_leftover(NEW) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether `name` is `prefix` and the id of a process that does not run.
fn is_of_dead_process(name: &OsStr, prefix: &OsStr) -> bool {
    let (name, prefix) = (name.to_string_lossy(), prefix.to_string_lossy());
    let process = name.strip_prefix(&*prefix).and_then(|number| number.parse::<u32>().ok());
    // Our own id was another process's: this one has not made a folder yet.
    process.is_some_and(|process| process == std::process::id() || !is_running(process))
}

#[cfg(unix)]
fn is_running(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    // For a running process of another user, the error is that we may not signal it.
    let gone = |id| rustix::process::test_kill_process(id) == Err(rustix::io::Errno::SRCH);
    id.is_some_and(|id| !gone(id))
}

#[cfg(not(unix))]
fn is_running(_: u32) -> bool {
    // Elsewhere a folder in use can't be removed anyway.
    false
}

#[cfg(test)]
mod tests {
    use super::{OLD, clean_up, prefix, swap_by_renames};
    use std::fs;

    #[test]
    fn a_failed_swap_rolls_back() {
        let folder = tempfile::tempdir().unwrap();
        let [target, staging, aside] = ["site", "missing", "aside"].map(|n| folder.path().join(n));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("index.html"), "old").unwrap();
        swap_by_renames(&staging, &target, &aside).unwrap_err();
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "old");
        assert!(!aside.exists());
    }

    #[test]
    fn an_interrupted_swap_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        // No process has this id on Unix.
        let mut name = prefix(target.file_name().unwrap(), OLD);
        name.push(u32::MAX.to_string());
        fs::create_dir(folder.path().join(&name)).unwrap();
        fs::write(folder.path().join(&name).join("index.html"), "old").unwrap();
        clean_up(&target).unwrap();
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "old");
        assert!(!folder.path().join(&name).exists());
    }
}
