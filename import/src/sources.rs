//! Files: which of the folder are articles, and their text.

pub mod generated;
pub(crate) mod kinds;
pub(crate) mod mdx;
pub(crate) mod read;
pub(crate) mod walk;
