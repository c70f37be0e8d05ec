//! Reads source files.

use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, Location};
use crate::files::{self, ReadError};
use crate::signs::has_byte;
use crate::sources::encoding;
use crate::sources::mdx::{self, Component};
use crate::sources::walk::{SourceFile, SourceFormat};
use std::path::{Path, PathBuf};

/// A source file and its text.
#[derive(Debug)]
pub(crate) struct Source {
    /// Relative to the paper's folder.
    pub file: PathBuf,
    pub format: SourceFormat,
    /// The language that the file's name says.
    pub language: Option<String>,
    /// What stood in it for programs, where it is MDX.
    pub components: Vec<Component>,
    pub is_mdx: bool,
    pub text: String,
}

/// The maximum size of an article's file: 64 MB.
const MAX_BYTES: u64 = 64 << 20;
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads a file, or returns why it can't be an article.
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

/// Makes a source of a text, or returns why it can't be an article.
pub(crate) fn from_text(file_entry: &SourceFile, text: String) -> Result<Source, Box<Diagnostic>> {
    let marks = text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len();
    let text = if marks > 0 { text[marks..].to_owned() } else { text };
    let text = with_line_feeds(without_controls(text));
    let is_mdx = file_entry.file.extension().is_some_and(|it| it.eq_ignore_ascii_case("mdx"));
    let (text, components) = if is_mdx { mdx::to_markdown(text) } else { (text, Vec::new()) };
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::new(
            DiagnosticKind::Empty,
            &file_entry.file,
            "there is no text in this file",
        );
        return Err(Box::new(diagnostic.help("write the article, or remove the file")));
    }
    Ok(Source {
        file: file_entry.file.clone(),
        format: file_entry.format,
        language: file_entry.language.clone(),
        components,
        is_mdx,
        text,
    })
}

/// The text without characters that no page and no feed can have. For U+0000 stands U+FFFD, as
/// CommonMark wants it; Word's line break (U+000B) is a space.
pub(crate) fn without_controls(text: String) -> String {
    let is_control = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}');
    let is_suspect = |b| matches!(b, 0..=8 | 0xb | 0xe..=0x1f | 0x7f | 0xef);
    if !has_byte(&text, is_suspect) || !text.contains(is_control) {
        return text;
    }
    text.chars()
        .filter_map(|c| match c {
            '\0' => Some(char::REPLACEMENT_CHARACTER),
            '\u{b}' => Some(' '),
            c => (!is_control(c)).then_some(c),
        })
        .collect()
}

/// The text with line feeds for carriage returns that stand alone, as old Macs ended lines. All
/// bytes keep their places.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in 0..bytes.len() {
        if bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            bytes[at] = b'\n';
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
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
