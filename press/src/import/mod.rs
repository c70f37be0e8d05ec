//! Makes stories of files.

pub mod dates;
mod dom;
mod slugs;
mod value;

pub(crate) use slugs::name_of;
pub(crate) use value::{Entry, Node, Value, parse_toml};
