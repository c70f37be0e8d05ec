//! Notices what changes: in the articles, and in the viewer while somebody works on it.

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// How long to wait for more changes after one: an editor's *Save* is several.
const SETTLING: Duration = Duration::from_millis(100);
/// Where in its folder Trunk builds a viewer, before it puts it there.
const STAGE: &str = ".stage";

/// Why a folder can't be watched.
#[derive(Debug, thiserror::Error)]
#[error("can't watch {}", folder.display())]
pub struct WatchError {
    /// The folder.
    folder: PathBuf,
    /// Why.
    #[source]
    error: notify::Error,
}

/// The changes in a folder of articles, and in a viewer's.
pub struct Changes {
    events: mpsc::Receiver<()>,
    // Watches as long as it lives.
    watcher: RecommendedWatcher,
    viewer: Option<PathBuf>,
}

impl Changes {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system can't.
    pub fn watch(folder: &Path, site: &Path, viewer: Option<&Path>) -> Result<Changes, WatchError> {
        let (sender, events) = mpsc::channel();
        let (articles, viewer) = (real(folder), viewer.map(real));
        let wanted =
            Wanted { articles: articles.clone(), own: OwnFiles::of(site), viewer: viewer.clone() };
        let tell = move |event: notify::Result<notify::Event>| {
            let matters = event.is_ok_and(|event| {
                // Reading the articles is an event too.
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| wanted.contain(path))
            });
            if matters {
                // The receiver is gone only when everything ends.
                let _ = sender.send(());
            }
        };
        let refused = |error| WatchError { folder: folder.to_owned(), error };
        let mut watcher = recommended_watcher(tell).map_err(refused)?;
        watcher.watch(&articles, RecursiveMode::Recursive).map_err(refused)?;
        let above = viewer.as_deref().and_then(Path::parent);
        if let Some(above) = above.filter(|above| !above.starts_with(&articles)) {
            // Whoever builds the viewer may put a new folder in the place of the old one.
            watcher.watch(above, RecursiveMode::NonRecursive).map_err(refused)?;
        }
        let mut changes = Changes { events, watcher, viewer };
        changes.watch_viewer();
        Ok(changes)
    }

    /// Waits until something has changed and nothing more does. `false` if nothing ever will.
    pub fn wait(&mut self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        while self.events.recv_timeout(SETTLING).is_ok() {}
        self.watch_viewer();
        true
    }

    fn watch_viewer(&mut self) {
        if let Some(viewer) = &self.viewer {
            // It may not be there just now; that it comes is noticed in the folder above.
            let _ = self.watcher.watch(viewer, RecursiveMode::Recursive);
        }
    }
}

/// What is to be noticed.
struct Wanted {
    articles: PathBuf,
    own: OwnFiles,
    viewer: Option<PathBuf>,
}

impl Wanted {
    fn contain(&self, path: &Path) -> bool {
        let in_viewer = self.viewer.as_ref().and_then(|viewer| path.strip_prefix(viewer).ok());
        match in_viewer {
            Some(path) => !path.starts_with(STAGE),
            None => path.starts_with(&self.articles) && !self.own.contain(path),
        }
    }
}

/// What the press writes itself, which may lie inside the folder of articles.
struct OwnFiles {
    site: PathBuf,
    /// How the folders are named that the site is made in: `.site.`.
    workshop: String,
}

impl OwnFiles {
    fn of(site: &Path) -> OwnFiles {
        let site = real(site);
        let name = site.file_name().unwrap_or_default().to_string_lossy();
        OwnFiles { workshop: format!(".{name}."), site }
    }

    fn contain(&self, path: &Path) -> bool {
        let beside = self.site.parent().and_then(|parent| path.strip_prefix(parent).ok());
        let entry = beside.and_then(|path| path.components().next());
        path.starts_with(&self.site)
            || entry.is_some_and(|entry| {
                entry.as_os_str().to_string_lossy().starts_with(&self.workshop)
            })
    }
}

/// The path without links, as the system's events name it, even if nothing is there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let above = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(above).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{OwnFiles, Wanted};
    use std::path::Path;

    #[test]
    fn what_is_noticed() {
        let wanted = Wanted {
            articles: "/paper".into(),
            own: OwnFiles::of(Path::new("/paper/site")),
            viewer: Some("/work/dist".into()),
        };
        let check = |path: &str, expected: bool| {
            assert_eq!(wanted.contain(Path::new(path)), expected, "{path}");
        };
        check("/paper/story.md", true);
        check("/paper/site/index.html", false);
        check("/paper/.site.new/index.html", false);
        check("/work/dist", true);
        check("/work/dist/viewer.js", true);
        check("/work/dist/.stage/viewer.js", false);
        check("/work/notes.txt", false);
    }
}
