//! `cargo xtask setup`: installs in advance the tools that other subcommands install on first use.

use crate::project::Project;
use crate::tools;
use anyhow::Result;

/// The subcommands whose tools are installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// `serve`, `viewer`, `size`.
    Viewer,
    /// `test` as well.
    Test,
    /// `test --all` and `trunk` as well.
    All,
}

/// Installs what is missing.
pub(crate) fn run(project: &Project, purpose: Purpose) -> Result<()> {
    tools::for_viewer(project)?;
    if purpose != Purpose::Viewer {
        tools::for_trials(project)?;
    }
    if purpose == Purpose::All {
        tools::for_all_tests(project)?;
    }
    eprintln!("Everything is installed.");
    Ok(())
}
