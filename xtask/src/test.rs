//! `cargo xtask test`: everything that has to hold before a change lands.
//!
//! All steps are done even if one fails, so that one run says everything. What is compiled for the
//! machine is compiled once, in one profile: lints, tests and programs share it. What is
//! compiled for browsers has folders of its own, and is made at the same time.

mod report;
mod suites;
mod summary;

use crate::project::Project;
use anyhow::{Result, ensure};
use report::{Report, Step};
use suites::Suites;

/// Steps without which there is nothing to look at in a browser.
const VIEWER: &str = "viewer";
const BUILDING: &str = "end-to-end tests, building";

/// What to leave out.
#[derive(Default)]
pub(crate) struct Selection {
    /// Only tests with this in their names, and none of the checks that are no tests.
    pub filter: Option<String>,
    /// Nothing that needs a browser, or the viewer built.
    pub quick: bool,
}

/// Runs the tests, prints a summary, and fails if anything has.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<()> {
    let mut report = Report::new();
    let suites = Suites { project, filter: selection.filter.as_deref() };
    let everything = selection.filter.is_none();
    build(&suites, &mut report, everything, selection.quick);
    if !selection.quick {
        in_browsers(&suites, &mut report, everything);
    }
    let passed = report.print();
    if everything && !selection.quick {
        println!("\n{}", suites.summary());
    }
    ensure!(passed, "not everything passed");
    Ok(())
}

/// What needs no sample paper, in two halves of two lists each. Unit tests are in the second one: they
/// compile the press with the viewer in it, which the next run would do anew if the viewer came later.
fn build(suites: &Suites, report: &mut Report, everything: bool, quick: bool) {
    let (mut viewer, mut others) = (Vec::new(), Vec::new());
    if everything {
        others.push(Step::new("format", || suites.format()));
        others.push(Step::new("lints", || suites.lints()));
    }
    if !quick {
        others.push(Step::new("tools for tests", || suites.test_tools()));
        others.push(Step::new(BUILDING, || suites.build_end_to_end()));
        viewer.push(Step::new("tools for the viewer", || suites.viewer_tools()));
        viewer.push(Step::new(VIEWER, || suites.viewer()));
    }
    if everything && !quick {
        others.push(Step::new("dependencies", || suites.dependencies()));
        viewer.push(Step::new("Trunk's viewer", || suites.trunk()));
        others.push(Step::new("documentation", || suites.documentation()));
        viewer.push(Step::new("lints, WebAssembly", || suites.wasm_lints()));
    }
    report.add_side_by_side(&others, &viewer);
    let mut in_a_browser = Vec::new();
    if !quick {
        in_a_browser.push(Step::new("viewer's tests in a browser", || suites.browser_tests()));
    }
    report.add_side_by_side(&[Step::new("unit tests", || suites.unit_tests())], &in_a_browser);
}

fn in_browsers(suites: &Suites, report: &mut Report, everything: bool) {
    if report.has_failed(BUILDING) || report.has_failed(VIEWER) {
        return report.skip("end-to-end tests", "not all that they need was built");
    }
    if !report.add("sample paper", || suites.sample()) {
        return report.skip("end-to-end tests", "there is no sample paper");
    }
    if everything {
        report.add("size", || suites.size());
        report.add("word coverage", || suites.coverage());
    }
    // Two at a time: each keeps a core busy. The longest first, so that both end together.
    report.add_pairwise(&[
        Step::new("end-to-end tests, Chromium", || suites.end_to_end("chromium")),
        Step::new("end-to-end tests, WebKit", || suites.end_to_end("webkit")),
        Step::new("end-to-end tests, Firefox", || suites.end_to_end("firefox")),
        Step::new("hosts", || suites.hosts()),
    ]);
    if everything {
        report.add("table of faults", || suites.faults());
    }
}
