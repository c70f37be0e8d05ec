//! Files: which of the folder are articles, and their text.

mod encoding;
pub mod generated;
pub(crate) mod read;
pub(crate) mod walk;
