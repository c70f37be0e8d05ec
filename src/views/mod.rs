//! Components: functions from data to a view. They don't depend on the browser.
//!
//! [`mod@element`] says why they build elements instead of using `view!`.

mod addresses;
mod article_header;
mod block;
#[cfg(feature = "csr")]
mod edition;
mod element;
mod figure;
mod footnotes;
mod headline;
mod inline;
mod neighbours;
mod notice;
mod shell;
mod small;
mod table;
pub mod words;

pub use addresses::{InlineFiles, SingleFile, fragment_href, href, href_with_fragment, id};
pub use article_header::{article_header, byline};
pub use block::body;
#[cfg(feature = "csr")]
pub use edition::{Action, EditionStatus, edition_status, kept_of};
pub use element::{Element, element};
pub use figure::lead_figure;
pub use footnotes::footnotes;
pub use headline::{Size, headline, headline_grid, headline_list};
pub use neighbours::neighbours;
pub use notice::{Notice, notice};
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use shell::{main, shell_around};
pub use small::{AUTHORS, SECTIONS, date, link, maybe_paragraph, name_list, terms};
