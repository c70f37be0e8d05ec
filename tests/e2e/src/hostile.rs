//! Hostile articles and bundles, and the audit that every page made of them has to pass.
//!
//! They are tested at three levels. Natively: the press builds pages of all articles, and each page is parsed by
//! `html5ever` and audited ([`native`](crate::native)). In one browser tab: the viewer renders articles and mutants
//! (`tests/browser_hostile.rs`). In every engine: pages are opened from a host, before and after the viewer's start; a sample in
//! every run.

pub mod cases;
mod large;
pub mod mutate;
pub mod paper;

/// The allowed elements, attributes and schemes, in JSON.
pub const ALLOWED: &str = include_str!("hostile/allowed.json");

/// The script that audits a page in a browser; the file documents its arguments.
pub const AUDIT: &str = include_str!("hostile/audit.js");
