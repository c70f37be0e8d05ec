//! Texts beside an article that are no articles, as files for readers.
//!
//! Markdown is copied as plain text, if its source holds nothing but what readers of it would see. A
//! page is not copied: its scripts would run in the name of the site, and its source shows what a
//! page hides.

use super::{MediaCopy, copy_of};
use crate::files::{self, ReadError};
use crate::sources::kinds::{SourceFormat, format_of};
use article::MediaPath;
use std::path::Path;

/// What becomes of a text beside an article.
pub(crate) enum Attachment {
    /// It is copied.
    Text(MediaCopy),
    /// It is a page.
    Page,
    /// It has front matter, remarks or tags that are not for readers.
    ForPrograms,
}

/// What becomes of the attachment at `path`.
pub(super) fn of(path: &Path) -> Result<Attachment, ReadError> {
    const MAX_BYTES: u64 = 16 << 20;
    match format_of(path) {
        Some(SourceFormat::Html) => return Ok(Attachment::Page),
        Some(SourceFormat::Plain) => return Ok(Attachment::Text(copy_of(path)?)),
        _ => {}
    }
    let text = String::from_utf8_lossy(&files::read(path, MAX_BYTES)?).into_owned();
    if !is_for_readers(&text) {
        return Ok(Attachment::ForPrograms);
    }
    let copy = copy_of(path)?;
    let to = copy.to.as_str();
    let stem = to.rsplit_once('.').map_or(to, |(stem, _)| stem);
    Ok(match MediaPath::new(&[stem, ".txt"].concat()) {
        Ok(to) => Attachment::Text(MediaCopy { to, ..copy }),
        Err(_) => Attachment::ForPrograms,
    })
}

/// Whether the source of a Markdown text holds no front matter, remarks, tags or HTML.
fn is_for_readers(text: &str) -> bool {
    const SIGNS: [&str; 6] = ["{%", "{{", "{#", "{:", "%%", "[//]:"];
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let has_front_matter = ["---", "+++", ";;;", "{"].iter().any(|fence| start.starts_with(fence));
    let is_tag = |at: usize| {
        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "!/?".contains(c))
    };
    let has_html =
        text.match_indices('<').any(|(at, _)| is_tag(at) && !text[at + 1..].starts_with("http"));
    !has_front_matter && !has_html && !SIGNS.iter().any(|sign| text.contains(sign))
}
