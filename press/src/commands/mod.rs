//! The subcommands of `dateline`, one file each.

pub mod build;
pub mod new;
mod progress;
pub mod serve;
