//! Normalizes converted text: white space, quotation marks, inserts, bidirectional controls. Also
//! counts words.

pub(crate) mod bidi;
pub(crate) mod dashes;
pub(crate) mod inserts;
pub(crate) mod normalize;
pub(crate) mod quotes;
pub(crate) mod word_count;
