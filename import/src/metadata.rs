//! Metadata of articles: front matter, dates, names, credits.

pub(crate) mod credit;
pub mod dates;
pub(crate) mod front_matter;
pub(crate) mod language;
pub(crate) mod language_names;
pub(crate) mod names;
