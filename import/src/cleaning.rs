//! What is set right in finished blocks: spaces, quotation marks, inserts, directions; and counting.

pub(crate) mod count;
pub(crate) mod directions;
pub(crate) mod inserts;
pub(crate) mod quotes;
pub(crate) mod tidy;
