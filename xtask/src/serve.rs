//! `cargo xtask serve`: a folder of articles as a paper, with the viewer as it is now.

use crate::project::Project;
use crate::step::Step;
use crate::viewer;
use anyhow::{Context as _, Result, bail};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Serves `folder` until somebody stops it.
pub(crate) fn run(project: &Project, folder: &Path, port: u16) -> Result<()> {
    viewer::build(project, false)?;
    let press = build_press(project)?;
    let folder = std::path::absolute(folder)?;
    // A site of its own: a development server's pages are nothing to publish by mistake.
    let site = project.scratch("served");
    let mut serve = project.command(press);
    serve.arg("serve").arg(folder).args(["--port", &port.to_string()]);
    serve.arg("--out").arg(site).arg("--viewer").arg(project.dist());
    if serve.status()?.success() {
        return Ok(());
    }
    bail!("the press stopped; its last lines above say why")
}

/// Builds the press, and says where its program is.
pub(crate) fn build_press(project: &Project) -> Result<PathBuf> {
    let step = Step { name: "press", what: "building the press (3 minutes at first)", advice: "" };
    step.run(project, project.cargo().args(["build", "--release", "--package", "press"]))?;
    Ok(project.target.join("release").join(format!("dateline{}", env::consts::EXE_SUFFIX)))
}

/// A command that presses `folder` into `site` with the viewer in `dist`.
pub(crate) fn press_command(
    project: &Project,
    press: &Path,
    folder: &Path,
    site: &Path,
    dist: &Path,
) -> Command {
    let mut build = project.command(press);
    build.arg("build").arg(folder).arg("--out").arg(site).arg("--viewer").arg(dist);
    build
}

/// Trunk's hook: makes the sample paper of the viewer that Trunk has just staged, so that
/// `trunk serve` shows a paper. The press writes a site whole into a folder of its own, so it
/// doesn't write into Trunk's; its result takes the place of what is staged.
pub(crate) fn press_staged(project: &Project) -> Result<()> {
    if viewer::is_wanted_alone() {
        return Ok(());
    }
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("TRUNK_STAGING_DIR is not set: only Trunk calls this")?;
    let press = build_press(project)?;
    let site = project.scratch("staged");
    let step = Step {
        name: "press-staged",
        what: "pressing the sample paper",
        advice: "By hand: cargo run --release -p press -- build sample",
    };
    step.run(project, &mut press_command(project, &press, &project.sample(), &site, &staging))?;
    fs::remove_dir_all(&staging)?;
    copy_folder(&site, &staging)?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}
