//! The steps of a test run.

use super::report::{Counts, Outcome};
use super::summary::{self, Log};
use crate::coverage;
use crate::programs;
use crate::project::Project;
use crate::size;
use crate::step::Step;
use crate::tools::{self, npm};
use crate::viewer;
use anyhow::{Result, bail};
use std::env;
use std::fs;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

pub(super) struct Suites<'a> {
    pub project: &'a Project,
    /// Only tests with this in their names.
    pub filter: Option<&'a str>,
}

/// Engines as people call them, and as the tests do.
const ENGINES: [(&str, &str); 3] =
    [("Chromium", "chromium"), ("Firefox", "firefox"), ("WebKit", "webkit")];

/// What the names of the tests at hosts have in them, and those from a disk have not: "nginx at /".
const NOT_FROM_A_DISK: &str = " at /";

/// Where the table of faults is kept.
const FAULTS: &str = "docs/FAULTS.md";

impl Suites<'_> {
    pub(super) fn format(&self) -> Result<Outcome> {
        let step =
            Step { name: "format", what: "checking the format", advice: "Repair: cargo fmt" };
        self.check(&step, self.project.cargo().args(["fmt", "--check", "--", "--color=never"]))
    }

    pub(super) fn lints(&self) -> Result<Outcome> {
        let step = Step {
            name: "lints",
            what: "checking lints (4 minutes at first)",
            advice: "By hand: cargo clippy --workspace --all-targets",
        };
        let mut command = self.project.cargo();
        command.args(["clippy", "--workspace", "--all-targets", "--keep-going"]);
        command.args(["--", "-Dwarnings"]);
        self.check(&step, &mut command)
    }

    pub(super) fn wasm_lints(&self) -> Result<Outcome> {
        let step = Step {
            name: "lints-wasm",
            what: "checking the viewer's lints (1 minute at first)",
            advice: "By hand: cargo clippy -p viewer --features csr --target wasm32-unknown-unknown",
        };
        let mut command = self.project.cargo();
        command.args(["clippy", "--package", "viewer", "--features", "csr"]);
        command.args(["--target", WASM, "--all-targets", "--", "-Dwarnings"]);
        self.check(&step, &mut command)
    }

    /// `trunk build` makes the same viewer as `cargo xtask viewer`.
    pub(super) fn trunk(&self) -> Result<Outcome> {
        viewer::check_trunk(self.project)?;
        Ok(passed())
    }

    /// Whose work the project may be made of, and where it may come from: `deny.toml`.
    pub(super) fn dependencies(&self) -> Result<Outcome> {
        let step = Step {
            name: "dependencies",
            what: "checking the dependencies' licences and sources (a few seconds)",
            advice: "What may be used is in deny.toml. By hand: cargo deny check licenses bans sources",
        };
        let deny = self.project.which("cargo-deny").unwrap_or_else(|| "cargo-deny".into());
        let mut command = self.project.command(deny);
        command.args(["--color", "never", "check", "licenses", "bans", "sources"]);
        self.check(&step, &mut command)
    }

    pub(super) fn documentation(&self) -> Result<Outcome> {
        let step = Step {
            name: "documentation",
            what: "checking the documentation (half a minute)",
            advice: "By hand: cargo doc --workspace --no-deps",
        };
        let mut command = self.project.cargo();
        command.args(["doc", "--workspace", "--no-deps", "--document-private-items"]);
        command.env("RUSTDOCFLAGS", "-Dwarnings");
        self.check(&step, &mut command)
    }

    pub(super) fn unit_tests(&self) -> Result<Outcome> {
        let step = Step {
            name: "unit-tests",
            what: "unit tests and goldens (6 minutes at first)",
            advice: "By hand: cargo test --workspace",
        };
        let mut command = self.project.cargo();
        command.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]).args(self.filter);
        self.tests(&step, &mut command)
    }

    pub(super) fn browser_tests(&self) -> Result<Outcome> {
        let step = Step {
            name: "browser-tests",
            what: "the viewer's tests in Chromium (2 minutes at first)",
            advice: "`webdriver.json` says how Chromium is started.",
        };
        let project = self.project;
        let mut command = project.cargo();
        command.args(["test", "--package", "viewer", "--features", "csr"]);
        command.args(["--target", WASM, "--test", "browser"]).args(self.filter);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        if let Some(driver) = project.which("chromedriver") {
            command.env("CHROMEDRIVER", driver);
        }
        self.tests(&step, &mut command)
    }

    /// Installs what building the viewer needs.
    pub(super) fn viewer_tools(&self) -> Result<Outcome> {
        tools::for_viewer(self.project)?;
        Ok(passed())
    }

    /// Installs what the tests need besides.
    pub(super) fn test_tools(&self) -> Result<Outcome> {
        tools::for_trials(self.project)?;
        tools::for_all_tests(self.project)?;
        Ok(passed())
    }

    pub(super) fn viewer(&self) -> Result<Outcome> {
        viewer::build(self.project, false)?;
        Ok(passed())
    }

    pub(super) fn sample(&self) -> Result<Outcome> {
        size::press_sample(self.project)?;
        Ok(passed())
    }

    pub(super) fn size(&self) -> Result<Outcome> {
        let over = size::measure(self.project, &size::sample_site(self.project))?;
        if over.is_empty() {
            return Ok(passed());
        }
        bail!("{}", over.join("\n"))
    }

    pub(super) fn coverage(&self) -> Result<Outcome> {
        coverage::run(&self.project.sample(), &size::sample_site(self.project))?;
        Ok(passed())
    }

    pub(super) fn build_end_to_end(&self) -> Result<Outcome> {
        programs::build(self.project, &["dateline", "e2e", "hosts"])?;
        Ok(passed())
    }

    /// The end-to-end tests in one engine, against the sample paper.
    pub(super) fn end_to_end(&self, engine: &str) -> Result<Outcome> {
        let project = self.project;
        let failures = project.scratch("failures").join(engine);
        let advice = format!(
            "What the browser showed: {}. Alone: cargo xtask test NAME",
            project.show(&failures)
        );
        let step = Step {
            name: &format!("e2e-{engine}"),
            what: &format!("end-to-end tests in {engine} (20 to 30 minutes)"),
            advice: &advice,
        };
        // Pictures of failures long repaired mislead.
        if failures.exists() {
            fs::remove_dir_all(&failures)?;
        }
        let mut command = project.command(programs::path(project, "e2e"));
        command.args(self.filter).env("E2E_ENGINE", engine);
        command.env("E2E_SITE", size::sample_site(project)).env("E2E_FAILURES", failures);
        command.env("E2E_AXE", npm::AXE.folder(project).join("axe.min.js"));
        self.tests(&step, &mut command)
    }

    /// The sample paper at every host in Chromium: what differs is the host. From a disk, where what
    /// differs is the browser, it is read in the others too.
    pub(super) fn hosts(&self) -> Result<Outcome> {
        let mut outcome = self.hosts_in("chromium", &[])?;
        for engine in ["firefox", "webkit"] {
            let more = self.hosts_in(engine, &["--skip", NOT_FROM_A_DISK])?;
            outcome.add(more);
        }
        Ok(outcome)
    }

    fn hosts_in(&self, engine: &str, selection: &[&str]) -> Result<Outcome> {
        let project = self.project;
        let what = match selection {
            [] => "the sample paper at every host (10 minutes)".to_owned(),
            _ => format!("the sample paper from a disk in {engine} (a minute or two)"),
        };
        let step = Step {
            name: &hosts_log(engine),
            what: &what,
            advice: "Servers that are missing: cargo xtask setup --test. Alone: cargo xtask test NAME",
        };
        let mut command = project.command(programs::path(project, "hosts"));
        command.args(self.filter).args(selection).env("E2E_ENGINE", engine);
        command.env("E2E_SITE", size::sample_site(project));
        self.tests(&step, &mut command)
    }

    /// The table of faults that the engines' tests have printed is the one in the documentation.
    pub(super) fn faults(&self) -> Result<Outcome> {
        let table = summary::faults(&self.engines());
        println!("\n{table}");
        let file = self.project.root.join(FAULTS);
        let text = fs::read_to_string(&file)?;
        let (head, kept) = text.split_at(text.find("| fault").unwrap_or(text.len()));
        if kept == table {
            return Ok(passed());
        }
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, [head, &table].concat())?;
            return Ok(passed());
        }
        bail!("{FAULTS} has another table. If this one is right: UPDATE_EXPECT=1 cargo xtask test")
    }

    /// What was tried altogether, and what took longest, by what the tests have printed.
    pub(super) fn summary(&self) -> String {
        let hosts = ENGINES.map(|(_, name)| self.log(&hosts_log(name))).concat();
        let engines = self.engines();
        let logs: String = engines.iter().map(|log| &*log.text).chain([&*hosts]).collect();
        summary::table(&engines, &hosts) + "\n" + &summary::slowest(&logs)
    }

    fn engines(&self) -> [Log; 3] {
        ENGINES.map(|(engine, name)| Log { engine, text: self.log(&format!("e2e-{name}")) })
    }

    /// What a step has printed.
    fn log(&self, step: &str) -> String {
        let file = self.project.scratch("log").join(format!("{step}.log"));
        String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned()
    }

    /// A step that is one check.
    fn check(&self, step: &Step, command: &mut Command) -> Result<Outcome> {
        step.run(self.project, command)?;
        Ok(passed())
    }

    /// A step whose tests are counted.
    fn tests(&self, step: &Step, command: &mut Command) -> Result<Outcome> {
        let done = step.attempt(self.project, command)?;
        let counts = Counts::in_log(&String::from_utf8_lossy(&fs::read(&done.log)?));
        let error = if done.success { None } else { Some(step.explain(self.project, &done)?) };
        Ok(Outcome { counts, error })
    }
}

/// Under which name a step at hosts keeps its log.
fn hosts_log(engine: &str) -> String {
    format!("hosts-{engine}")
}

fn passed() -> Outcome {
    Outcome { counts: Counts::ONE, error: None }
}
