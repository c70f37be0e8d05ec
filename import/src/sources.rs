//! Source files: finding and reading them.

mod encoding;
pub mod generated;
pub(crate) mod kinds;
pub(crate) mod mdx;
pub(crate) mod read;
pub(crate) mod walk;
