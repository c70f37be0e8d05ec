//! Media types by file extension: the IANA type that hosts send, whether articles may publish such
//! files, and whether they are compressible.

use std::path::Path;

/// From where files of a type may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Published {
    /// From all allowed folders: such files are made for readers.
    Everywhere,
    /// From the paper's folder only: elsewhere, such files are rarely meant for readers.
    FromFolder,
    /// Never.
    No,
}
use Published::{Everywhere, FromFolder, No};

/// Plain text.
pub const TEXT: &str = "text/plain; charset=utf-8";
/// An HTML page.
pub const PAGE: &str = "text/html; charset=utf-8";
const OCTET_STREAM: &str = "application/octet-stream";

#[rustfmt::skip]
const TYPES: &[(&str, &str, Published)] = &[
    // Pages and their resources
    ("html", PAGE, No),
    ("htm", PAGE, No),
    ("js", "text/javascript; charset=utf-8", No),
    ("mjs", "text/javascript; charset=utf-8", No),
    ("css", "text/css; charset=utf-8", No),
    ("wasm", "application/wasm", No),
    ("webmanifest", "application/manifest+json", No),
    ("woff2", "font/woff2", No),
    // Images
    ("apng", "image/apng", Everywhere),
    ("avif", "image/avif", Everywhere),
    ("bmp", "image/bmp", Everywhere),
    ("gif", "image/gif", Everywhere),
    ("heic", "image/heic", Everywhere),
    ("ico", "image/x-icon", Everywhere),
    ("jfif", "image/jpeg", Everywhere),
    ("jpeg", "image/jpeg", Everywhere),
    ("jpg", "image/jpeg", Everywhere),
    ("jxl", "image/jxl", Everywhere),
    ("png", "image/png", Everywhere),
    ("svg", "image/svg+xml", Everywhere),
    ("tif", "image/tiff", Everywhere),
    ("tiff", "image/tiff", Everywhere),
    ("webp", "image/webp", Everywhere),
    // Audio
    ("aac", "audio/aac", Everywhere),
    ("aif", "audio/aiff", Everywhere),
    ("aiff", "audio/aiff", Everywhere),
    ("flac", "audio/flac", Everywhere),
    ("m4a", "audio/mp4", Everywhere),
    ("mid", "audio/midi", Everywhere),
    ("mka", "audio/matroska", Everywhere),
    ("mp3", "audio/mpeg", Everywhere),
    ("oga", "audio/ogg", Everywhere),
    ("ogg", "audio/ogg", Everywhere),
    ("opus", "audio/ogg", Everywhere),
    ("wav", "audio/wav", Everywhere),
    ("weba", "audio/webm", Everywhere),
    // Video and captions
    ("avi", "video/vnd.avi", Everywhere),
    ("m4v", "video/mp4", Everywhere),
    ("mkv", "video/matroska", Everywhere),
    ("mov", "video/quicktime", Everywhere),
    ("mp4", "video/mp4", Everywhere),
    ("mpeg", "video/mpeg", Everywhere),
    ("mpg", "video/mpeg", Everywhere),
    ("ogv", "video/ogg", Everywhere),
    ("srt", TEXT, Everywhere),
    ("vtt", "text/vtt; charset=utf-8", Everywhere),
    ("webm", "video/webm", Everywhere),
    // Documents
    ("bib", TEXT, Everywhere),
    ("cbz", "application/vnd.comicbook+zip", Everywhere),
    ("csv", "text/csv; charset=utf-8", Everywhere),
    ("djvu", "image/vnd.djvu", Everywhere),
    ("doc", "application/msword", Everywhere),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Everywhere),
    ("epub", "application/epub+zip", Everywhere),
    ("gpx", "application/gpx+xml", Everywhere),
    ("ics", "text/calendar; charset=utf-8", Everywhere),
    ("kml", "application/vnd.google-earth.kml+xml", Everywhere),
    ("mobi", "application/x-mobipocket-ebook", Everywhere),
    ("odg", "application/vnd.oasis.opendocument.graphics", Everywhere),
    ("odp", "application/vnd.oasis.opendocument.presentation", Everywhere),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", Everywhere),
    ("odt", "application/vnd.oasis.opendocument.text", Everywhere),
    ("pdf", "application/pdf", Everywhere),
    ("ppt", "application/vnd.ms-powerpoint", Everywhere),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Everywhere),
    ("ps", "application/postscript", Everywhere),
    ("rtf", "application/rtf", Everywhere),
    ("tsv", "text/tab-separated-values; charset=utf-8", Everywhere),
    ("vcf", "text/vcard; charset=utf-8", Everywhere),
    ("xls", "application/vnd.ms-excel", Everywhere),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Everywhere),
    ("zip", "application/zip", Everywhere),
    // Data and archives
    ("7z", "application/x-7z-compressed", FromFolder),
    ("bz2", "application/x-bzip2", FromFolder),
    ("geojson", "application/geo+json", FromFolder),
    ("gz", "application/gzip", FromFolder),
    ("ipynb", "application/x-ipynb+json", FromFolder),
    ("json", "application/json", FromFolder),
    ("tar", "application/x-tar", FromFolder),
    ("tgz", "application/gzip", FromFolder),
    ("txt", TEXT, FromFolder),
    ("xml", "application/xml", FromFolder),
    ("xz", "application/x-xz", FromFolder),
];

/// The extension of a file name in lower case; empty if there is none.
pub(crate) fn extension(path: &Path) -> String {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extension.to_ascii_lowercase()
}

fn find(path: &Path) -> Option<&'static (&'static str, &'static str, Published)> {
    let extension = extension(path);
    TYPES.iter().find(|(known, ..)| *known == extension)
}

/// The media type of a file, by its extension.
pub fn media_type(file: &str) -> &'static str {
    find(Path::new(file)).map_or(OCTET_STREAM, |(_, media_type, _)| media_type)
}

/// Whether a file of this name is compressible: text, code or data. Images, audio and video are
/// already compressed.
pub fn is_compressible(file: &str) -> bool {
    let media_type = media_type(file);
    let others = ["application/wasm", "application/json", "application/xml"];
    media_type.starts_with("text/")
        || others.contains(&media_type)
        || media_type.ends_with("+xml")
        || media_type.ends_with("+json")
}

/// Whether a file of this name may be published from the paper's folder.
pub(crate) fn is_published(path: &Path) -> bool {
    find(path).is_some_and(|(.., published)| *published != No)
}

/// Whether a file of this name may be published from all allowed folders.
pub(crate) fn is_published_everywhere(path: &Path) -> bool {
    find(path).is_some_and(|(.., published)| *published == Everywhere)
}
