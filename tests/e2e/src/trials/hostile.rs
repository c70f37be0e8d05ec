//! Hostile articles and bundles: none of their scripts runs, no forbidden address is linked, and the viewer keeps working.
//!
//! The pages are served without their policies, so that the policies can't hide a failure. `e2e::hostile` has the articles,
//! the bundles and the allowlist.

mod articles;
mod audit;
mod bundles;

use super::Trial;

pub(super) fn trials() -> Vec<Trial> {
    articles::trials().into_iter().chain(bundles::trials()).collect()
}
