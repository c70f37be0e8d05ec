//! Dateline's viewer: a paper's pages, in the browser (`csr`) and for the press (`ssr`).
//!
//! `pages` and `views` make a page from its data and know neither where the data comes from nor
//! where the page goes. `browser`, `load`, `desk` and `app` are the browser's side.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!("`csr` is for the browser, `ssr` for the press: build them apart");

#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
mod desk;
pub mod json;
#[cfg(feature = "csr")]
pub mod load;
pub mod pages;
pub mod route;
#[cfg(feature = "csr")]
mod stage;
mod views;
