//! Which files of this computer may become part of a paper. `docs/SECURITY.md` says the same in
//! words for publishers.
//!
//! An article may come from a stranger, so its words must not decide what is published. One rule
//! holds for articles, pictures and other files, settings, and folders that links of the file system
//! lead to; it looks at the path that is left when all links are followed:
//! - it lies in the paper's folder, or above it in a place that [`Access`] names;
//! - no part of it is hidden (begins with a dot);
//! - it is an ordinary file, and no settings file;
//! - what an article shows or offers is of a kind that is published (`media_types.rs`), or its content is a picture's.

use crate::media_types::{extension, is_published, is_published_everywhere};
use imagesize::ImageType;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

mod generators;

/// The settings file's name, in the folder of articles.
pub const CONFIG_FILE: &str = "dateline.toml";

/// Where a paper's files may come from.
#[derive(Debug)]
pub(crate) struct Access {
    /// The folder of articles.
    folder: PathBuf,
    /// The git repository that the folder lies in.
    repository: Option<PathBuf>,
    /// Folders of media above or beside it: named by the publisher, or static folders of the site
    /// generator whose settings stand beside them.
    media: Vec<PathBuf>,
}

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be read as an article.
    Article,
    /// To look for articles in it: a folder.
    Folder,
    /// To be published as it is: a picture, a recording, a document.
    Media,
    /// To be read as the paper's settings.
    Settings,
    /// To be copied to the site's root, for crawlers: its name is known.
    RootFile,
}

/// Why a file is not part of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AccessError {
    /// Nothing is there.
    NotFound,
    /// It is outside of what belongs to the paper. Here is the path by which a publisher would name
    /// its folder, from the paper's; `None` if no path should be advised.
    Outside(Option<String>),
    /// It is the publisher's own: hidden, in a hidden folder, or settings.
    Private,
    /// It is of a kind that is not published.
    UnpublishedType,
    /// It is a pipe, a socket or a device.
    NotRegular,
    /// The system refused to read it, for this reason.
    Unreadable(String),
}

/// How far above the folder of articles a generator's settings are looked for.
const MAX_LEVELS_UP: usize = 3;

impl Access {
    /// For the paper in `folder`; `media` are the folders that its publisher names, seen from it.
    pub(crate) fn new(folder: &Path, media: &[PathBuf]) -> Access {
        let folder = canonical(folder);
        let named = media.iter().map(|path| canonical(&folder.join(path)));
        let folders_above = folder.ancestors().skip(1).take(MAX_LEVELS_UP);
        let media = named.chain(folders_above.flat_map(generators::static_folders)).collect();
        Access { repository: repository(&folder), folder, media }
    }

    /// The folder of articles, as the file system knows it.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Folders of media outside the paper's own.
    pub(crate) fn media_folders(&self) -> &[PathBuf] {
        &self.media
    }

    /// Folders above the paper's in which files may lie that its articles name from the root of
    /// their site.
    pub(crate) fn folders_above(&self) -> impl Iterator<Item = &Path> {
        let repository = self.repository.as_deref();
        let in_repository = move |at: &Path| repository.is_some_and(|root| at.starts_with(root));
        let folders_above = self.folder.ancestors().skip(1).enumerate();
        folders_above
            .take_while(move |(level, at)| *level < MAX_LEVELS_UP || in_repository(at))
            .map(|(_, at)| at)
    }

    /// Where `path` leads when all links are followed, if what is there may be used so.
    pub(crate) fn check(&self, path: &Path, purpose: Purpose) -> Result<PathBuf, AccessError> {
        // Asking for a file that isn't there is cheap; following all links to it is not.
        let metadata = fs::metadata(path).map_err(|_| AccessError::NotFound)?;
        let canonical = fs::canonicalize(path).map_err(|_| AccessError::NotFound)?;
        let (relative_to_root, in_folder) = self.relative_to_root(&canonical, purpose)?;
        if is_hidden(relative_to_root) || (purpose != Purpose::Settings && is_settings(&canonical))
        {
            return Err(AccessError::Private);
        }
        let is_folder = purpose == Purpose::Folder;
        if metadata.is_dir() != is_folder {
            // A picture whose address leads to a folder is one that isn't there.
            return Err(if metadata.is_dir() {
                AccessError::NotFound
            } else {
                AccessError::NotRegular
            });
        }
        if !is_folder && !metadata.is_file() {
            return Err(AccessError::NotRegular);
        }
        let fits = match purpose {
            Purpose::Folder | Purpose::Settings | Purpose::RootFile => true,
            Purpose::Article => is_article(&canonical),
            Purpose::Media if in_folder => is_published(&canonical) || is_picture(&canonical),
            Purpose::Media => is_published_everywhere(&canonical),
        };
        if fits { Ok(canonical) } else { Err(AccessError::UnpublishedType) }
    }

    /// The path seen from the place it may be used from, and whether that is the paper's folder.
    fn relative_to_root<'a>(
        &self,
        canonical: &'a Path,
        purpose: Purpose,
    ) -> Result<(&'a Path, bool), AccessError> {
        if let Ok(relative_to_root) = canonical.strip_prefix(&self.folder) {
            return Ok((relative_to_root, true));
        }
        let is_media = matches!(purpose, Purpose::Media | Purpose::RootFile);
        let media = self.media.iter().filter(|_| is_media);
        let found =
            media.chain(&self.repository).find_map(|root| canonical.strip_prefix(root).ok());
        found.map(|relative_to_root| (relative_to_root, false)).ok_or_else(|| match purpose {
            Purpose::Media if !is_published(canonical) => AccessError::UnpublishedType,
            Purpose::Media if !is_published_everywhere(canonical) => AccessError::Outside(None),
            _ => AccessError::Outside(self.allowable_folder(canonical)),
        })
    }

    /// The folder that a publisher would name to allow `real`: the one beside the paper's folder, or
    /// beside one above it.
    fn allowable_folder(&self, canonical: &Path) -> Option<String> {
        let (level, relative_to_root) =
            self.folder.ancestors().enumerate().find_map(|(level, folders_above)| {
                canonical
                    .strip_prefix(folders_above)
                    .ok()
                    .map(|relative_to_root| (level, relative_to_root))
            })?;
        let folder = relative_to_root.parent()?.components().next()?.as_os_str().to_str()?;
        (level <= MAX_LEVELS_UP && !is_hidden(relative_to_root))
            .then(|| ["../".repeat(level), folder.to_owned()].concat())
    }
}

/// The path as the file system knows it; as it is, if nothing is there.
fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The git repository that `folder` lies in. A home folder is none: who keeps settings in git has
/// all their files below it.
fn repository(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().find(|folders_above| folders_above.join(".git").exists())?;
    let home = std::env::home_dir().is_some_and(|home| canonical(&home) == root);
    (!home && root.parent().is_some()).then(|| root.to_owned())
}

/// Whether some part of a path has a name that begins with a dot.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."))
}

/// Whether a file holds settings of this program or another: their values may be secrets.
fn is_settings(path: &Path) -> bool {
    const SETTINGS: [&str; 12] = [
        CONFIG_FILE,
        "auth.json",
        "composer.json",
        "config.json",
        "config.xml",
        "firebase.json",
        "hugo.json",
        "package.json",
        "package-lock.json",
        "settings.json",
        "tsconfig.json",
        "vercel.json",
    ];
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    SETTINGS.iter().any(|settings| name.eq_ignore_ascii_case(settings))
}

/// Whether a file's content begins as a picture's.
fn is_picture(path: &Path) -> bool {
    const HEADER_BYTES: u64 = 64;
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEADER_BYTES).read_to_end(&mut start));
    // Of the kinds that can't be mistaken for text.
    let kind = read.ok().and_then(|_| imagesize::image_type(&start).ok());
    matches!(
        kind,
        Some(
            ImageType::Gif
                | ImageType::Heif(_)
                | ImageType::Jpeg
                | ImageType::Png
                | ImageType::Webp
        )
    )
}

/// Whether a file may be read as an article.
fn is_article(path: &Path) -> bool {
    const ARTICLES: [&str; 14] = [
        "md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtext", "mdx", "html", "htm", "xhtml",
        "shtml", "txt", "text",
    ];
    ARTICLES.contains(&&*extension(path))
}

#[cfg(test)]
mod tests;
