//! `cargo xtask test`: everything that has to hold before a change lands.
//!
//! All steps are done even if one fails, so that one run says everything. What is compiled for the
//! machine is compiled once, in the release profile: lints, tests and the press share it.

mod report;
mod suites;
mod summary;

use crate::project::Project;
use crate::setup;
use anyhow::{Result, ensure};
use report::Report;
use suites::Suites;

/// What to leave out.
#[derive(Default)]
pub(crate) struct Selection {
    /// Only tests with this in their names, and none of the checks that are no tests.
    pub filter: Option<String>,
    /// Nothing that needs a browser, or the viewer built.
    pub quick: bool,
    /// Hostile content in WebKit too.
    pub long: bool,
}

/// Runs the tests, prints a summary, and fails if anything has.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<()> {
    let mut report = Report::new();
    let suites = Suites { project, filter: selection.filter.as_deref(), long: selection.long };
    if !selection.quick {
        setup::viewer_tools(project)?;
        setup::test_tools(project)?;
    }
    if selection.filter.is_none() {
        report.add("format", || suites.format());
        report.add("lints", || suites.lints());
    }
    report.add("unit tests", || suites.unit_tests());
    if !selection.quick {
        in_browsers(&suites, &mut report);
    }
    let passed = report.print();
    if !selection.quick && selection.filter.is_none() {
        println!("\n{}", suites.summary());
    }
    ensure!(passed, "not everything passed");
    Ok(())
}

fn in_browsers(suites: &Suites, report: &mut Report) {
    if suites.filter.is_none() {
        report.add("lints, WebAssembly", || suites.wasm_lints());
        report.add("documentation", || suites.documentation());
        report.add("dependencies", || suites.dependencies());
    }
    report.add("viewer's tests in a browser", || suites.browser_tests());
    if !report.add("viewer and sample paper", || suites.make_sample()) {
        return report.skip("end-to-end tests", "there is no sample paper");
    }
    if suites.filter.is_none() {
        report.add("size", || suites.size());
        report.add("word coverage", || suites.coverage());
    }
    if !report.add("end-to-end tests, building", || suites.build_end_to_end()) {
        return report.skip("end-to-end tests", "they don't build");
    }
    // Two at a time: each keeps a core busy. The longest first, so that both end together.
    report.add_pairwise(&[
        ("hosts", &|| suites.hosts()),
        ("end-to-end tests, Chromium", &|| suites.end_to_end("chromium")),
        ("end-to-end tests, WebKit", &|| suites.end_to_end("webkit")),
        ("end-to-end tests, Firefox", &|| suites.end_to_end("firefox")),
    ]);
    if suites.filter.is_none() {
        report.add("table of faults", || suites.faults());
    }
}
