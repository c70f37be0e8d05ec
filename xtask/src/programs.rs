//! The programs of the workspace, in the profile in which everything native is compiled.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::Result;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds programs. With the features that the whole workspace needs: so that what lints and tests have
/// compiled is used.
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

/// Where a program is that [`build`] has built.
pub(crate) fn path(project: &Project, name: &str) -> PathBuf {
    project.target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Builds the press, and says where its program is.
pub(crate) fn build_press(project: &Project) -> Result<PathBuf> {
    build(project, &["dateline"])?;
    Ok(path(project, "dateline"))
}

/// Builds a press that is as fast as it gets, and says where its program is.
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
