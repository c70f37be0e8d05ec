//! The press, as publishers run it.

use anyhow::{Context as _, Result};
use std::env;
use std::path::Path;
use std::process::{Command, Output};

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
    command.output().context("dateline is not built; cargo build --release -p press")
}
