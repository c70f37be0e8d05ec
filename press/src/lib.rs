//! Dateline's press: reads a folder of articles, bundles it as JSON, renders its pages.
//!
//! `import` makes stories of files; `paper` orders them into a paper; `site` writes it out.

pub mod config;
pub mod import;
pub mod report;
