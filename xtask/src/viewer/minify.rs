//! Minifies scripts and style sheets.

use crate::logged::LoggedCommand;
use crate::project::Project;
use crate::tools::npm;
use anyhow::Result;
use std::path::Path;

/// Minifies the scripts and the style sheets of a viewer in `folder`.
pub(super) fn minify(project: &Project, folder: &Path) -> Result<()> {
    let step = LoggedCommand {
        name: "minify",
        what: "minifying scripts and style sheets (a second)",
        advice: "Does `node --version` work?",
    };
    let mut node = project.command("node");
    node.arg("xtask/src/viewer/minify.js");
    node.args([npm::TERSER, npm::LIGHTNINGCSS].map(|package| package.folder(project)));
    step.run(project, node.arg(folder))?;
    Ok(())
}
