//! The subcommands of `dateline`, one file each.

pub mod build;
mod progress;
