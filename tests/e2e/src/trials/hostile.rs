//! Hostile articles and hostile bundles: whatever stands in them, no script of theirs runs, nothing
//! leads where it must not, and the reader can read on.
//!
//! The pages are served without their own policy, so that it is not the policy that saves us. The articles,
//! the bundles and the list of what is allowed: `e2e::hostile`.

mod articles;
mod audit;
mod bundles;

use super::Trial;

pub(super) fn trials() -> Vec<Trial> {
    articles::trials().into_iter().chain(bundles::trials()).collect()
}
