//! Decides which files may become part of a paper. `docs/SECURITY.md` explains it to publishers.
//!
//! An article may come from an untrusted author, so its text must not decide which files are
//! published. One rule holds for articles, media, settings and folders. It is applied to the
//! canonical path, with all symbolic links resolved:
//! - it lies in the paper's folder, or above it in a folder that [`Access`] allows;
//! - no part of it is hidden (starts with a dot);
//! - it is a regular file, and not a settings file;
//! - a media file has a type that is published (`media_types.rs`), or its content is an image.

use crate::media_types::{extension, is_published, is_published_everywhere};
use imagesize::ImageType;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

mod generators;

/// The name of the settings file, in the paper's folder.
pub const CONFIG_FILE: &str = "dateline.toml";

/// The folders that a paper's files may come from.
#[derive(Debug)]
pub(crate) struct Access {
    /// The paper's folder.
    folder: PathBuf,
    /// The git repository that contains the folder.
    repository: Option<PathBuf>,
    /// Media folders above or beside it: those that `dateline.toml` names, and the static folders
    /// of a site generator whose settings file is next to them.
    media: Vec<PathBuf>,
}

/// What a file is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It is read as an article.
    Article,
    /// It is a folder that is searched for articles.
    Folder,
    /// It is published unchanged: an image, an audio file, a document.
    Media,
    /// It is read as the paper's settings.
    Settings,
}

/// Why a file can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AccessError {
    /// It doesn't exist.
    NotFound,
    /// It is outside the allowed folders. Holds the path, relative to the paper's folder, of the
    /// folder that the publisher could allow; `None` if none should be suggested.
    Outside(Option<String>),
    /// It is private: hidden, in a hidden folder, or a settings file.
    Private,
    /// Its type is not published, or is not that of an article.
    UnpublishedType,
    /// It is not a regular file: a pipe, a socket or a device.
    NotRegular,
    /// It can't be read, for this reason.
    Unreadable(String),
}

/// How many levels above the paper's folder a generator's settings file is looked for.
const MAX_LEVELS_UP: usize = 3;

impl Access {
    /// The rule for the paper in `folder`; `media` are the folders that `dateline.toml` names,
    /// relative to it.
    pub(crate) fn new(folder: &Path, media: &[PathBuf]) -> Access {
        let folder = canonical(folder);
        let named = media.iter().map(|path| canonical(&folder.join(path)));
        let ancestors = folder.ancestors().skip(1).take(MAX_LEVELS_UP);
        let media = named.chain(ancestors.flat_map(generators::static_folders)).collect();
        Access { repository: repository(&folder), folder, media }
    }

    /// The canonical path of the paper's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Media folders outside the paper's folder.
    pub(crate) fn media_folders(&self) -> &[PathBuf] {
        &self.media
    }

    /// Folders above the paper's folder in which a root-relative address may be looked up.
    pub(crate) fn folders_above(&self) -> impl Iterator<Item = &Path> {
        let repository = self.repository.as_deref();
        let in_repository = move |at: &Path| repository.is_some_and(|root| at.starts_with(root));
        let ancestors = self.folder.ancestors().skip(1).enumerate();
        ancestors
            .take_while(move |(level, at)| *level < MAX_LEVELS_UP || in_repository(at))
            .map(|(_, at)| at)
    }

    /// The canonical path of `path`, if it may be used for `purpose`.
    pub(crate) fn check(&self, path: &Path, purpose: Purpose) -> Result<PathBuf, AccessError> {
        // `metadata` is cheaper than `canonicalize` for the many candidates that don't exist.
        let metadata = fs::metadata(path).map_err(|_| AccessError::NotFound)?;
        let canonical = fs::canonicalize(path).map_err(|_| AccessError::NotFound)?;
        let (relative, in_folder) = self.relative_to_root(&canonical, purpose)?;
        if is_hidden(relative) || (purpose != Purpose::Settings && is_settings(&canonical)) {
            return Err(AccessError::Private);
        }
        let is_folder = purpose == Purpose::Folder;
        if metadata.is_dir() != is_folder {
            // An image whose address is a folder doesn't exist.
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
            Purpose::Folder | Purpose::Settings => true,
            Purpose::Article => is_article(&canonical),
            Purpose::Media if in_folder => is_published(&canonical) || is_image(&canonical),
            Purpose::Media => is_published_everywhere(&canonical),
        };
        if fits { Ok(canonical) } else { Err(AccessError::UnpublishedType) }
    }

    /// The path relative to the allowed folder that contains it, and whether that is the paper's
    /// folder.
    fn relative_to_root<'a>(
        &self,
        canonical: &'a Path,
        purpose: Purpose,
    ) -> Result<(&'a Path, bool), AccessError> {
        if let Ok(relative) = canonical.strip_prefix(&self.folder) {
            return Ok((relative, true));
        }
        let media = self.media.iter().filter(|_| purpose == Purpose::Media);
        let found =
            media.chain(&self.repository).find_map(|root| canonical.strip_prefix(root).ok());
        found.map(|relative| (relative, false)).ok_or_else(|| match purpose {
            Purpose::Media if !is_published(canonical) => AccessError::UnpublishedType,
            Purpose::Media if !is_published_everywhere(canonical) => AccessError::Outside(None),
            _ => AccessError::Outside(self.allowable_folder(canonical)),
        })
    }

    /// The folder to suggest for `[media] folders`: next to the paper's folder, or next to one of
    /// its ancestors.
    fn allowable_folder(&self, canonical: &Path) -> Option<String> {
        let (level, relative) =
            self.folder.ancestors().enumerate().find_map(|(level, ancestor)| {
                canonical.strip_prefix(ancestor).ok().map(|relative| (level, relative))
            })?;
        let folder = relative.parent()?.components().next()?.as_os_str().to_str()?;
        (level <= MAX_LEVELS_UP && !is_hidden(relative))
            .then(|| ["../".repeat(level), folder.to_owned()].concat())
    }
}

/// The canonical path; unchanged if it doesn't exist.
fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The git repository that contains `folder`. A home directory doesn't count: with dotfiles in git,
/// all of the user's files are below it.
fn repository(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().find(|ancestor| ancestor.join(".git").exists())?;
    let home = std::env::home_dir().is_some_and(|home| canonical(&home) == root);
    (!home && root.parent().is_some()).then(|| root.to_owned())
}

/// Whether any component of a path starts with a dot.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."))
}

/// Whether this is a settings file of this program or another, which may hold secrets.
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

/// Whether a file's content is an image, by its magic number.
fn is_image(path: &Path) -> bool {
    const HEADER_BYTES: u64 = 64;
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEADER_BYTES).read_to_end(&mut start));
    // Only formats that can't be mistaken for text.
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

/// Whether a file has the extension of an article.
fn is_article(path: &Path) -> bool {
    const ARTICLES: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];
    ARTICLES.contains(&&*extension(path))
}

#[cfg(test)]
mod tests;
