//! Drafts: articles whose front matter is read and whose body is not. Also the context in which a
//! draft's body is built.

pub(crate) mod article_index;
pub(crate) mod context;
pub(crate) mod diagnostics;
pub(crate) mod draft;
pub(crate) mod former;
pub(crate) mod listings;
mod name_date;
