//! Runs the press' program.

use anyhow::{Context as _, Result};
use std::env;
use std::path::Path;
use std::process::{Command, Output};

/// The folder of the viewer, relative to the project's root: the output of `cargo xtask viewer`. `E2E_VIEWER` overrides it.
const VIEWER: &str = "dist";

/// Builds the site `site` from the folder `articles`, with `dateline build`. The caller checks the exit status.
///
/// # Errors
/// The press can't be started.
pub fn build(articles: &Path, site: &Path) -> Result<Output> {
    // In the same folder as this program.
    let program =
        env::current_exe()?.with_file_name(format!("dateline{}", env::consts::EXE_SUFFIX));
    let mut command = Command::new(program);
    command.arg("build").arg(articles).arg("--out").arg(site);
    // Some trials publish editions of days to come.
    command.arg("--future");
    // The embedded viewer is missing if the press was built first.
    command.arg("--viewer").arg(env::var_os("E2E_VIEWER").unwrap_or_else(|| VIEWER.into()));
    command.output().context("dateline is not built; cargo build --release -p press")
}
