//! One build of a site at a time, also of two processes.
//!
//! The lock is the operating system's, on a file beside the site: it ends with its process, however
//! that ends.

use super::same::is_same_file;
use super::swap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The mark of the file that is locked: `.site.lock`.
const MARK: &str = "lock";
/// Longer than the number of any process.
const LONGEST: u64 = 20;

/// A lock that is held. Dropped, it is given back.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of the site that is or will be at `target`. If another build holds it, calls
    /// `waiting` with the number of its process, if that is known, and waits for its end.
    pub(super) fn take(target: &Path, waiting: &dyn Fn(Option<u32>)) -> io::Result<Lock> {
        let name = target.file_name().unwrap_or_default();
        let path = target.with_file_name(swap::named(name, MARK));
        loop {
            let mut file = open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waiting(holder(&mut file));
                    file.lock()?;
                }
                // Some network file systems have no locks: builds there are as careful without.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Who held it has removed the file; another build may have made a new one since.
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
        // Before it is unlocked: afterwards it may be another's. Left behind, it does no harm.
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
        // A link there could lead to a file of somebody's, which would be overwritten.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::AlreadyExists.into()) }
}

/// The number of the process that holds the lock. There are systems where nobody else may read it.
fn holder(file: &mut File) -> Option<u32> {
    let mut number = String::new();
    file.take(LONGEST).read_to_string(&mut number).ok()?;
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
        let first = Lock::take(&target, &|_| panic!("nobody holds it")).unwrap();
        let (events, order) = mpsc::channel();
        let second = {
            let (target, events) = (target.clone(), events.clone());
            thread::spawn(move || {
                let waits =
                    |holder: Option<u32>| events.send(format!("waits for {holder:?}")).unwrap();
                let lock = Lock::take(&target, &waits).unwrap();
                events.send("has it".to_owned()).unwrap();
                drop(lock);
            })
        };
        let own = format!("waits for {:?}", Some(std::process::id()));
        assert_eq!(order.recv().unwrap(), own);
        events.send("is given back".to_owned()).unwrap();
        drop(first);
        assert_eq!(order.recv().unwrap(), "is given back");
        assert_eq!(order.recv().unwrap(), "has it");
        second.join().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing is left");
    }
}
