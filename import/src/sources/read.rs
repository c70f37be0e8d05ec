//! Reading an article's file.

use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, Location};
use crate::files::{self, ReadError};
use crate::sources::encoding;
use crate::sources::walk::{SourceFile, SourceFormat};
use std::path::{Path, PathBuf};

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Source {
    /// Relative to the folder.
    pub file: PathBuf,
    pub format: SourceFormat,
    pub text: String,
}

/// The largest file that can be an article: 64 MB.
const MAX_BYTES: u64 = 64 << 20;
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads the file, or says why it can't be an article.
pub(crate) fn read(
    folder: &Path,
    file_entry: &SourceFile,
    diagnostics: &Diagnostics,
) -> Result<Source, Box<Diagnostic>> {
    let file = &file_entry.file;
    let bytes = files::read(&folder.join(file), MAX_BYTES).map_err(|error| match error {
        ReadError::TooLarge(_) => {
            let message = "this is larger than 64 MB, more than an article can be";
            let diagnostic = Diagnostic::new(DiagnosticKind::TooLarge, file, message);
            Box::new(diagnostic.help("split it, or move it out of the folder"))
        }
        error => {
            let message = format!("this can't be read: {error}");
            Box::new(Diagnostic::new(DiagnosticKind::Unreadable, file, message))
        }
    })?;
    let text = if file_entry.format == SourceFormat::Html {
        let page = encoding::decode_page(bytes);
        if !page.note.is_empty() {
            diagnostics.add(Diagnostic::new(DiagnosticKind::Encoding, file, page.note).help(
                "look whether its letters are right; save it in UTF-8, or say its encoding in \
                 `<meta charset>`",
            ));
        }
        page.text
    } else {
        encoding::decode_text(bytes).map_err(|error| Box::new(not_utf8(file, &error)))?
    };
    from_text(file_entry, text)
}

/// The source that a text is, or why it can't be an article.
pub(crate) fn from_text(file_entry: &SourceFile, text: String) -> Result<Source, Box<Diagnostic>> {
    let text = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\0') { without_nul(&text) } else { text };
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::new(
            DiagnosticKind::Empty,
            &file_entry.file,
            "there is no text in this file",
        );
        return Err(Box::new(diagnostic.help("write the article, or remove the file")));
    }
    Ok(Source { file: file_entry.file.clone(), format: file_entry.format, text })
}

/// The text with U+FFFD for each U+0000, as CommonMark wants it: browsers drop that character from
/// pages, and keep it in texts that scripts make.
pub(crate) fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn not_utf8(file: &Path, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let message = format!("this is not UTF-8: byte {at} is 0x{:02X}", bytes[at]);
    let line_end = bytes[at..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - at);
    let shown = &bytes[..at + line_end.min(200)];
    let lossy = String::from_utf8_lossy(shown);
    Diagnostic::new(DiagnosticKind::NotUtf8, file, message)
        .at(Location::new(&lossy, at..at + '\u{fffd}'.len_utf8(), ""))
        .help("save the file in the encoding UTF-8")
}
