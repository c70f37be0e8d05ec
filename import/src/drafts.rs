//! Articles whose front matter is read and whose bodies are not, and what their making needs.

pub(crate) mod book;
pub(crate) mod desk;
pub(crate) mod draft;
pub(crate) mod notes;
