//! `cargo xtask`: the one way to do anything in Dateline.
//!
//! One file per subcommand. Each installs what it needs first, says what it does and how long that
//! takes, and on failure shows the end of the log and what to do.

mod apt;
mod bench;
mod coverage;
mod npm;
mod project;
mod serve;
mod setup;
mod shots;
mod size;
mod step;
mod test;
mod viewer;

use anyhow::{Result, bail};
use pico_args::Arguments;
use project::Project;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask SUBCOMMAND [-v]

  setup [--test]                   install what is missing: Trunk and its tools into .tools
                                   (--test: also what the tests need, browsers too)
  serve [FOLDER] [--port N]        show a folder of articles, sample/ by default, as a paper
  test [FILTER] [--quick]          everything that has to hold before a change lands
                                   (FILTER: only tests with this in their names;
                                   --quick: nothing that needs a browser)
  viewer [--dev]                   build the viewer into dist/
  size [--check]                   what a reader downloads, and whether it is within the budget
  coverage SOURCE SITE             whether every word of a folder of posts has reached its site
  bench [--press] [--browser]      how fast, beside Hugo and beside a plain page
  shots [FOLDER]                   pictures of every kind of page, into shots/ by default

  -v                               show what the tools print, instead of keeping it in a log

DATELINE_TOOLS=FOLDER              keep the tools there instead of in .tools (several clones can
                                   share one folder)
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut args = Arguments::from_env();
    let project = Project::find(args.contains(["-v", "--verbose"]))?;
    let help = args.contains(["-h", "--help"]);
    let subcommand = args.subcommand()?;
    match subcommand.as_deref() {
        _ if help => print!("{HELP}"),
        None | Some("help") => print!("{HELP}"),
        Some("setup") => {
            let test = args.contains("--test");
            nothing_left(args)?;
            setup::run(&project, test)?;
        }
        Some("viewer") => {
            let dev = args.contains("--dev");
            let _ = args.contains("--release");
            nothing_left(args)?;
            viewer::build(&project, dev)?;
        }
        Some("serve") => {
            let port = args.opt_value_from_str("--port")?.unwrap_or(8080);
            let folder = args.opt_free_from_str()?.unwrap_or_else(|| project.sample());
            nothing_left(args)?;
            serve::run(&project, &folder, port)?;
        }
        Some("test") => {
            let quick = args.contains("--quick");
            let filter = args.opt_free_from_str()?;
            nothing_left(args)?;
            test::run(&project, &test::Selection { filter, quick })?;
        }
        Some("bench") => {
            let (press, browser) = (args.contains("--press"), args.contains("--browser"));
            nothing_left(args)?;
            bench::run(&project, &bench::Selection { press, browser })?;
        }
        Some("shots") => {
            let folder = args.opt_free_from_str()?.unwrap_or_else(|| project.root.join("shots"));
            nothing_left(args)?;
            shots::run(&project, &folder)?;
        }
        Some("press-staged") => serve::press_staged(&project)?,
        Some("size") => {
            let check = args.contains("--check");
            nothing_left(args)?;
            size::run(&project, check)?;
        }
        Some("coverage") => {
            let source: PathBuf = args.free_from_str()?;
            let site: PathBuf = args.free_from_str()?;
            nothing_left(args)?;
            coverage::run(&source, &site)?;
        }
        Some(other) => bail!("no subcommand is named `{other}`\n\n{HELP}"),
    }
    Ok(())
}

fn nothing_left(args: Arguments) -> Result<()> {
    match args.finish().as_slice() {
        [] => Ok(()),
        left => bail!("don't know what to do with {left:?}\n\n{HELP}"),
    }
}
