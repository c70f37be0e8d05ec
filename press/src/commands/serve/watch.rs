//! Watches the articles, and the viewer's folder if one is named, for changes.

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// How long to wait for more changes after one: saving in an editor is several.
const DEBOUNCE: Duration = Duration::from_millis(100);
/// The folder in `dist` where Trunk builds.
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

/// Watches a folder of articles and a viewer's folder.
pub struct ChangeWatcher {
    events: mpsc::Receiver<()>,
    // Dropped, it stops watching.
    watcher: RecommendedWatcher,
    viewer: Option<PathBuf>,
}

impl ChangeWatcher {
    /// Starts to watch.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn watch(
        folder: &Path,
        site: &Path,
        viewer: Option<&Path>,
    ) -> Result<ChangeWatcher, WatchError> {
        let (sender, events) = mpsc::channel();
        let (articles, viewer) = (real(folder), viewer.map(real));
        let filter =
            Filter { articles: articles.clone(), own: OwnFiles::of(site), viewer: viewer.clone() };
        let on_event = move |event: notify::Result<notify::Event>| {
            let matters = event.is_ok_and(|event| {
                // Reading the articles causes events too.
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| filter.matches(path))
            });
            if matters {
                // Fails only when the process ends.
                let _ = sender.send(());
            }
        };
        let refused = |error| WatchError { folder: folder.to_owned(), error };
        let mut watcher = recommended_watcher(on_event).map_err(refused)?;
        watcher.watch(&articles, RecursiveMode::Recursive).map_err(refused)?;
        let above = viewer.as_deref().and_then(Path::parent);
        if let Some(above) = above.filter(|above| !above.starts_with(&articles)) {
            // A build of the viewer may replace the whole folder.
            watcher.watch(above, RecursiveMode::NonRecursive).map_err(refused)?;
        }
        let mut changes = ChangeWatcher { events, watcher, viewer };
        changes.watch_viewer();
        Ok(changes)
    }

    /// Waits for a change, and until no more follow. `false` if the watcher has ended.
    pub fn wait(&mut self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        while self.events.recv_timeout(DEBOUNCE).is_ok() {}
        self.watch_viewer();
        true
    }

    fn watch_viewer(&mut self) {
        if let Some(viewer) = &self.viewer {
            // It may be missing; the folder above is watched too.
            let _ = self.watcher.watch(viewer, RecursiveMode::Recursive);
        }
    }
}

/// Which changed paths start a build.
struct Filter {
    articles: PathBuf,
    own: OwnFiles,
    viewer: Option<PathBuf>,
}

impl Filter {
    fn matches(&self, path: &Path) -> bool {
        let in_viewer = self.viewer.as_ref().and_then(|viewer| path.strip_prefix(viewer).ok());
        match in_viewer {
            Some(path) => !path.starts_with(STAGE),
            None => path.starts_with(&self.articles) && !self.own.matches(path),
        }
    }
}

/// What the press writes itself, perhaps inside the folder of articles.
struct OwnFiles {
    site: PathBuf,
    /// What the names of staging folders begin with: `.site.`.
    staging_prefix: String,
}

impl OwnFiles {
    fn of(site: &Path) -> OwnFiles {
        let site = real(site);
        let name = site.file_name().unwrap_or_default().to_string_lossy();
        OwnFiles { staging_prefix: format!(".{name}."), site }
    }

    fn matches(&self, path: &Path) -> bool {
        let beside = self.site.parent().and_then(|parent| path.strip_prefix(parent).ok());
        let entry = beside.and_then(|path| path.components().next());
        path.starts_with(&self.site)
            || entry.is_some_and(|entry| {
                entry.as_os_str().to_string_lossy().starts_with(&self.staging_prefix)
            })
    }
}

/// The path without symbolic links, as events name it, even if nothing is there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let above = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(above).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Filter, OwnFiles};
    use std::path::Path;

    #[test]
    fn which_paths_matter() {
        let filter = Filter {
            articles: "/paper".into(),
            own: OwnFiles::of(Path::new("/paper/site")),
            viewer: Some("/viewer/dist".into()),
        };
        let check = |path: &str, expected: bool| {
            assert_eq!(filter.matches(Path::new(path)), expected, "{path}");
        };
        check("/paper/story.md", true);
        check("/paper/site/index.html", false);
        check("/paper/.site.new/index.html", false);
        check("/viewer/dist", true);
        check("/viewer/dist/viewer.js", true);
        check("/viewer/dist/.stage/viewer.js", false);
        check("/viewer/notes.txt", false);
    }
}
