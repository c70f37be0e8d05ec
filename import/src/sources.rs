//! Source files: finding and reading them.

pub mod generated;
pub(crate) mod read;
pub(crate) mod walk;
