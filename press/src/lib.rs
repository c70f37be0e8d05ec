//! Dateline's press: reads a folder of articles, bundles it as JSON, renders its pages.
//!
//! The crate `import` reads files into stories; `paper` orders them into a paper; `edition` writes the
//! paper's files into a `site`, or `single` into one file. `commands` has one file per subcommand.

mod address;
pub mod commands;
mod edition;
mod feed;
mod file_list;
mod head;
mod headers;
mod html;
mod inline_style;
mod json_ld;
mod manifest;
mod paper;
mod prerender;
mod redirect;
pub mod single;
pub mod site;
mod sitemap;
pub mod viewer_files;
mod xml;
