//! Files: which of the folder are articles, and their text.

pub mod finished;
pub(crate) mod read;
pub(crate) mod walk;
