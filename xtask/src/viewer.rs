//! `cargo xtask viewer`: builds the viewer into `dist/`, as the press puts it into every paper.

use crate::npm;
use crate::project::Project;
use crate::setup;
use crate::step::Step;
use anyhow::Result;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// What the viewer is made of.
const SOURCES: &[&str] = &[
    "src",
    "article",
    "stand-in",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
];

/// What makes the viewer small: the standard library is compiled anew, for size, and a panic is a
/// trap at once, without the words for it. Rust calls all of this unstable, so the permission has
/// to be asked for; it is asked for here and nowhere else. `docs/ARCHITECTURE.md` has the figures.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Instead of those in `.cargo/config.toml`, not besides.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Tells Trunk's hook that nobody wants the sample paper in `dist/`.
const VIEWER_ONLY: &str = "DATELINE_VIEWER_ONLY";

/// Whether the hook was called from here.
pub(crate) fn is_wanted_alone() -> bool {
    env::var_os(VIEWER_ONLY).is_some()
}

/// Builds the viewer if anything has changed since it was built last.
pub(crate) fn build(project: &Project, dev: bool) -> Result<()> {
    setup::viewer_tools(project)?;
    let profile = if dev { "dev" } else { "release" };
    let stamp = project.scratch(&format!("viewer-{profile}.stamp"));
    if is_fresh(project, &stamp)? {
        eprintln!("dist/ is up to date.");
        return Ok(());
    }
    let step = Step {
        name: "viewer",
        what: &format!("building the viewer, {profile} (4 minutes at first)"),
        advice: "Errors in src/ are easier to read in `cargo check --features csr --target \
                 wasm32-unknown-unknown`.",
    };
    let mut trunk = project.command(project.which("trunk").unwrap_or_else(|| "trunk".into()));
    trunk.arg("build").env(VIEWER_ONLY, "1").env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk reads the variable as its own flag, and refuses the `1` that everybody sets.
    trunk.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    if !dev {
        trunk.arg("--release").envs(SMALL);
    }
    let started = SystemTime::now();
    step.run(project, &mut trunk)?;
    if !dev {
        shorten(project)?;
    }
    // Trunk copies a whole folder, and git can't keep an empty one without this file.
    let _ = fs::remove_file(project.dist().join(".gitkeep"));
    fs::write(&stamp, mark(project)?)?;
    fs::File::open(&stamp)?.set_modified(started)?;
    Ok(())
}

/// Makes the scripts shorter: between WebAssembly and the browser, at the start, and the worker.
fn shorten(project: &Project) -> Result<()> {
    // The press starts the viewer by this name.
    let viewer = project.dist().join("viewer.js");
    let flags = ["--module", "--mangle", "reserved=[__wbg_init]"];
    shorten_script(project, &[&viewer], &viewer, &flags)?;
    let start = project.dist().join("start.js");
    shorten_script(project, &[&start], &start, &["--module", "--mangle"])?;
    shorten_worker(project)
}

/// Makes one short script of the worker's files.
fn shorten_worker(project: &Project) -> Result<()> {
    let folder = project.dist().join("worker");
    let mut parts = Vec::new();
    for entry in fs::read_dir(&folder)? {
        parts.push(entry?.path());
    }
    parts.sort();
    let short = project.dist().join("worker.js");
    shorten_script(project, &parts, &short, &["--toplevel", "--mangle", "reserved=[SHELL]"])?;
    fs::remove_dir_all(&folder)?;
    fs::create_dir(&folder)?;
    Ok(fs::rename(short, folder.join("worker.js"))?)
}

/// Makes one short script, `short`, of `parts`.
fn shorten_script(
    project: &Project,
    parts: &[impl AsRef<Path>],
    short: &Path,
    flags: &[&str],
) -> Result<()> {
    let mut terser = project.command(project.which("node").unwrap_or_else(|| "node".into()));
    terser.arg(npm::TERSER.folder(project).join("bin/terser"));
    terser.args(parts.iter().map(AsRef::as_ref)).arg("--output").arg(short);
    terser.args(["--compress", "passes=3"]).args(flags);
    let step = Step {
        name: "terser",
        what: &format!("shortening {} (a second)", project.show(short)),
        advice: "Does `node --version` work?",
    };
    step.run(project, &mut terser)?;
    Ok(())
}

/// Whether `dist/` holds what the stamped build made, of what the sources are now.
fn is_fresh(project: &Project, stamp: &Path) -> Result<bool> {
    let (Ok(stamped), Ok(mark)) = (fs::read_to_string(stamp), mark(project)) else {
        return Ok(false);
    };
    if stamped != mark {
        return Ok(false);
    }
    let built = fs::metadata(stamp)?.modified()?;
    let mut newest = SystemTime::UNIX_EPOCH;
    for source in SOURCES {
        newest = newest.max(newest_change(&project.root.join(source))?);
    }
    Ok(newest < built)
}

/// Tells one build's `dist/` from another's: `trunk serve` writes there too.
fn mark(project: &Project) -> io::Result<String> {
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
