//! The subcommands of `dateline`, one file each.

pub mod build;
pub mod new;
pub mod output;
mod progress;
mod report;
pub mod serve;
