//! The Rust toolchain: its version, and components that aren't installed by default.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::{Context as _, Result, bail};
use std::fmt;
use std::path::Path;

/// The versions of Rust that the small build of the viewer was tested with. It relies on unstable `-Z` flags.
const TESTED: &[&str] = &["1.95.0"];

/// A version of Rust as printed by `rustc`: `1.95.0`, `1.97.0-nightly`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rust(String);

impl Rust {
    /// The version that builds this project.
    ///
    /// # Errors
    /// When there is no `rustc`.
    pub(crate) fn of(project: &Project) -> Result<Rust> {
        let printed = project.output_of("rustc", &["--version"]);
        let printed = printed.context("`rustc --version` failed: is Rust installed?")?;
        Rust::parse(&printed).with_context(|| format!("`rustc --version` prints `{printed}`"))
    }

    /// The version in `rustc 1.95.0 (59807616e 2026-04-14)`.
    fn parse(printed: &str) -> Option<Rust> {
        let version = printed.strip_prefix("rustc ")?.split_whitespace().next()?;
        Some(Rust(version.to_owned()))
    }

    /// Whether the small build was tested with this version.
    pub(crate) fn is_tested(&self) -> bool {
        TESTED.contains(&&*self.0)
    }

    /// The versions that the small build was tested with.
    pub(crate) fn tested() -> String {
        TESTED.join(", ")
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Rust {}", self.0)
    }
}

/// Adds the target that the viewer is compiled for.
pub(super) fn add_wasm_target(project: &Project) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    add(
        project,
        &Part {
            file: TARGET,
            what: "adding Rust's wasm32-unknown-unknown target (half a minute, once)",
            args: ["target", "add", TARGET],
            package: "libstd-rust-dev-wasm32",
        },
    )
}

/// Adds the standard library's source, which the small build compiles.
pub(super) fn add_library_source(project: &Project) -> Result<()> {
    add(
        project,
        &Part {
            file: "src/rust/library/Cargo.lock",
            what: "adding the source of Rust's standard library (half a minute, once)",
            args: ["component", "add", "rust-src"],
            package: "rust-src",
        },
    )
}

/// A component of the toolchain that isn't installed by default.
struct Part {
    /// A file of it, relative to the sysroot.
    file: &'static str,
    what: &'static str,
    /// The arguments for rustup.
    args: [&'static str; 3],
    /// Its Debian package.
    package: &'static str,
}

fn add(project: &Project, part: &Part) -> Result<()> {
    let sysroot = project.output_of("rustc", &["--print", "sysroot"]);
    let sysroot = sysroot.context("`rustc --print sysroot` failed: is Rust installed?")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(part.file).exists() {
        return Ok(());
    }
    let by_hand = format!("By hand: rustup {}", part.args.join(" "));
    let Some(rustup) = project.which("rustup") else {
        bail!(
            "A part of Rust is missing ({}), and so is rustup, which would add it. Install your \
             system's package of it (Debian: {}), or Rust by rustup.",
            part.file,
            part.package
        );
    };
    let step = LoggedCommand { name: "rustup", what: part.what, advice: &by_hand };
    step.run(project, project.command(rustup).args(part.args))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Rust;

    fn check(printed: &str, expected: Option<(&str, bool)>) {
        let rust = Rust::parse(printed);
        let found = rust.as_ref().map(|rust| (&*rust.0, rust.is_tested()));
        assert_eq!(found, expected, "{printed}");
    }

    #[test]
    fn knows_which_versions_were_tried() {
        check("rustc 1.95.0 (59807616e 2026-04-14)\n", Some(("1.95.0", true)));
        check("rustc 1.95.1 (0123abcde 2026-05-01)\n", Some(("1.95.1", false)));
        check("rustc 1.95.0-nightly (0123abcde 2026-02-01)\n", Some(("1.95.0-nightly", false)));
        check("rustc 1.95.0", Some(("1.95.0", true)));
        check("cargo 1.95.0", None);
        check("", None);
    }
}
