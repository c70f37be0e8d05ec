//! `cargo xtask bench`: benchmarks the press against Hugo, and the pages against plain ones and VitePress. All sides of
//! a comparison are measured in the same run on the same machine.

mod hugo;
mod stories;
mod vitepress;

use crate::programs;
use crate::project::Project;
use crate::size;
use crate::tools::apt;
use crate::viewer;
use anyhow::{Context as _, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4 as _;

const ARTICLES: usize = 10_000;
const RUNS: usize = 3;

/// What to measure; both if neither is selected.
pub(crate) struct Selection {
    pub press: bool,
    pub browser: bool,
    /// Options of the browser benchmark.
    pub options: Vec<OsString>,
}

/// Measures, and prints tables.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<()> {
    let both = !selection.press && !selection.browser;
    viewer::build(project, false)?;
    if both || selection.press {
        press(project)?;
    }
    if both || selection.browser {
        browser(project, &selection.options)?;
    }
    Ok(())
}

/// Time and memory that a program used.
#[derive(Clone, Copy, Debug)]
struct Cost {
    time: Duration,
    peak_bytes: u64,
}

fn press(project: &Project) -> Result<()> {
    let press = programs::build_optimized_press(project)?;
    let hugo = hugo::install(project)?;
    let scratch = project.scratch("bench");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    eprintln!("→ writing {ARTICLES} articles for both");
    let (paper, blog) = (scratch.join("paper"), scratch.join("blog"));
    stories::write_paper(&paper, ARTICLES)?;
    stories::write_blog(&blog, ARTICLES)?;
    hugo::write_layouts(&blog)?;
    let mut costs = [Vec::new(), Vec::new()];
    for number in 1..=RUNS {
        eprintln!("→ run {number} of {RUNS}");
        let site = scratch.join("site");
        let mut pressing = programs::press_command(project, &press, &paper, &site, &project.dist());
        costs[0].push(cost(&mut pressing)?);
        let mut building = project.command(&hugo);
        building.arg("--source").arg(&blog).arg("--quiet").arg("--destination");
        costs[1].push(cost(building.arg(scratch.join("hugo-site")))?);
        // Every run is a full build.
        fs::remove_dir_all(&site)?;
        fs::remove_dir_all(scratch.join("hugo-site"))?;
    }
    fs::remove_dir_all(&scratch)?;
    let [press, hugo] = costs.map(|costs| median(&costs));
    println!("\n{ARTICLES} articles of seven paragraphs, median of {RUNS}");
    println!("{:<28} {:>9} {:>9}", "", "seconds", "peak MB");
    for (name, cost) in [("press", press), (hugo::NAME, hugo)] {
        let megabytes = cost.peak_bytes as f64 / 1e6;
        println!("{name:<28} {:>9.2} {megabytes:>9.0}", cost.time.as_secs_f64());
    }
    let time = press.time.as_secs_f64() / hugo.time.as_secs_f64();
    let memory = press.peak_bytes as f64 / hugo.peak_bytes as f64;
    println!("{:<28} {time:>9.2} {memory:>9.2}", "press : Hugo");
    Ok(())
}

/// Runs a program and measures it.
fn cost(command: &mut Command) -> Result<Cost> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{name} doesn't start"))?;
    let mut errors = child.stderr.take().context("no standard error")?;
    let words = std::io::read_to_string(&mut errors)?;
    let used = child.wait4()?;
    if !used.status.success() {
        bail!("{name} failed:\n{words}");
    }
    Ok(Cost { time: started.elapsed(), peak_bytes: used.rusage.maxrss })
}

/// The medians of time and of memory.
fn median(costs: &[Cost]) -> Cost {
    let mut times: Vec<Duration> = costs.iter().map(|cost| cost.time).collect();
    let mut peaks: Vec<u64> = costs.iter().map(|cost| cost.peak_bytes).collect();
    times.sort();
    peaks.sort_unstable();
    Cost { time: times[times.len() / 2], peak_bytes: peaks[peaks.len() / 2] }
}

/// Runs the browser benchmark, which is a program of the end-to-end tests.
fn browser(project: &Project, options: &[OsString]) -> Result<()> {
    apt::install_browsers(project)?;
    vitepress::install(project)?;
    let site = size::press_sample(project)?;
    let folder = project.target.join("bench");
    let vitepress = vitepress::build(project, &site, &folder.join("vitepress"))?;
    programs::build(project, &["bench"])?;
    let mut command = project.command(programs::path(project, "bench"));
    command.args(options);
    command.envs([("E2E_SITE", &site), ("E2E_VITEPRESS", &vitepress), ("E2E_BENCH", &folder)]);
    succeed(&mut command)
}

/// Runs a program of the package `e2e` on a pressed site.
pub(crate) fn end_to_end_program(
    project: &Project,
    name: &str,
    site: &Path,
    argument: &Path,
) -> Result<()> {
    programs::build(project, &[name])?;
    let mut command = project.command(programs::path(project, name));
    succeed(command.arg(argument).env("E2E_SITE", site))
}

fn succeed(command: &mut Command) -> Result<()> {
    if command.status()?.success() {
        return Ok(());
    }
    bail!("{} failed; its last lines above say why", command.get_program().display())
}
