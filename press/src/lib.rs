//! Dateline's press: reads a folder of articles, bundles it as JSON, renders its pages.
//!
//! `import` makes stories of files; `paper` orders them into a paper; `edition` writes its files
//! into a `site`. `commands` has one file per subcommand of the command line.

mod access;
pub mod commands;
pub mod config;
mod contents;
mod edition;
mod extras;
pub mod file_name;
pub mod files;
mod headers;
mod html;
pub mod import;
mod manifest;
mod paper;
mod prerender;
pub mod report;
pub mod single;
pub mod site;
mod viewer_files;
