//! A lock, so that only one process builds a site at a time.
//!
//! It is a lock of the operating system on a file beside the site, released even if the process is killed.

use super::same::is_same_file;
use super::swap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The suffix of the locked file: `.site.lock`.
const LOCK: &str = "lock";
/// More digits than any process id has.
const MAX_DIGITS: u64 = 20;

/// A lock that is held, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Acquires the lock of the site at `target`. If another build holds it, calls `waiting` with the id of
    /// that process, if it is known, and waits.
    pub(super) fn acquire(target: &Path, waiting: &dyn Fn(Option<u32>)) -> io::Result<Lock> {
        let name = target.file_name().unwrap_or_default();
        let path = target.with_file_name(swap::hidden_name(name, LOCK));
        loop {
            let mut file = open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waiting(holder(&mut file));
                    file.lock()?;
                }
                // Some network file systems have no locks.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // The last holder has removed the file, and another build may have made a new one.
            if is_same_file(&file, &path) {
                file.set_len(0)?;
                file.rewind()?;
                write!(file, "{}", process::id())?;
                return Ok(Lock { file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is locked: afterwards it may be another build's. A file left behind does no harm.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // A symbolic link could lead to another file, which would be overwritten.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::AlreadyExists.into()) }
}

/// The id of the process that holds the lock. Some systems let no other process read the file.
fn holder(file: &mut File) -> Option<u32> {
    let mut number = String::new();
    file.take(MAX_DIGITS).read_to_string(&mut number).ok()?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Lock;
    use std::sync::mpsc;
    use std::thread;

    #[test]
    fn the_second_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let first = Lock::acquire(&target, &|_| panic!("nobody holds it")).unwrap();
        let (events, order) = mpsc::channel();
        let second = {
            let (target, events) = (target.clone(), events.clone());
            thread::spawn(move || {
                let waits =
                    |holder: Option<u32>| events.send(format!("waits for {holder:?}")).unwrap();
                let lock = Lock::acquire(&target, &waits).unwrap();
                events.send("has it".to_owned()).unwrap();
                drop(lock);
            })
        };
        let own = format!("waits for {:?}", Some(std::process::id()));
        assert_eq!(order.recv().unwrap(), own);
        events.send("is released".to_owned()).unwrap();
        drop(first);
        assert_eq!(order.recv().unwrap(), "is released");
        assert_eq!(order.recv().unwrap(), "has it");
        second.join().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing is left");
    }
}
