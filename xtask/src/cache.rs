//! The folder of installed tools. It is outside the clone, so that all clones share it.

use anyhow::{Context as _, Result};
use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The folder of installed tools: `dateline/tools` in the platform's cache folder, with a subfolder
/// `<tool>-<version>` for each tool.
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The current user's cache.
    ///
    /// # Errors
    /// When the environment names no home folder.
    pub(crate) fn find() -> Result<Cache> {
        let folder = platform_folder(env::consts::OS, |variable| env::var_os(variable));
        let folder = folder.context(
            "The cache folder for installed tools can't be determined. Set XDG_CACHE_HOME to a writable folder.",
        )?;
        Ok(Cache { root: folder.join("dateline").join("tools") })
    }

    /// The folder of a tool's version, whether or not it is installed.
    pub(crate) fn folder(&self, name: &str, version: &str) -> PathBuf {
        self.root.join(format!("{name}-{version}"))
    }

    /// Installs a tool unless it is installed, and returns its folder. `install` gets an empty folder, which is
    /// renamed to the tool's name after `install` has succeeded, so that an interrupted installation never counts
    /// as complete. A lock makes concurrent processes wait.
    ///
    /// # Errors
    /// When `install` fails, or the cache can't be written to.
    pub(crate) fn install(
        &self,
        name: &str,
        version: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let folder = self.folder(name, version);
        if folder.is_dir() {
            return Ok(folder);
        }
        fs::create_dir_all(&self.root)
            .with_context(|| format!("{} can't be created", self.root.display()))?;
        let _lock = lock(&self.root.join(format!("{name}-{version}.lock")))?;
        // Another process may have installed it while this one waited.
        if folder.is_dir() {
            return Ok(folder);
        }
        let partial = self.root.join(format!("{name}-{version}.partial"));
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        fs::create_dir(&partial)?;
        install(&partial)?;
        fs::rename(&partial, &folder)
            .with_context(|| format!("{} can't be renamed", partial.display()))?;
        Ok(folder)
    }
}

/// Holds the lock until the file is dropped; the operating system releases it if the process dies.
fn lock(path: &Path) -> Result<File> {
    let file = File::create(path)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            eprintln!("→ waiting for another process, which holds {}", path.display());
        }
        Err(TryLockError::Error(_)) => {}
    }
    file.lock().with_context(|| format!("{} can't be locked", path.display()))?;
    Ok(file)
}

/// The operating system's cache folder.
fn platform_folder(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_CACHE_HOME").or_else(|| match os {
        "windows" => absolute("LOCALAPPDATA"),
        "macos" => Some(absolute("HOME")?.join("Library/Caches")),
        _ => Some(absolute("HOME")?.join(".cache")),
    })
}

#[cfg(test)]
mod tests {
    use super::{Cache, platform_folder};
    use anyhow::bail;
    use std::fs;
    use std::path::PathBuf;

    /// A temporary cache for a test.
    fn cache(test: &str) -> Cache {
        let root = std::env::temp_dir().join(format!("dateline-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        Cache { root }
    }

    #[test]
    fn an_installed_tool_is_installed_once() {
        let cache = cache("once");
        let folder = cache.install("tool", "1.0", |folder| Ok(fs::write(folder.join("it"), "")?));
        let folder = folder.unwrap();
        assert!(folder.join("it").is_file());
        let again = cache.install("tool", "1.0", |_| bail!("it is installed"));
        assert_eq!(again.unwrap(), folder);
        fs::remove_dir_all(cache.root).unwrap();
    }

    #[test]
    fn an_interrupted_installation_counts_for_nothing() {
        let cache = cache("interrupted");
        let interrupted = cache.install("tool", "1.0", |folder| {
            fs::write(folder.join("half"), "")?;
            bail!("interrupted")
        });
        assert!(interrupted.is_err());
        assert!(!cache.folder("tool", "1.0").exists());
        let folder = cache.install("tool", "1.0", |folder| {
            assert_eq!(fs::read_dir(folder)?.count(), 0, "what was there before is removed");
            Ok(())
        });
        assert!(folder.unwrap().is_dir());
        fs::remove_dir_all(cache.root).unwrap();
    }

    #[test]
    fn two_processes_install_a_tool_once() {
        let cache = cache("twice");
        let installed = std::sync::atomic::AtomicUsize::new(0);
        let install = || {
            let install = |_: &std::path::Path| {
                installed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                Ok(())
            };
            cache.install("tool", "1.0", install).unwrap();
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(install);
            }
        });
        assert_eq!(installed.into_inner(), 1);
        fs::remove_dir_all(cache.root).unwrap();
    }

    fn check(os: &str, variables: &[(&str, &str)], expected: Option<&str>) {
        let found = platform_folder(os, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        });
        assert_eq!(found, expected.map(PathBuf::from));
    }

    #[cfg(unix)]
    #[test]
    fn each_platform_has_its_cache_folder() {
        check("linux", &[("HOME", "/home/a")], Some("/home/a/.cache"));
        check("linux", &[("HOME", "/home/a"), ("XDG_CACHE_HOME", "/c")], Some("/c"));
        // Relative paths are ignored: https://specifications.freedesktop.org/basedir/
        check("linux", &[("HOME", "/home/a"), ("XDG_CACHE_HOME", "c")], Some("/home/a/.cache"));
        check("macos", &[("HOME", "/Users/a")], Some("/Users/a/Library/Caches"));
        check("windows", &[("LOCALAPPDATA", "/Local"), ("HOME", "/a")], Some("/Local"));
        check("linux", &[], None);
    }
}
