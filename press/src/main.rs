//! The command line of the press.

use clap::{Args, Parser, Subcommand};
use press::commands::build::{self, Build, Failure};
use std::path::PathBuf;
use std::process::ExitCode;

/// Turns a folder of articles into a newspaper that opens in any browser.
#[derive(Debug, Parser)]
#[command(name = "dateline", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site of a folder of articles
    Build {
        #[command(flatten)]
        paper: PaperArgs,
        /// Where the site goes
        #[arg(long, value_name = "SITE", default_value = "site")]
        out: PathBuf,
        /// Say how many files were written
        #[arg(long, short)]
        verbose: bool,
    },
    /// Say what is wrong with a folder of articles, and write nothing
    Check {
        #[command(flatten)]
        paper: PaperArgs,
    },
}

#[derive(Debug, Args)]
struct PaperArgs {
    /// The folder of articles
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Count warnings like errors, and publish nothing if there are any
    #[arg(long)]
    strict: bool,
    /// The viewer to use: the `dist` folder that Trunk made
    #[arg(long, value_name = "DIST")]
    viewer: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    let (paper, site, verbose) = match command {
        Command::Build {
            paper,
            out,
            verbose,
        } => (paper, Some(out), verbose),
        Command::Check { paper } => (paper, None, false),
    };
    let build = Build {
        viewer: build::viewer(paper.viewer.as_deref())?,
        folder: paper.folder,
        site,
        strict: paper.strict,
        verbose,
        quiet: false,
    };
    Ok(build::run(&build))
}
