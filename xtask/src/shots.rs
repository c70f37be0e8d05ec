//! `cargo xtask shots`: screenshots of every kind of page of the sample paper, narrow and wide, light and dark.

use crate::bench;
use crate::project::Project;
use crate::size;
use crate::tools::apt;
use crate::viewer;
use anyhow::Result;
use std::path::Path;

/// Writes the screenshots to `folder`.
pub(crate) fn run(project: &Project, folder: &Path) -> Result<()> {
    apt::install_browsers(project)?;
    apt::install_fonts(project)?;
    viewer::build(project, false)?;
    let site = size::press_sample(project)?;
    bench::end_to_end_program(project, "shots", &site, &std::path::absolute(folder)?)?;
    println!("The screenshots are in {}.", project.show(folder));
    Ok(())
}
