//! Converts the source formats to blocks.
//!
//! Markdown and HTML share one pipeline: `template.rs`, then `markdown.rs`, then `html.rs`. Plain
//! text is read by `plain.rs`.

pub(crate) mod code;
pub(crate) mod dialect;
pub(crate) mod dom;
pub(crate) mod expanded;
pub(crate) mod extract;
pub(crate) mod html;
pub(crate) mod limit;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod permalink_marks;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod template;

/// The end of a text that exceeds a limit: kept as written, without comments.
#[derive(Debug)]
pub(crate) struct Overflow {
    pub text: String,
    /// Its byte offset in the source.
    pub offset: usize,
}
