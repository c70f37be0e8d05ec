//! Dateline's press: reads a folder of articles, bundles it as JSON, renders its pages.
//!
//! `import` makes stories of files; `paper` orders them into a paper; `edition` writes its files
//! into a `site`. `commands` has one file per subcommand of the command line.

mod address;
pub mod commands;
mod contents;
mod edition;
mod extras;
mod headers;
mod html;
mod manifest;
mod paper;
mod prerender;
pub mod single;
pub mod site;
pub mod viewer_files;
