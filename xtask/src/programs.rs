//! Builds programs of the workspace, in the profile that all native code is built with.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::Result;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds programs, with the features of the whole workspace, so that artifacts of lints and tests are reused.
pub(crate) fn build(project: &Project, names: &[&str]) -> Result<()> {
    let step = LoggedCommand {
        name: &format!("build-{}", names.join("-")),
        what: &format!("building {} (2 minutes at first)", names.join(", ")),
        advice: "",
    };
    let mut cargo = project.cargo();
    cargo.args(["build", "--workspace"]);
    for name in names {
        cargo.args(["--bin", name]);
    }
    step.run(project, &mut cargo)?;
    Ok(())
}

/// The path of a program that [`build`] has built.
pub(crate) fn path(project: &Project, name: &str) -> PathBuf {
    project.target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Builds the press, and returns its path.
pub(crate) fn build_press(project: &Project) -> Result<PathBuf> {
    build(project, &["dateline"])?;
    Ok(path(project, "dateline"))
}

/// Builds the press in release mode, and returns its path.
pub(crate) fn build_optimized_press(project: &Project) -> Result<PathBuf> {
    let step = LoggedCommand {
        name: "press-release",
        what: "building the press, optimized (4 minutes at first)",
        advice: "",
    };
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
