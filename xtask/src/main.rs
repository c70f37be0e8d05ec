//! `cargo xtask`: runs the project's tasks.
//!
//! One file per subcommand. Each installs the tools that it needs, prints what it does and how long that takes, and on
//! failure shows the end of the log and advice.

mod bench;
mod cache;
mod coverage;
mod folder;
mod html;
mod logged;
mod programs;
mod project;
mod serve;
mod setup;
mod shots;
mod size;
mod test;
mod tools;
mod viewer;

use anyhow::{Result, bail, ensure};
use pico_args::Arguments;
use project::Project;
use setup::Purpose;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use test::Selection;

const HELP: &str = "\
cargo xtask SUBCOMMAND [-v]

  serve [FOLDER] [--port N]        serve a folder of articles, by default sample/, as a paper
  test                             run the tests that every change has to pass, in three browsers
  test --quick                     run only format, lints and native tests
  test --all                       run every trial in every browser, at every host; and slow checks
  test NAME                        run the tests and trials whose names contain NAME
  viewer [--dev]                   build the viewer into dist/
  trunk ARGUMENTS                  run Trunk: `cargo xtask trunk serve` rebuilds when the viewer changes
  size [--check]                   print download sizes; with --check, fail if over budget
  coverage SOURCE SITE             check that every word of a folder of posts is in its site
  bench [--press] [--browser]      benchmark against Hugo; against plain pages and VitePress
        [--quick] [--clicks N]     (--quick: fewer rounds and clicks; `--only` and `--tasks`: see
        [--only NAMES] [--tasks]   `tests/e2e/src/bin/bench/options.rs`)
  shots [FOLDER]                   take screenshots of every kind of page, by default into shots/
  setup [--test | --all]           install tools in advance, which others install on first use
                                   (--test: also for `test`; --all: also for `test --all` and `trunk`)

  -v                               show the output of commands, instead of only logging it

Tools are installed outside the clone, in the platform's cache folder: on Linux
${XDG_CACHE_HOME:-~/.cache}/dateline/tools.
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
    // All further arguments are passed to Trunk, including `-v` and `--help`.
    let is_for_trunk = env::args_os().nth(1).is_some_and(|first| first == "trunk");
    if is_for_trunk {
        let arguments: Vec<OsString> = env::args_os().skip(2).collect();
        return viewer::run_trunk(&Project::find(false, tools::program_folders)?, &arguments);
    }
    let project = Project::find(args.contains(["-v", "--verbose"]), tools::program_folders)?;
    let help = args.contains(["-h", "--help"]);
    let subcommand = args.subcommand()?;
    match subcommand.as_deref() {
        _ if help => print!("{HELP}"),
        None | Some("help") => print!("{HELP}"),
        Some("setup") => setup::run(&project, purpose(args)?)?,
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
        Some("test") => test::run(&project, &selection(args)?)?,
        Some("bench") => {
            let (press, browser) = (args.contains("--press"), args.contains("--browser"));
            // The rest are options of the browser benchmark, which checks them.
            let options = args.finish();
            ensure!(browser || options.is_empty(), "only --browser has further options");
            bench::run(&project, &bench::Selection { press, browser, options })?;
        }
        Some("shots") => {
            let folder = args.opt_free_from_str()?.unwrap_or_else(|| project.root.join("shots"));
            nothing_left(args)?;
            shots::run(&project, &folder)?;
        }
        Some("trunk-hook") => viewer::trunk_hook(&project)?,
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

/// Parses the arguments of `setup`.
fn purpose(mut args: Arguments) -> Result<Purpose> {
    let (test, all) = (args.contains("--test"), args.contains("--all"));
    nothing_left(args)?;
    Ok(match (test, all) {
        (_, true) => Purpose::All,
        (true, false) => Purpose::Test,
        (false, false) => Purpose::Viewer,
    })
}

/// Parses the arguments of `test`.
fn selection(mut args: Arguments) -> Result<Selection> {
    let (quick, all) = (args.contains("--quick"), args.contains("--all"));
    let name: Option<String> = args.opt_free_from_str()?;
    nothing_left(args)?;
    match (quick, all, name) {
        (false, false, None) => Ok(Selection::Essential),
        (true, false, None) => Ok(Selection::Quick),
        (false, true, None) => Ok(Selection::All),
        (false, false, Some(name)) => Ok(Selection::Named(name)),
        _ => bail!("`test` takes one of --quick, --all and a name"),
    }
}

fn nothing_left(args: Arguments) -> Result<()> {
    match args.finish().as_slice() {
        [] => Ok(()),
        left => bail!("don't know what to do with {left:?}\n\n{HELP}"),
    }
}
