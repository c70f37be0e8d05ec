//! `cargo xtask test`: the checks that every change has to pass.
//!
//! All steps run even if one fails. Native code is compiled in one profile, which lints, tests and programs share. Wasm
//! code has its own target folders, so that it is compiled in parallel.

mod browsers;
mod checks;
mod names;
mod report;
mod results;

use crate::project::Project;
use anyhow::{Result, ensure};
use browsers::{Browsers, RUNS, Run, Trials};
use checks::Checks;
use report::{Report, Step};

/// Steps that trials depend on.
const PROGRAMS: &str = "programs";
const VIEWER: &str = "viewer";
const TOOLS: &str = "tools for trials";

/// Steps that may find no test with the given name.
const NATIVE: &str = "native tests";
const IN_A_BROWSER: &str = "viewer's tests in a browser";

/// What to test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// Everything that needs neither a browser nor a tool besides Rust.
    Quick,
    /// Also the essential trials in each engine.
    Essential,
    /// Everything.
    All,
    /// The tests and trials whose names contain this.
    Named(String),
}

/// Runs the tests, prints a summary, and fails if anything has failed.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<()> {
    let mut report = Report::new();
    let checks = Checks(project);
    let summary = match selection {
        Selection::Quick => {
            report.add_all(&quick(checks));
            None
        }
        Selection::Essential => Some(whole(project, &mut report, Trials::Essential)),
        Selection::All => Some(whole(project, &mut report, Trials::All)),
        Selection::Named(name) => named(project, &mut report, name)?,
    };
    let passed = report.print();
    if let Some(summary) = summary {
        println!("\n{summary}");
    }
    ensure!(passed, "not everything passed");
    Ok(())
}

/// The native steps.
fn quick<'a>(checks: Checks<'a>) -> Vec<Step<'a>> {
    vec![
        Step::new("format", move || checks.format()),
        Step::new("lints", move || checks.lints()),
        Step::new(NATIVE, move || checks.native_tests(None)),
    ]
}

/// The native steps, then what the trials depend on, then the trials.
fn whole(project: &Project, report: &mut Report, trials: Trials) -> String {
    let checks = Checks(project);
    let all = trials == Trials::All;
    let browsers = Browsers::new(project, trials);
    let mut native = quick(checks);
    native.push(Step::new(PROGRAMS, || browsers.build()));
    let viewer = [
        Step::new("tools for the viewer", || browsers.viewer_tools()),
        Step::new(VIEWER, || checks.viewer()),
        Step::new("lints, WebAssembly", || checks.wasm_lints()),
        Step::new(TOOLS, || browsers.tools()),
        Step::new(IN_A_BROWSER, || browsers.viewer_tests()),
    ];
    report.add_side_by_side(&native, &viewer);
    if all {
        report.add_all(&[
            Step::new("tools for all tests", || checks.tools_for_all()),
            Step::new("documentation", || checks.documentation()),
            Step::new("dependencies", || checks.dependencies()),
            Step::new("random inputs", || checks.fuzzing()),
            Step::new("types in scripts", || checks.script_types()),
            Step::new("lints, scripts", || checks.script_lints()),
            Step::new("lints, style sheets", || checks.style_lints()),
            Step::new("Trunk's viewer", || checks.trunk()),
        ]);
    }
    let missing = [PROGRAMS, VIEWER, TOOLS].into_iter().find(|step| report.has_failed(step));
    if let Some(missing) = missing {
        report.skip("trials", &format!("`{missing}` failed"));
    } else if report.add("sample paper", || checks.sample()) {
        report.add("size", || checks.size());
        report.add("word coverage", || checks.coverage());
        make_trials(&browsers, report, &RUNS);
        if all {
            report.add("table of faults", || browsers.faults());
        }
    } else {
        report.skip("trials", "the sample paper could not be built");
    }
    browsers.summary()
}

/// The tests and trials whose names contain `name`. Builds only what they need.
fn named(project: &Project, report: &mut Report, name: &str) -> Result<Option<String>> {
    let checks = Checks(project);
    let browsers = Browsers::new(project, Trials::Named(name.to_owned()));
    report.add(NATIVE, || checks.native_tests(Some(name)));
    if names::has_browser_test(&project.root.join("tests"), name)? {
        report.add(IN_A_BROWSER, || browsers.viewer_tests());
    }
    if !report.add(PROGRAMS, || browsers.build()) {
        report.skip("trials", "their programs could not be built");
        return Ok(None);
    }
    let mut runs = Vec::new();
    for run in RUNS {
        if !browsers.list(run)?.is_empty() {
            runs.push(run);
        }
    }
    if runs.is_empty() {
        let has_run = [NATIVE, IN_A_BROWSER].iter().any(|step| report.has_run_tests(step));
        ensure!(has_run, "no test has `{name}` in its name");
        return Ok(None);
    }
    let are_built = report.add(TOOLS, || browsers.tools())
        && report.add(VIEWER, || checks.viewer())
        && report.add("sample paper", || checks.sample());
    if are_built {
        make_trials(&browsers, report, &runs);
    } else {
        report.skip("trials", "not everything that they need could be built");
    }
    Ok(Some(browsers.summary()))
}

/// Runs trials, two programs at a time, since each uses one core.
fn make_trials(browsers: &Browsers, report: &mut Report, runs: &[Run]) {
    let step = |run: &Run| {
        let run = *run;
        Step::new(run.to_string(), move || browsers.run(run))
    };
    report.add_pairwise(&runs.iter().map(step).collect::<Vec<_>>());
}
