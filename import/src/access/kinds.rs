//! The kinds of files that a paper is made of, known by their endings.

use imagesize::ImageType;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Pictures, recordings, films, captions and documents: made to be looked at by readers.
const PUBLISHED: &[&str] = &[
    // Pictures
    "apng", "avif", "bmp", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "jxl", "png", "svg", "tif",
    "tiff", "webp", // Recordings
    "aac", "aif", "aiff", "flac", "m4a", "mid", "mka", "mp3", "oga", "ogg", "opus", "wav", "weba",
    // Films and their captions
    "avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "srt", "vtt", "webm",
    // Documents
    "bib", "csv", "djvu", "doc", "docx", "epub", "ics", "odg", "odp", "ods", "odt", "pdf", "ppt",
    "pptx", "ps", "rtf", "tsv", "vcf", "xls", "xlsx", "zip", "mobi", "cbz", "gpx", "kml",
];

/// Published too if they lie in the paper's own folder: elsewhere such files are seldom meant for
/// readers.
const PUBLISHED_FROM_THE_FOLDER: &[&str] =
    &["7z", "bz2", "geojson", "gz", "ipynb", "json", "tar", "tgz", "txt", "xml", "xz"];

const ARTICLES: &[&str] = &["md", "markdown", "html", "htm", "txt"];

fn ending(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ending.to_ascii_lowercase()
}

/// Whether a file of this name is of a kind that a paper may offer.
pub(crate) fn has_published_ending(path: &Path) -> bool {
    PUBLISHED_FROM_THE_FOLDER.contains(&&*ending(path)) || is_published_from_above(path)
}

/// Whether a file of the paper's folder may be published as it is. One without a known ending has to
/// have a picture's content.
pub(super) fn is_published(path: &Path) -> bool {
    has_published_ending(path) || is_picture(path)
}

/// Whether a file from above the paper's folder may be published as it is.
pub(super) fn is_published_from_above(path: &Path) -> bool {
    PUBLISHED.contains(&&*ending(path))
}

/// Whether a file may be read as an article.
pub(super) fn is_article(path: &Path) -> bool {
    ARTICLES.contains(&&*ending(path))
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
