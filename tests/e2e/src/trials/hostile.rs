//! Hostile articles and hostile bundles: whatever stands in them, no script of theirs runs, nothing
//! leads where it must not, and the reader can read on.
//!
//! The pages are served without their own policy, so that it is not the policy that saves us.

mod articles;
mod audit;
mod bundles;
mod cases;
mod large;
mod mutate;
mod pressed;

use super::Trial;

pub(super) fn trials() -> Vec<Trial> {
    articles::trials().into_iter().chain(bundles::trials()).collect()
}
