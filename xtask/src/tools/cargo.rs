//! Tools that are built by cargo.

use crate::cache::Cache;
use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::{Context as _, Result, bail};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// Overrides the tools' release profiles: optimizing them takes minutes, and their speed doesn't matter here.
const UNOPTIMIZED: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A tool that is built by cargo, in one version.
pub(super) struct CargoTool {
    program: &'static str,
    package: &'static str,
    version: Cow<'static, str>,
    flags: &'static [&'static str],
    /// The build time on two cores.
    takes: &'static str,
}

/// The driver of Firefox.
pub(super) const GECKODRIVER: CargoTool = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: Cow::Borrowed("0.37.1"),
    flags: &["--locked"],
    takes: "2 minutes",
};

/// Checks the dependencies' licences and sources.
pub(super) const CARGO_DENY: CargoTool = CargoTool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: Cow::Borrowed("0.20.2"),
    flags: &["--locked"],
    takes: "3 minutes",
};

/// Runs the parsers on random inputs.
pub(super) const CARGO_FUZZ: CargoTool = CargoTool {
    program: "cargo-fuzz",
    package: "cargo-fuzz",
    version: Cow::Borrowed("0.13.2"),
    flags: &["--locked"],
    takes: "2 minutes",
};

/// Rebuilds the viewer at every change, and serves it.
pub(super) const TRUNK: CargoTool = CargoTool {
    program: "trunk",
    package: "trunk",
    // The newest version that builds with the oldest supported Rust.
    version: Cow::Borrowed("0.21.14"),
    flags: &["--locked", "--no-default-features", "--features", "rustls"],
    takes: "7 minutes",
};

/// Generates the viewer's JavaScript glue, and runs wasm tests. Its version has to equal that of the crate.
///
/// # Errors
/// When `Cargo.lock` in the folder `root` names no version.
pub(super) fn wasm_bindgen(root: &Path) -> Result<CargoTool> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock can't be read")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock: no wasm-bindgen")?;
    Ok(CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: Cow::Owned(version.to_owned()),
        // Not `--locked`: its lock file has a yanked version. Without TLS: it talks to local browsers only.
        flags: &["--no-default-features"],
        takes: "2 minutes",
    })
}

impl CargoTool {
    /// Its program folder in `cache`.
    pub(super) fn programs(&self, cache: &Cache) -> PathBuf {
        cache.folder(self.package, &self.version).join("bin")
    }

    /// Installs the tool, unless it is in the cache or on the `PATH` in this version.
    pub(super) fn install(&self, project: &Project) -> Result<()> {
        if self.is_installed(project) {
            return Ok(());
        }
        project.cache.install(self.package, &self.version, |folder| {
            if self.download(project, folder)? {
                return Ok(());
            }
            self.build(project, folder)
        })?;
        if self.is_installed(project) {
            return Ok(());
        }
        let CargoTool { program, package, version, .. } = self;
        bail!("{package} {version} was installed, but `{program} --version` doesn't print that.")
    }

    fn is_installed(&self, project: &Project) -> bool {
        let printed = project.output_of(self.program, &["--version"]);
        printed.is_some_and(|text| text.split_whitespace().nth(1) == Some(&self.version))
    }

    fn build(&self, project: &Project, folder: &Path) -> Result<()> {
        let CargoTool { program, package, version, takes, .. } = self;
        let flags = self.flags.join(" ");
        let step = LoggedCommand {
            name: &format!("install-{program}"),
            what: &format!("building {package} {version} (about {takes}, once on this machine)"),
            advice: &format!("By hand: cargo install {package} --version {version} {flags}"),
        };
        // Kept if the build is interrupted, so that the next attempt continues it.
        let target = project.scratch("tools").join(package);
        let mut command = project.cargo();
        command.args(["install", package, "--version", version, "--force"]).args(self.flags);
        command.arg("--root").arg(folder).arg("--target-dir").arg(&target).envs(UNOPTIMIZED);
        step.run(project, &mut command)?;
        fs::remove_dir_all(&target).with_context(|| format!("{}", target.display()))
    }

    /// Downloads a released binary, if `cargo binstall` is installed. If that fails, the tool is built.
    fn download(&self, project: &Project, folder: &Path) -> Result<bool> {
        if project.which("cargo-binstall").is_none() {
            return Ok(false);
        }
        let CargoTool { program, package, version, .. } = self;
        let step = LoggedCommand {
            name: &format!("binstall-{program}"),
            what: &format!("downloading {package} {version} by cargo binstall"),
            advice: "",
        };
        let mut command = project.cargo();
        command.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
        command.arg(folder).arg(format!("{package}@{version}"));
        Ok(step.attempt(project, &mut command)?.success)
    }
}

/// The version of a crate in a lock file.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading).skip(1);
    Some(lines.next()?.strip_prefix("version = ")?.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn finds_the_version_in_a_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-cli\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
