//! Dateline's viewer: a paper's pages, in the browser (`csr`) and for the press (`ssr`).
//!
//! `pages` and `views` make a page from its data and know neither where the data comes from nor
//! where the page goes. `navigation` decides what follows from what the reader does, `load` gets the
//! data; neither knows the browser. `browser`, `edition`, `mount` and `app` are the browser's side.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!("`csr` is for the browser, `ssr` for the press: build them apart");

#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
mod edition;
pub mod json;
pub mod load;
#[cfg(feature = "csr")]
mod mount;
pub mod navigation;
pub mod pages;
pub mod protocol;
pub mod route;
mod views;

pub use views::{InlineFiles, SingleFile, words};
