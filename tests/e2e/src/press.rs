//! The press, as publishers run it.

use anyhow::{Context as _, Result};
use std::env;
use std::path::Path;
use std::process::{Command, Output};

/// Where the viewer lies that goes into sites, unless `E2E_VIEWER` says so: where `cargo xtask viewer` puts it, seen
/// from the project's root.
const VIEWER: &str = "dist";

/// Makes of the folder `articles` the site `site`, with `dateline build`.
///
/// # Errors
/// The press is not built. How it ended is for the caller to judge.
pub fn build(articles: &Path, site: &Path) -> Result<Output> {
    // It lies beside this program.
    let program =
        env::current_exe()?.with_file_name(format!("dateline{}", env::consts::EXE_SUFFIX));
    let mut command = Command::new(program);
    command.arg("build").arg(articles).arg("--out").arg(site);
    // The press has one in it only if that was built first.
    command.arg("--viewer").arg(env::var_os("E2E_VIEWER").unwrap_or_else(|| VIEWER.into()));
    command.output().context("dateline is not built; cargo build --release -p press")
}
