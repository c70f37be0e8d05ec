//! `cargo xtask viewer`: builds the viewer into `dist/`, from where the press takes it.
//!
//! Runs Trunk's steps as configured in `index.html`, without Trunk, which takes minutes to build. `cargo xtask test --all`
//! compares the files with those of `trunk build`.

mod minify;
mod page;
mod steps;
mod trunk;

use crate::folder;
use crate::project::Project;
use crate::tools::{self, Rust};
use anyhow::Result;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
pub(crate) use trunk::{check_trunk, run_trunk, trunk_hook};

/// The viewer's sources.
const SOURCES: &[&str] = &[
    "src",
    "article",
    "stand-in",
    "style",
    "public",
    "index.html",
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/src/viewer",
];

/// How the viewer is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuildKind {
    /// Debug.
    Dev,
    /// Release, with stable flags.
    Plain,
    /// Release, with the standard library compiled for size by `-Z` flags; 12 KB smaller.
    Small,
}

impl BuildKind {
    const ALL: [BuildKind; 3] = [BuildKind::Dev, BuildKind::Plain, BuildKind::Small];

    fn name(self) -> &'static str {
        match self {
            BuildKind::Dev => "dev",
            BuildKind::Plain => "plain",
            BuildKind::Small => "small",
        }
    }
}

/// Builds the viewer, unless it is up to date.
pub(crate) fn build(project: &Project, dev: bool) -> Result<()> {
    tools::for_viewer(project)?;
    let rust = Rust::of(project)?;
    let wanted = if dev { BuildKind::Dev } else { BuildKind::Small };
    if let Some(stamp) = Stamp::read(project)
        && stamp.wanted == wanted.name()
        && stamp.rust == rust.to_string()
        && is_fresh(project, &stamp)?
    {
        eprintln!("dist/ is up to date.");
        return Ok(());
    }
    let started = SystemTime::now();
    let staged = project.scratch("viewer");
    let made = make(project, wanted, &rust, &staged)?;
    folder::replace(&staged, &project.dist())?;
    let wasm = wasm_time(project)?;
    Stamp { wanted: wanted.name(), made: made.name(), rust: rust.to_string(), wasm }
        .write(project, started)
}

/// Builds the viewer into the folder `staged`. If the small build fails, falls back to the plain one.
fn make(project: &Project, wanted: BuildKind, rust: &Rust, staged: &Path) -> Result<BuildKind> {
    if wanted == BuildKind::Small && !rust.is_tested() {
        eprintln!(
            "{rust}: the small build relies on unstable flags. It was tested with {}.",
            Rust::tested()
        );
    }
    let Err(error) = steps::make(project, wanted, staged) else {
        return Ok(wanted);
    };
    if wanted != BuildKind::Small {
        return Err(error);
    }
    // If the error is in the sources, this build fails too, and shows it.
    steps::make(project, BuildKind::Plain, staged)?;
    eprintln!("The small build failed with {rust}, so the viewer is 12 KB larger:\n{error:#}");
    Ok(BuildKind::Plain)
}

/// Why the viewer in `dist/` may be over its budget: the small build failed with an untested version of Rust.
pub(crate) fn size_exemption(project: &Project) -> Result<Option<String>> {
    let rust = Rust::of(project)?;
    let is_plain = Stamp::read(project).is_some_and(|stamp| stamp.made == BuildKind::Plain.name());
    Ok((is_plain && !rust.is_tested()).then(|| format!("{rust} could not make the small build")))
}

/// Describes the last build, to decide whether `dist/` is up to date.
struct Stamp {
    /// The requested kind.
    wanted: &'static str,
    /// The kind that was built.
    made: &'static str,
    rust: String,
    /// The modification time of the WebAssembly, because `trunk serve` writes to `dist/` too.
    wasm: String,
}

impl Stamp {
    fn path(project: &Project) -> PathBuf {
        project.scratch("viewer.stamp")
    }

    fn read(project: &Project) -> Option<Stamp> {
        let text = fs::read_to_string(Stamp::path(project)).ok()?;
        let mut lines = text.lines();
        let mut kind = || {
            let name = lines.next()?;
            BuildKind::ALL.into_iter().map(BuildKind::name).find(|known| *known == name)
        };
        let (wanted, made) = (kind()?, kind()?);
        Some(Stamp { wanted, made, rust: lines.next()?.to_owned(), wasm: lines.next()?.to_owned() })
    }

    /// Writes the stamp of a build that began at `started`.
    fn write(&self, project: &Project, started: SystemTime) -> Result<()> {
        let Stamp { wanted, made, rust, wasm } = self;
        let path = Stamp::path(project);
        fs::write(&path, format!("{wanted}\n{made}\n{rust}\n{wasm}\n"))?;
        fs::File::options().write(true).open(&path)?.set_modified(started)?;
        Ok(())
    }
}

/// Whether `dist/` comes from the stamped build, and the sources haven't changed since.
fn is_fresh(project: &Project, stamp: &Stamp) -> Result<bool> {
    if wasm_time(project).ok().as_deref() != Some(&*stamp.wasm) {
        return Ok(false);
    }
    let built = fs::metadata(Stamp::path(project))?.modified()?;
    let mut newest = SystemTime::UNIX_EPOCH;
    for source in SOURCES {
        newest = newest.max(newest_change(&project.root.join(source))?);
    }
    Ok(newest < built)
}

fn wasm_time(project: &Project) -> io::Result<String> {
    let wasm = fs::metadata(project.dist().join("viewer_bg.wasm"))?;
    Ok(format!("{:?}", wasm.modified()?))
}

fn newest_change(path: &Path) -> io::Result<SystemTime> {
    let about = fs::metadata(path)?;
    let mut newest = about.modified()?;
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            newest = newest.max(newest_change(&entry?.path())?);
        }
    }
    Ok(newest)
}
