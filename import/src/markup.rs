//! The ways in which articles are written, made into blocks.
//!
//! `template.rs`, then `markdown.rs`, then `html.rs`: one way for Markdown and HTML. `plain.rs`: plain
//! text.

pub(crate) mod dom;
pub(crate) mod expanded;
pub(crate) mod extract;
pub(crate) mod html;
pub(crate) mod limit;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod template;

/// The end of a text that is too much to be read, as it is written but for its comments.
#[derive(Debug)]
pub(crate) struct Overflow {
    pub text: String,
    /// The byte of the source where it begins.
    pub offset: usize,
}
