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

use crate::media_types::{ending, is_published, is_published_everywhere};
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
pub(crate) enum Use {
    /// To be read as an article.
    Article,
    /// To look for articles in it: a folder.
    Folder,
    /// To be published as it is: a picture, a recording, a document.
    Media,
    /// To be read as the paper's settings.
    Settings,
}

/// Why a file is not part of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Nothing is there.
    Missing,
    /// It is outside of what belongs to the paper. Here is the path by which a publisher would name
    /// its folder, from the paper's; `None` if no path should be advised.
    Outside(Option<String>),
    /// It is the publisher's own: hidden, in a hidden folder, or settings.
    Private,
    /// It is of a kind that is not published.
    Kind,
    /// It is a pipe, a socket or a device.
    NotOrdinary,
    /// The system refused to read it, for this reason.
    Unreadable(String),
}

/// How far above the folder of articles a generator's settings are looked for.
const LEVELS: usize = 3;

impl Access {
    /// For the paper in `folder`; `media` are the folders that its publisher names, seen from it.
    pub(crate) fn new(folder: &Path, media: &[PathBuf]) -> Access {
        let folder = real(folder);
        let named = media.iter().map(|path| real(&folder.join(path)));
        let above = folder.ancestors().skip(1).take(LEVELS);
        let media = named.chain(above.flat_map(generators::static_folders)).collect();
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
    pub(crate) fn above(&self) -> impl Iterator<Item = &Path> {
        let repository = self.repository.as_deref();
        let in_repository = move |at: &Path| repository.is_some_and(|root| at.starts_with(root));
        let above = self.folder.ancestors().skip(1).enumerate();
        above.take_while(move |(level, at)| *level < LEVELS || in_repository(at)).map(|(_, at)| at)
    }

    /// Where `path` leads when all links are followed, if what is there may be used so.
    pub(crate) fn check(&self, path: &Path, wanted: Use) -> Result<PathBuf, Refusal> {
        // Asking for a file that isn't there is cheap; following all links to it is not.
        let about = fs::metadata(path).map_err(|_| Refusal::Missing)?;
        let real = fs::canonicalize(path).map_err(|_| Refusal::Missing)?;
        let (inner, in_folder) = self.inner(&real, wanted)?;
        if is_hidden(inner) || (wanted != Use::Settings && is_settings(&real)) {
            return Err(Refusal::Private);
        }
        let is_folder = wanted == Use::Folder;
        if about.is_dir() != is_folder {
            // A picture whose address leads to a folder is one that isn't there.
            return Err(if about.is_dir() { Refusal::Missing } else { Refusal::NotOrdinary });
        }
        if !is_folder && !about.is_file() {
            return Err(Refusal::NotOrdinary);
        }
        let fits = match wanted {
            Use::Folder | Use::Settings => true,
            Use::Article => is_article(&real),
            Use::Media if in_folder => is_published(&real) || is_picture(&real),
            Use::Media => is_published_everywhere(&real),
        };
        if fits { Ok(real) } else { Err(Refusal::Kind) }
    }

    /// The path seen from the place it may be used from, and whether that is the paper's folder.
    fn inner<'a>(&self, real: &'a Path, wanted: Use) -> Result<(&'a Path, bool), Refusal> {
        if let Ok(inner) = real.strip_prefix(&self.folder) {
            return Ok((inner, true));
        }
        let media = self.media.iter().filter(|_| wanted == Use::Media);
        let found = media.chain(&self.repository).find_map(|root| real.strip_prefix(root).ok());
        found.map(|inner| (inner, false)).ok_or_else(|| match wanted {
            Use::Media if !is_published(real) => Refusal::Kind,
            Use::Media if !is_published_everywhere(real) => Refusal::Outside(None),
            _ => Refusal::Outside(self.advice(real)),
        })
    }

    /// The folder that a publisher would name to allow `real`: the one beside the paper's folder, or
    /// beside one above it.
    fn advice(&self, real: &Path) -> Option<String> {
        let (level, inner) =
            self.folder.ancestors().enumerate().find_map(|(level, above)| {
                real.strip_prefix(above).ok().map(|inner| (level, inner))
            })?;
        let folder = inner.parent()?.components().next()?.as_os_str().to_str()?;
        (level <= LEVELS && !is_hidden(inner))
            .then(|| ["../".repeat(level), folder.to_owned()].concat())
    }
}

/// The path as the file system knows it; as it is, if nothing is there.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The git repository that `folder` lies in. A home folder is none: who keeps settings in git has
/// all their files below it.
fn repository(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().find(|above| above.join(".git").exists())?;
    let home = std::env::home_dir().is_some_and(|home| real(&home) == root);
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
    const ENOUGH: u64 = 64;
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(ENOUGH).read_to_end(&mut start));
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
    const ARTICLES: [&str; 5] = ["md", "markdown", "html", "htm", "txt"];
    ARTICLES.contains(&&*ending(path))
}

#[cfg(test)]
mod tests;
