//! `cargo xtask setup`: installs what is missing.
//!
//! A tool of the right version on the `PATH` is used as it is; otherwise it is installed into
//! `.tools`, which nothing outside the clone sees. Only browsers and their drivers (`--test`) are
//! installed for the whole machine, because they come no other way.

use crate::apt;
use crate::npm;
use crate::project::Project;
use crate::step::Step;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::Path;

/// Tools are built in a hurry. Their own release profiles take long (Trunk's optimizes the whole program
/// as one), for speed that nobody here needs.
const HURRY: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A tool that cargo builds.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    flags: &'static [&'static str],
    takes: &'static str,
}

/// Everything, for the viewer and with `test` for the browser tests too.
pub(crate) fn run(project: &Project, test: bool) -> Result<()> {
    viewer_tools(project)?;
    if test {
        test_tools(project)?;
    }
    eprintln!("Everything is installed.");
    if !on_the_path("trunk") {
        let bin = project.bin();
        eprintln!("For `trunk serve` by hand: export PATH=\"{}:$PATH\"", bin.display());
    }
    Ok(())
}

/// What building the viewer needs.
pub(crate) fn viewer_tools(project: &Project) -> Result<()> {
    wasm_target(project)?;
    library_source(project)?;
    let tools = [
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(project, "wasm-bindgen")?,
            // Its lock file names a version that has been withdrawn.
            flags: &[],
            takes: "3 minutes",
        },
        Tool {
            program: "trunk",
            package: "trunk",
            // The newest that builds with the Rust versions that Dateline supports.
            version: "0.21.14".to_owned(),
            flags: &["--locked", "--no-default-features", "--features", "rustls"],
            takes: "7 minutes",
        },
    ];
    install_all(project, &tools)?;
    npm::TERSER.install(project)?;
    wasm_opt(project)
}

/// What the tests need besides.
pub(crate) fn test_tools(project: &Project) -> Result<()> {
    apt::install_browsers(project)?;
    apt::install_servers(project)?;
    let tools = [
        Tool {
            program: "geckodriver",
            package: "geckodriver",
            version: "0.37.1".to_owned(),
            flags: &["--locked"],
            takes: "2 minutes",
        },
        Tool {
            program: "cargo-deny",
            package: "cargo-deny",
            version: "0.20.2".to_owned(),
            flags: &["--locked"],
            takes: "3 minutes",
        },
    ];
    install_all(project, &tools)?;
    npm::AXE.install(project)?;
    npm_server(project)
}

/// `serve`, where the tests of hosts find it.
fn npm_server(project: &Project) -> Result<()> {
    npm::SERVE.install(project)?;
    fs::create_dir_all(project.bin())?;
    let link = project.bin().join("serve");
    let _ = fs::remove_file(&link);
    link_program(Path::new("../npm/node_modules/serve/build/main.js"), &link)
}

fn wasm_target(project: &Project) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    add_to_rust(
        project,
        &Part {
            file: TARGET,
            what: "adding Rust's wasm32-unknown-unknown target (half a minute, once)",
            args: ["target", "add", TARGET],
            package: "libstd-rust-dev-wasm32",
        },
    )
}

/// The viewer is built together with the standard library, to be small: `viewer.rs` says how.
fn library_source(project: &Project) -> Result<()> {
    add_to_rust(
        project,
        &Part {
            file: "src/rust/library/Cargo.lock",
            what: "adding the source of Rust's standard library (half a minute, once)",
            args: ["component", "add", "rust-src"],
            package: "rust-src",
        },
    )
}

/// A part of Rust that is not there from the start.
struct Part {
    /// What is in Rust's own folder once it is there.
    file: &'static str,
    what: &'static str,
    /// What rustup is told.
    args: [&'static str; 3],
    /// Debian's package of it.
    package: &'static str,
}

fn add_to_rust(project: &Project, part: &Part) -> Result<()> {
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
    let step = Step { name: "rustup", what: part.what, advice: &by_hand };
    step.run(project, project.command(rustup).args(part.args))?;
    Ok(())
}

fn install_all(project: &Project, tools: &[Tool]) -> Result<()> {
    let missing: Vec<&Tool> = tools.iter().filter(|tool| !tool.is_installed(project)).collect();
    let Some(first) = missing.first() else {
        return Ok(());
    };
    // One target folder for all, so that what they have in common is compiled once; and another for
    // those that are installed at the same time.
    let build = project.tools.join(format!("build-{}", first.program));
    for tool in &missing {
        tool.install(project, &build)?;
    }
    fs::remove_dir_all(&build).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(())
}

impl Tool {
    fn is_installed(&self, project: &Project) -> bool {
        let printed = project.output_of(self.program, &["--version"]);
        printed.is_some_and(|text| text.split_whitespace().nth(1) == Some(&self.version))
    }

    fn install(&self, project: &Project, build: &Path) -> Result<()> {
        if self.download(project)? {
            return Ok(());
        }
        let Tool { program, package, version, takes, .. } = self;
        let folder = project.show(&project.tools);
        let step = Step {
            name: &format!("install-{program}"),
            what: &format!("installing {package} {version} into {folder} (about {takes}, once)"),
            advice: &format!(
                "By hand: cargo install {package} --version {version} {} --root {folder}",
                self.flags.join(" ")
            ),
        };
        let mut command = project.cargo();
        command.args(["install", package, "--version", version, "--force"]).args(self.flags);
        command.arg("--root").arg(&project.tools).arg("--target-dir").arg(build).envs(HURRY);
        step.run(project, &mut command)?;
        if self.is_installed(project) {
            return Ok(());
        }
        bail!("{package} {version} was installed, but `{program} --version` doesn't say so.")
    }

    /// Takes the finished program from where its makers publish it, for those who have
    /// `cargo binstall`. Where that doesn't work, offline for one, we build.
    fn download(&self, project: &Project) -> Result<bool> {
        if project.which("cargo-binstall").is_none() {
            return Ok(false);
        }
        let Tool { program, package, version, .. } = self;
        let step = Step {
            name: &format!("binstall-{program}"),
            what: &format!("downloading {package} {version} by cargo binstall"),
            advice: "",
        };
        let mut command = project.cargo();
        command.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
        command.arg(&project.tools).arg(format!("{package}@{version}"));
        let done = step.attempt(project, &mut command)?;
        Ok(done.success && self.is_installed(project))
    }
}

/// Trunk asks for the version that `Trunk.toml` names.
fn wasm_opt(project: &Project) -> Result<()> {
    let (major, _) = npm::BINARYEN.version.split_once('.').unwrap_or_default();
    let is_installed = || {
        let printed = project.output_of("wasm-opt", &["--version"]);
        printed.is_some_and(|text| text.split_whitespace().nth(2) == Some(major))
    };
    if is_installed() {
        return Ok(());
    }
    npm::BINARYEN.install(project)?;
    fs::create_dir_all(project.bin())?;
    let link = project.bin().join("wasm-opt");
    let _ = fs::remove_file(&link);
    link_program(Path::new("../npm/node_modules/binaryen/bin/wasm-opt"), &link)?;
    if is_installed() {
        return Ok(());
    }
    bail!(
        "wasm-opt {major} was installed, but `{} --version` doesn't say so. Does `node --version` \
         work?",
        link.display()
    )
}

#[cfg(unix)]
fn link_program(program: &Path, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(program, link)
        .with_context(|| format!("{} can't be made", link.display()))
}

#[cfg(not(unix))]
fn link_program(program: &Path, _: &Path) -> Result<()> {
    bail!(
        "Put what {} is (`wasm-opt` of Binaryen in the version in Trunk.toml, `serve` of npm) on the \
         PATH, then run this again.",
        program.display()
    )
}

/// The version of a crate that `Cargo.lock` names.
fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock = fs::read_to_string(project.root.join("Cargo.lock"))?;
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = "));
    let version = version.with_context(|| format!("Cargo.lock names no {package}"))?;
    Ok(version.trim_matches('"').to_owned())
}

fn on_the_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
