//! Articles whose front matter is read and whose bodies are not, and what their making needs.

pub(crate) mod article_index;
pub(crate) mod context;
pub(crate) mod diagnostics;
pub(crate) mod draft;
mod name_date;
