//! Hostile articles and hostile bundles, and the audit that every page made of them has to pass.
//!
//! They are tried at three levels. Natively: the press makes pages of all articles, and each page is
//! audited as `html5ever` reads it ([`native`](crate::native)). In one browser tab: articles and mutants
//! are built as living pages (`tests/browser_hostile.rs`). In every engine: pages are read at a host,
//! printed and living; a sample of them in every run.

pub mod cases;
mod large;
pub mod mutate;
pub mod paper;

/// What a page may be made of: elements, attributes, and where addresses may lead. JSON.
pub const ALLOWED: &str = include_str!("hostile/allowed.json");

/// Looks over a page in a browser; its arguments: the file itself says.
pub const AUDIT: &str = include_str!("hostile/audit.js");
