//! Absolute addresses.

use article::percent::encode;

/// The absolute address of a file of the site, percent-encoded.
pub fn absolute(base: &str, file: &str) -> String {
    [base, &encode(file)].concat()
}
