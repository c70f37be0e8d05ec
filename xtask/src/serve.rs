//! `cargo xtask serve`: builds the viewer, and serves a folder of articles as a paper.

use crate::programs;
use crate::project::Project;
use crate::viewer;
use anyhow::{Result, bail};
use std::path::Path;

/// Serves `folder` until interrupted.
pub(crate) fn run(project: &Project, folder: &Path, port: u16) -> Result<()> {
    viewer::build(project, false)?;
    let press = programs::build_press(project)?;
    let folder = std::path::absolute(folder)?;
    // A separate site, so that a development server's pages aren't published by mistake.
    let site = project.scratch("served");
    let mut serve = project.command(press);
    serve.arg("serve").arg(folder).args(["--port", &port.to_string()]);
    serve.arg("--out").arg(site).arg("--viewer").arg(project.dist());
    if serve.status()?.success() {
        return Ok(());
    }
    bail!("the press stopped; its last lines above say why")
}
