//! The steps of a test run that need no browser.

use super::report::{Counts, Outcome};
use crate::coverage;
use crate::logged::LoggedCommand;
use crate::project::Project;
use crate::size;
use crate::tools::{self, npm};
use crate::viewer;
use anyhow::{Result, bail};
use std::fs;
use std::process::Command;

/// The target that the viewer is compiled for.
pub(super) const WASM: &str = "wasm32-unknown-unknown";

/// The steps.
#[derive(Clone, Copy)]
pub(super) struct Checks<'a>(pub &'a Project);

impl Checks<'_> {
    pub(super) fn format(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "format",
            what: "checking the format",
            advice: "Repair: cargo fmt",
        };
        self.check(&step, self.0.cargo().args(["fmt", "--check", "--", "--color=never"]))
    }

    pub(super) fn lints(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "lints",
            what: "checking lints (2 minutes at first)",
            advice: "By hand: cargo clippy --workspace --all-targets",
        };
        let mut command = self.0.cargo();
        command.args(["clippy", "--workspace", "--all-targets", "--keep-going"]);
        self.check(&step, command.args(["--", "-Dwarnings"]))
    }

    /// Unit tests, goldens, and all other tests without a browser; or those whose names contain `name`.
    pub(super) fn native_tests(self, name: Option<&str>) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "native-tests",
            what: "tests that need no browser (4 minutes at first)",
            advice: "By hand: cargo test --workspace",
        };
        let mut command = self.0.cargo();
        // `--all-targets` skips doctests, of which there are none.
        command.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]).args(name);
        self.tests(&step, &mut command)
    }

    pub(super) fn wasm_lints(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "lints-wasm",
            what: "checking the viewer's lints (1 minute at first)",
            advice: "By hand: cargo clippy -p viewer --features csr --target wasm32-unknown-unknown",
        };
        let mut command = self.0.cargo();
        command.args(["clippy", "--package", "viewer", "--features", "csr", "--all-targets"]);
        self.check(&step, command.args(["--target", WASM, "--", "-Dwarnings"]))
    }

    pub(super) fn viewer(self) -> Result<Outcome> {
        viewer::build(self.0, false)?;
        Ok(Outcome::PASSED)
    }

    pub(super) fn sample(self) -> Result<Outcome> {
        size::press_sample(self.0)?;
        Ok(Outcome::PASSED)
    }

    /// Checks that download sizes are within their budgets.
    pub(super) fn size(self) -> Result<Outcome> {
        let over = size::measure(self.0, &size::sample_site(self.0))?;
        if over.is_empty() {
            return Ok(Outcome::PASSED);
        }
        bail!("{}", over.join("\n"))
    }

    /// Checks that every word of the sample paper is in its site.
    pub(super) fn coverage(self) -> Result<Outcome> {
        coverage::run(&self.0.sample(), &size::sample_site(self.0))?;
        Ok(Outcome::PASSED)
    }

    pub(super) fn documentation(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "documentation",
            what: "checking the documentation (half a minute)",
            advice: "By hand: cargo doc --workspace --no-deps",
        };
        let mut command = self.0.cargo();
        command.args(["doc", "--workspace", "--no-deps", "--document-private-items"]);
        self.check(&step, command.env("RUSTDOCFLAGS", "-Dwarnings"))
    }

    /// Installs the tools of the other steps of `--all`.
    pub(super) fn tools_for_all(self) -> Result<Outcome> {
        tools::for_all_tests(self.0)?;
        Ok(Outcome::PASSED)
    }

    /// Checks the dependencies' licences and sources against `deny.toml`.
    pub(super) fn dependencies(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "dependencies",
            what: "checking the dependencies' licences and sources (a few seconds)",
            advice: "What may be used is in deny.toml. By hand: cargo deny check licenses bans sources",
        };
        let mut command = self.0.command("cargo-deny");
        command.args(["--color", "never", "check", "licenses", "bans", "sources"]);
        self.check(&step, &mut command)
    }

    /// Runs each parser on random inputs for a while. What it fails on is left in `fuzz/artifacts/`.
    pub(super) fn fuzzing(self) -> Result<Outcome> {
        for target in FUZZ_TARGETS {
            let step = LoggedCommand {
                name: &format!("fuzz-{target}"),
                what: &format!("running {target} on random inputs (4 minutes at first)"),
                advice: "Make a test of the input that the log names.",
            };
            let mut command = self.0.command("cargo-fuzz");
            command.args(["run", target, "--fuzz-dir", "fuzz"]);
            // Without a sanitizer: there is no unsafe code, and sanitizers need a nightly Rust.
            command.args(["--sanitizer", "none", "--target-dir"]).arg(self.0.target.join("fuzz"));
            command.args(["--", "-max_total_time=10", "-max_len=2000", "-timeout=10"]);
            self.check(&step, &mut command)?;
        }
        Ok(Outcome::PASSED)
    }

    /// Type-checks the scripts by their JSDoc comments.
    pub(super) fn script_types(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "tsc",
            what: "checking types in a script (a second)",
            advice: "",
        };
        for (library, files) in TYPED {
            let mut command = self.0.command("node");
            command.arg(npm::TYPESCRIPT.folder(self.0).join("bin/tsc"));
            // Not strict: values without a JSDoc type are `any`.
            command.args(["--allowJs", "--checkJs", "--noEmit", "--strict", "false"]);
            command.args(["--target", "es2024", "--lib", library]).args(files);
            self.check(&step, &mut command)?;
        }
        Ok(Outcome::PASSED)
    }

    /// Lints the scripts with oxlint's default rules.
    pub(super) fn script_lints(self) -> Result<Outcome> {
        let step =
            LoggedCommand { name: "oxlint", what: "checking the scripts (a second)", advice: "" };
        for (allowed, files) in SCRIPTS {
            let mut command = self.0.command("node");
            command.arg(npm::OXLINT.folder(self.0).join("bin/oxlint")).arg("--deny-warnings");
            command.args(allowed.iter().flat_map(|rule| ["--allow", rule])).args(files);
            self.check(&step, &mut command)?;
        }
        Ok(Outcome::PASSED)
    }

    /// Lints the style sheets by `style/.stylelintrc.json`.
    pub(super) fn style_lints(self) -> Result<Outcome> {
        let step = LoggedCommand {
            name: "stylelint",
            what: "checking the style sheets (a second)",
            advice: "",
        };
        let mut command = self.0.command("node");
        command.arg(npm::STYLELINT.folder(self.0).join("bin/stylelint.mjs"));
        self.check(&step, command.arg("style/*.css"))
    }

    /// Checks that `trunk build` makes the same viewer as `cargo xtask viewer`.
    pub(super) fn trunk(self) -> Result<Outcome> {
        viewer::check_trunk(self.0)?;
        Ok(Outcome::PASSED)
    }

    /// Runs a step that is one check.
    pub(super) fn check(self, step: &LoggedCommand, command: &mut Command) -> Result<Outcome> {
        step.run(self.0, command)?;
        Ok(Outcome::PASSED)
    }

    /// Runs a step whose tests are counted from the output of `cargo test`.
    pub(super) fn tests(self, step: &LoggedCommand, command: &mut Command) -> Result<Outcome> {
        let done = step.attempt(self.0, command)?;
        let counts = Counts::in_log(&String::from_utf8_lossy(&fs::read(&done.log)?));
        let error = if done.success { None } else { Some(step.explain(self.0, &done)?) };
        Ok(Outcome { counts, error, ..Outcome::default() })
    }
}

/// The programs of `fuzz/fuzz_targets/`.
const FUZZ_TARGETS: [&str; 6] = ["json", "front_matter", "template", "markdown", "plain", "html"];

/// The scripts that run in a browser, each with the TypeScript libraries that declare its APIs.
const TYPED: [(&str, &[&str]); 4] = [
    ("es2024,dom,dom.iterable", &["src/browser/start.js"]),
    ("es2024,dom,dom.iterable", &["press/src/single/boot.js"]),
    ("es2024,dom,dom.iterable", &["press/src/commands/serve/live_reload.js"]),
    (
        "es2024,webworker",
        &[
            "public/worker/check.js",
            "public/worker/edition.js",
            "public/worker/worker.js",
            "xtask/src/test/checks/worker.d.ts",
        ],
    ),
];

/// The scripts, and the rules of oxlint that are off for them.
const SCRIPTS: [(&[&str], &[&str]); 2] = [
    (
        &[],
        &[
            "src/browser/start.js",
            "press/src/single/boot.js",
            "press/src/commands/serve/live_reload.js",
            "xtask/src/viewer/minify.js",
        ],
    ),
    // These are concatenated: one uses the declarations of another.
    (&["no-unused-vars", "unicorn/prefer-string-starts-ends-with"], &["public/worker"]),
];
