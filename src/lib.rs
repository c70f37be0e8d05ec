//! Dateline's viewer: a paper's pages, in the browser (`csr`) and for the press (`ssr`).
//!
//! `pages` and `views` render a page from its data. `navigation` is the state machine of history, scroll and
//! focus, and `load` loads data; neither depends on the browser, so both are tested natively. `browser`,
//! `edition` and `app` are compiled for the browser only.

#[cfg(all(feature = "csr", feature = "ssr"))]
compile_error!(
    "the features `csr` (browser) and `ssr` (press) exclude each other: build one package at a time"
);

#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "csr")]
pub mod browser;
#[cfg(feature = "csr")]
mod edition;
pub mod json;
pub mod load;
pub mod navigation;
pub mod pages;
pub mod protocol;
pub mod route;
mod views;

pub use views::{InlineFiles, SingleFile, words};
