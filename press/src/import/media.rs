//! Pictures, recordings and documents: finding their files, and planning where they go.

use super::slugs::slug_of;
use super::walk::stem;
use crate::config::CONFIG_FILE;
use article::{MediaPath, Rendition};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::fs;
use std::io::BufReader;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A file to copy into the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaCopy {
    /// The file as it is now.
    pub from: PathBuf,
    /// Its name in the site: `media/press-hall-1f2e3d4c.webp`. The digits are of its contents, so
    /// that browsers may keep it for ever.
    pub to: MediaPath,
}

/// A file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Media {
    pub copy: MediaCopy,
    /// In pixels; 0 if it has none or they can't be read.
    pub width: u32,
    pub height: u32,
    /// The same picture at other widths, narrowest first.
    pub renditions: Vec<(MediaCopy, u32)>,
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoMedia {
    /// Nothing there.
    Missing,
    /// It is outside of what belongs to the paper.
    Outside,
    /// It is the publisher's own: a hidden file, one in a hidden folder, or the paper's settings.
    Private,
}

/// The files that belong to the paper; each is looked at once, whoever asks.
pub(crate) struct Library {
    /// The folder of articles, as the file system knows it.
    folder: PathBuf,
    /// Where files may come from: the folder, or the repository it lies in.
    root: PathBuf,
    known: Mutex<HashMap<PathBuf, Known>>,
}

type Known = Arc<OnceLock<Option<Media>>>;

/// Where site generators keep what is published as it is.
const ASSETS: [&str; 10] =
    ["static", "assets", "public", "images", "img", "media", "pictures", "files", "uploads", "src"];
/// How far above the folder a repository or a folder of assets may be.
const LEVELS: usize = 2;
/// The widths that `NAME-480w.EXT` files are looked for in.
const WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1440, 1920];

impl Library {
    pub(crate) fn new(folder: &Path) -> Library {
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let root = root(&folder);
        Library { folder, root, known: Mutex::default() }
    }

    /// The file that the article `file` calls `path`: beside the article, from the folder's root,
    /// or in `static`, `assets` or `public`; else in a folder of assets up to two levels above.
    pub(crate) fn find(&self, file: &Path, path: &str) -> Result<Media, NoMedia> {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let path = decoded.split(['?', '#']).next().unwrap_or_default().replace('\\', "/");
        if path.contains('\0') {
            return Err(NoMedia::Outside);
        }
        let beside = file.parent().unwrap_or(Path::new(""));
        let below_root = path.trim_start_matches('/');
        let mut candidates = Vec::new();
        if !path.starts_with('/') {
            candidates.push((self.folder.join(beside).join(&path), &self.root));
        }
        candidates.push((self.folder.join(below_root), &self.root));
        for assets in ["static", "assets", "public"] {
            candidates.push((self.folder.join(assets).join(below_root), &self.root));
        }
        let mut reason = NoMedia::Missing;
        if escapes(beside, &path) {
            reason = NoMedia::Outside;
        }
        for (candidate, within) in candidates {
            match self.at(&candidate, within) {
                Err(NoMedia::Missing) => {}
                Err(error) => reason = error,
                Ok(media) => return Ok(media),
            }
        }
        self.above(below_root).map_err(|_| reason)
    }

    /// Looks in folders of assets above the folder of articles.
    fn above(&self, path: &str) -> Result<Media, NoMedia> {
        let first = path.split('/').next().unwrap_or_default();
        let escapes = Path::new(path).components().any(|part| part == Component::ParentDir);
        if escapes {
            return Err(NoMedia::Missing);
        }
        for parent in self.folder.ancestors().skip(1).take(LEVELS) {
            let named = ASSETS.contains(&first).then(|| (parent.join(path), parent.join(first)));
            let inside = ["static", "assets", "public"]
                .map(|assets| (parent.join(assets).join(path), parent.join(assets)));
            for (candidate, within) in named.into_iter().chain(inside) {
                if let Ok(media) = self.at(&candidate, &within) {
                    return Ok(media);
                }
            }
        }
        Err(NoMedia::Missing)
    }

    /// The file at `path`, if it is a file and, all links followed, inside `within`.
    fn at(&self, path: &Path, within: &Path) -> Result<Media, NoMedia> {
        // Asking for a file that isn't there is cheap; following all links to it is not.
        let is_file = fs::metadata(path).is_ok_and(|meta| meta.is_file());
        let Some(real) = is_file.then(|| fs::canonicalize(path).ok()).flatten() else {
            return Err(NoMedia::Missing);
        };
        let Ok(inner) = real.strip_prefix(within) else {
            return Err(NoMedia::Outside);
        };
        // An article could show `.env` or `.git/config` as a picture, and so publish it.
        if is_hidden(inner) || real.ends_with(CONFIG_FILE) {
            return Err(NoMedia::Private);
        }
        let known = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(real.clone()).or_default().clone()
        };
        known.get_or_init(|| look_at(&real)).clone().ok_or(NoMedia::Missing)
    }
}

/// Where a paper's files may come from: its folder, or the repository that lies in.
pub(crate) fn root(folder: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut above = folder.ancestors().take(LEVELS + 1);
    let repository = above.find(|folder| folder.join(".git").exists());
    repository.unwrap_or(&folder).to_owned()
}

/// Whether `path`, seen from the folder `beside`, leaves the folder of articles.
fn escapes(beside: &Path, path: &str) -> bool {
    let mut depth = if path.starts_with('/') { 0 } else { beside.components().count() as i64 };
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

/// Whether some part of a path has a name that begins with a dot.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."))
}

fn look_at(path: &Path) -> Option<Media> {
    let copy = planned(path)?;
    let (width, height) = size(path).unwrap_or((0, 0));
    let mut renditions = Vec::new();
    for wanted in WIDTHS {
        let extension = path.extension().and_then(|extension| extension.to_str())?;
        let name = format!("{}-{wanted}w.{extension}", stem(path));
        let sibling = path.with_file_name(name);
        // Links could lead anywhere.
        let plain = fs::symlink_metadata(&sibling).is_ok_and(|meta| meta.is_file());
        if !plain {
            continue;
        }
        if let (Some(copy), Some((found, _))) = (planned(&sibling), size(&sibling))
            && found < width
        {
            renditions.push((copy, found));
        }
    }
    renditions.sort_by_key(|(_, width)| *width);
    Some(Media { copy, width, height, renditions })
}

impl Media {
    /// The renditions, as an article names them; the widest is the picture itself.
    pub(crate) fn renditions(&self) -> Vec<Rendition> {
        let rendition =
            |(copy, width): &(MediaCopy, u32)| Rendition { file: copy.to.clone(), width: *width };
        self.renditions.iter().map(rendition).collect()
    }

    /// Everything to copy.
    pub(crate) fn copies(&self) -> impl Iterator<Item = MediaCopy> + '_ {
        let others = self.renditions.iter().map(|(copy, _)| copy);
        std::iter::once(&self.copy).chain(others).cloned()
    }
}

fn planned(path: &Path) -> Option<MediaCopy> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(BufReader::new(fs::File::open(path).ok()?)).ok()?;
    let hash = hasher.finalize().to_hex();
    let stem = slug_of(stem(path)).map_or_else(|| "file".to_owned(), |slug| slug.to_string());
    let to = format!("media/{stem}-{}.{}", &hash[..8], extension(path));
    Some(MediaCopy { from: path.to_owned(), to: MediaPath::new(&to).ok()? })
}

/// A file's ending in small letters; `bin` if it has none that every system takes.
fn extension(path: &Path) -> String {
    const LONGEST: usize = 16;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let mut kept: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    kept.make_ascii_lowercase();
    if kept.is_empty() || kept.len() > LONGEST { "bin".to_owned() } else { kept }
}

/// A picture's width and height in pixels.
fn size(path: &Path) -> Option<(u32, u32)> {
    let is_svg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if is_svg {
        return svg_size(path);
    }
    let size = imagesize::size(path).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// An SVG's own width and height, or its view box's.
fn svg_size(path: &Path) -> Option<(u32, u32)> {
    use std::io::Read;
    let mut head = Vec::new();
    fs::File::open(path).ok()?.take(1 << 16).read_to_end(&mut head).ok()?;
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
