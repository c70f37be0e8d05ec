//! Media files: finds images, audio, video and documents, and names their copies in the site.

mod attachment;
mod folders;
mod orientation;

use crate::access::{Access, AccessError, Purpose};
use crate::file_name::folded;
use crate::files::{self, ReadError};
use crate::hash;
use crate::slugs::slug_of;
use crate::sources::walk::stem;
use article::percent;
use article::site_files::MEDIA;
use article::{MediaPath, Rendition};
pub(crate) use attachment::Attachment;
use folders::Folders;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A file to copy into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaCopy {
    /// The source file.
    pub from: PathBuf,
    /// Its path in the site: `media/press-hall-1f2e3d4c.webp`. It contains a content hash, so
    /// browsers may cache it forever.
    pub to: MediaPath,
}

/// A media file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Media {
    pub copy: MediaCopy,
    /// In pixels; 0 if unknown.
    pub width: u32,
    pub height: u32,
    /// The same image at other widths, narrowest first.
    pub renditions: Vec<(MediaCopy, u32)>,
}

/// Looks up media files, and inspects each one once for all articles.
pub(crate) struct MediaLibrary<'a> {
    access: &'a Access,
    cache: Mutex<HashMap<PathBuf, CacheEntry>>,
    folders: Folders,
    /// The files of articles that are left out: no link publishes them.
    withheld: HashSet<PathBuf>,
    /// The texts beside articles that are none themselves.
    attachments: HashSet<PathBuf>,
    /// The other files of the paper, relative to its folder.
    files: Vec<PathBuf>,
    /// These by their folded names; the first of several.
    by_name: OnceLock<HashMap<String, PathBuf>>,
}

type CacheEntry = Arc<OnceLock<Result<Media, AccessError>>>;

/// The usual static folders of site generators.
const STATIC_FOLDERS: [&str; 4] = ["", "static", "assets", "public"];
/// The widths for which `NAME-480w.EXT` files are looked up.
const RENDITION_WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1440, 1920];

impl MediaLibrary<'_> {
    pub(crate) fn new(access: &Access, withheld: HashSet<PathBuf>) -> MediaLibrary<'_> {
        MediaLibrary {
            access,
            cache: Mutex::default(),
            folders: Folders::default(),
            withheld,
            attachments: HashSet::new(),
            files: Vec::new(),
            by_name: OnceLock::new(),
        }
    }

    /// Adds texts beside articles, relative to the paper's folder.
    pub(crate) fn add_attachments<'a>(&mut self, files: impl Iterator<Item = &'a Path>) {
        let folder = self.access.folder();
        self.attachments.extend(files.map(|file| folder.join(file)));
    }

    /// Adds files that are found by their names, relative to the paper's folder.
    pub(crate) fn add_files<'a>(&mut self, files: impl Iterator<Item = &'a Path>) {
        self.files.extend(files.map(Path::to_owned));
    }

    /// The file of the paper that is called so, wherever it is.
    pub(crate) fn find_by_name(&self, name: &str) -> Option<Media> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for file in &self.files {
                if let Some(name) = file.file_name().and_then(|name| name.to_str()) {
                    by_name.entry(folded(name)).or_insert_with(|| file.clone());
                }
            }
            by_name
        });
        let name = percent::decode(name.rsplit('/').next().unwrap_or(name));
        let file = by_name.get(&folded(&name))?;
        self.load(&self.access.folder().join(file)).ok()
    }

    /// The text `path` beside the article `file`, if it is an attachment.
    pub(crate) fn find_attachment(&self, file: &Path, path: &str) -> Option<Attachment> {
        let folder = self.access.folder().join(file.parent()?);
        let path = self.access.check(&folder.join(path), Purpose::Article).ok()?;
        if !self.attachments.contains(&path) {
            return None;
        }
        Some(attachment::of(&path).unwrap_or(Attachment::ForPrograms))
    }

    /// Finds the file that an article refers to as `path`: next to the article, at the root of the
    /// paper's folder, or in `static`, `assets` or `public`; else the same in the folders above and
    /// in media folders.
    pub(crate) fn find(&self, file: &Path, path: &str) -> Result<Media, AccessError> {
        let decoded = percent::decode(path);
        let path = decoded.split(['?', '#']).next().unwrap_or_default().replace('\\', "/");
        if path.contains('\0') {
            return Err(AccessError::Outside(None));
        }
        if path.trim_matches('/').is_empty() {
            return Err(AccessError::NotFound);
        }
        let article_folder = file.parent().unwrap_or(Path::new(""));
        let leads_out = leaves_folder(article_folder, &path);
        let mut reason = if leads_out { AccessError::Outside(None) } else { AccessError::NotFound };
        for candidate in self.candidates(article_folder, &path) {
            match self.load(&candidate) {
                Ok(media) => return Ok(media),
                Err(AccessError::NotFound) => {}
                // Keep the error of the first candidate, which is the most likely one.
                Err(error)
                    if matches!(reason, AccessError::NotFound | AccessError::Outside(None)) =>
                {
                    reason = error;
                }
                Err(_) => {}
            }
        }
        let respelled = self.candidates(article_folder, &path);
        let mut respelled = respelled.filter_map(|path| self.folders.find(&path));
        let respelled = respelled.find_map(|path| self.load(&path).ok());
        respelled.or_else(|| self.find_in_own_folder(file, &path)).ok_or(reason)
    }

    /// A file in the folder that has the article's name, where Hexo keeps its pictures.
    fn find_in_own_folder(&self, file: &Path, path: &str) -> Option<Media> {
        let own = file.with_extension("");
        if path.starts_with('/') || path.contains("..") || !self.access.folder().join(&own).is_dir()
        {
            return None;
        }
        self.load(&self.access.folder().join(own).join(path)).ok()
    }

    /// The candidates for `path` in an article of `article_folder`, most likely first.
    fn candidates(&self, article_folder: &Path, path: &str) -> impl Iterator<Item = PathBuf> {
        let folder = self.access.folder();
        let from_root = path.trim_start_matches('/').to_owned();
        let relative = (!path.starts_with('/')).then(|| folder.join(article_folder).join(path));
        // A root-relative address can't lead above the root.
        let leads_up = Path::new(&from_root).components().any(|part| part == Component::ParentDir);
        let above = self.access.folders_above().filter(move |_| !leads_up);
        let media = self.access.media_folders().iter().filter(move |_| !leads_up);
        let media = media.flat_map(|media| [Some(media.as_path()), media.parent()]).flatten();
        let roots = std::iter::once(folder).chain(above);
        let in_static = roots.flat_map(|root| STATIC_FOLDERS.map(|folder| root.join(folder)));
        let bases = in_static.chain(media.map(Path::to_owned));
        relative.into_iter().chain(bases.map(move |base| base.join(&from_root)))
    }

    /// The media file at `path`, if it may be published.
    fn load(&self, path: &Path) -> Result<Media, AccessError> {
        let path = self.access.check(path, Purpose::Media)?;
        if self.withheld.contains(&path) {
            return Err(AccessError::Private);
        }
        let entry = {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            cache.entry(path.clone()).or_default().clone()
        };
        entry.get_or_init(|| self.inspect(&path)).clone()
    }

    fn inspect(&self, path: &Path) -> Result<Media, AccessError> {
        let unreadable = |error: ReadError| AccessError::Unreadable(error.to_string());
        let copy = copy_of(path).map_err(unreadable)?;
        let (mut width, mut height) = dimensions(path).unwrap_or((0, 0));
        if orientation::is_turned(path) {
            std::mem::swap(&mut width, &mut height);
        }
        let mut renditions = Vec::new();
        for rendition_width in RENDITION_WIDTHS {
            let extension = path.extension().and_then(|extension| extension.to_str());
            let name =
                format!("{}-{rendition_width}w.{}", stem(path), extension.unwrap_or_default());
            let Ok(sibling) = self.access.check(&path.with_file_name(name), Purpose::Media) else {
                continue;
            };
            if let Some((found, _)) = dimensions(&sibling)
                && found < width
            {
                renditions.push((copy_of(&sibling).map_err(unreadable)?, found));
            }
        }
        renditions.sort_by_key(|(_, width)| *width);
        Ok(Media { copy, width, height, renditions })
    }
}

/// Whether `path`, resolved against `article_folder`, leaves the paper's folder.
fn leaves_folder(article_folder: &Path, path: &str) -> bool {
    let mut depth =
        if path.starts_with('/') { 0 } else { article_folder.components().count() as i64 };
    for part in path.split('/') {
        depth += match part {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        if depth < 0 {
            return true;
        }
    }
    false
}

impl Media {
    /// The renditions as listed in an article; the image itself is the widest.
    pub(crate) fn renditions(&self) -> Vec<Rendition> {
        let rendition =
            |(copy, width): &(MediaCopy, u32)| Rendition { file: copy.to.clone(), width: *width };
        self.renditions.iter().map(rendition).collect()
    }

    /// All files to copy.
    pub(crate) fn copies(&self) -> impl Iterator<Item = MediaCopy> + '_ {
        let others = self.renditions.iter().map(|(copy, _)| copy);
        std::iter::once(&self.copy).chain(others).cloned()
    }
}

fn copy_of(path: &Path) -> Result<MediaCopy, ReadError> {
    let hash = hash::of_file(path)?;
    // Case-folded, so that equal files whose names differ only in case or normalization get one
    // name.
    let stem = slug_of(stem(path)).map_or_else(|| "file".to_owned(), |slug| folded(slug.as_str()));
    let to = format!("{MEDIA}{stem}-{}.{}", &hash[..8], extension(path));
    // Made of a slug, a hash and an extension, it is always valid.
    let to = MediaPath::new(&to).unwrap_or_default();
    Ok(MediaCopy { from: path.to_owned(), to })
}

/// A file's extension in lower case; `bin` if it has none that is valid everywhere.
fn extension(path: &Path) -> String {
    const MAX_EXTENSION_LEN: usize = 16;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let mut extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    extension.make_ascii_lowercase();
    if extension.is_empty() || extension.len() > MAX_EXTENSION_LEN {
        "bin".to_owned()
    } else {
        extension
    }
}

/// An image's dimensions in pixels.
fn dimensions(path: &Path) -> Option<(u32, u32)> {
    let is_svg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if is_svg {
        return svg_dimensions(path);
    }
    let dimensions = imagesize::size(path).ok()?;
    Some((u32::try_from(dimensions.width).ok()?, u32::try_from(dimensions.height).ok()?))
}

/// The dimensions of an SVG: `width` and `height`, else its `viewBox`.
fn svg_dimensions(path: &Path) -> Option<(u32, u32)> {
    use std::io::Read;
    let mut head = Vec::new();
    files::open(path).ok()?.take(1 << 16).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let start = head.find("<svg")?;
    let tag = &head[start..start + head[start..].find('>')?];
    let pixels = |name: &str| {
        let value = attribute(tag, name)?;
        let number = value.trim().trim_end_matches("px");
        number.parse::<f64>().ok().filter(|&pixels| pixels >= 1.0)
    };
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let view_box = attribute(tag, "viewBox")?;
            let numbers = view_box.split([' ', ',']).filter(|part| !part.is_empty());
            let numbers: Vec<f64> = numbers.filter_map(|part| part.parse().ok()).collect();
            let [_, _, width, height] = numbers[..] else {
                return None;
            };
            (width, height)
        }
    };
    (width >= 1.0 && height >= 1.0).then_some((width.round() as u32, height.round() as u32))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let parted = rest[..at].ends_with(|c: char| c.is_ascii_whitespace());
        rest = &rest[at + name.len()..];
        if let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| parted) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value[1..].split(quote).next();
        }
    }
}

#[cfg(test)]
mod tests;
