//! Makes stories of files.

mod book;
mod credit;
pub mod dates;
mod desk;
mod dom;
mod draft;
mod front_matter;
pub(crate) mod media;
mod notes;
mod slugs;
mod source;
mod tidy;
mod value;
mod walk;

pub(crate) use slugs::name_of;
pub(crate) use value::{Entry, Node, Value, parse_toml};
