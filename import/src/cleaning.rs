//! What is set right in finished blocks: spaces, quotation marks, inserts, directions; and counting.

pub(crate) mod bidi;
pub(crate) mod inserts;
pub(crate) mod normalize;
pub(crate) mod quotes;
pub(crate) mod word_count;
