//! The steps of a build: compile, generate JavaScript, optimize, copy, minify.

use super::BuildKind;
use super::minify::minify;
use super::page::{Page, file_name};
use crate::folder;
use crate::logged::LoggedCommand;
use crate::project::Project;
use crate::tools::npm;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";

/// The environment of the small build: compiles the standard library for size, with panics that trap immediately. The
/// flags are unstable, so `RUSTC_BOOTSTRAP` is set, here and nowhere else. `docs/ARCHITECTURE.md` has the sizes.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Replaces the flags in `.cargo/config.toml`.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Builds the viewer into the folder `into`, which is emptied before.
pub(super) fn make(project: &Project, kind: BuildKind, into: &Path) -> Result<()> {
    let page = project.root.join("index.html");
    let page = fs::read_to_string(&page).with_context(|| format!("{}", page.display()))?;
    let page = Page::parse(&page)?;
    if into.exists() {
        fs::remove_dir_all(into)?;
    }
    fs::create_dir_all(into)?;
    let compiled = compile(project, &page, kind)?;
    bind(project, &page, &compiled, into)?;
    if kind != BuildKind::Dev {
        optimize(project, &page, into)?;
    }
    for file in page.sheets.iter().chain(&page.files) {
        let copy = into.join(file_name(file));
        fs::copy(project.root.join(file), copy).with_context(|| file.clone())?;
    }
    for name in &page.folders {
        folder::copy(&project.root.join(name), into).with_context(|| name.clone())?;
    }
    fs::write(into.join("index.html"), page.finished())?;
    if kind != BuildKind::Dev {
        minify(project, into)?;
    }
    Ok(())
}

/// Compiles the program, and returns its path.
fn compile(project: &Project, page: &Page, kind: BuildKind) -> Result<PathBuf> {
    let program = &page.program;
    let (profile, folder) = match kind {
        BuildKind::Dev => ("dev", "debug"),
        BuildKind::Plain | BuildKind::Small => (&*program.profile, &*program.profile),
    };
    let step = LoggedCommand {
        name: &format!("viewer-{}", kind.name()),
        what: &format!("compiling the viewer, {} (2 minutes at first)", kind.name()),
        advice: "Errors in src/ are easier to read in `cargo check --features csr --target \
                 wasm32-unknown-unknown`.",
    };
    let mut cargo = project.cargo();
    cargo.args(["build", "--target", WASM, "--profile", profile, "--bin", &program.bin]);
    cargo.args(["--features", &program.features]);
    if kind == BuildKind::Small {
        cargo.envs(SMALL);
    }
    step.run(project, &mut cargo)?;
    Ok(project.target.join(WASM).join(folder).join(format!("{}.wasm", program.bin)))
}

/// Generates the JavaScript glue with wasm-bindgen.
fn bind(project: &Project, page: &Page, compiled: &Path, into: &Path) -> Result<()> {
    let step =
        LoggedCommand { name: "wasm-bindgen", what: "writing the viewer's JavaScript", advice: "" };
    let mut wasm_bindgen = project.command("wasm-bindgen");
    wasm_bindgen.args(["--target=web", "--no-typescript"]);
    wasm_bindgen.arg(format!("--out-name={}", page.program.bin)).arg("--out-dir").arg(into);
    step.run(project, wasm_bindgen.arg(compiled))?;
    Ok(())
}

/// Optimizes the WebAssembly with wasm-opt.
fn optimize(project: &Project, page: &Page, into: &Path) -> Result<()> {
    let step = LoggedCommand {
        name: "wasm-opt",
        what: "optimizing the viewer (a quarter of a minute)",
        advice: "Does `node --version` work?",
    };
    let wasm = into.join(format!("{}_bg.wasm", page.program.bin));
    let mut wasm_opt = project.command("node");
    wasm_opt.arg(npm::BINARYEN.folder(project).join("bin/wasm-opt"));
    wasm_opt.arg("--output").arg(&wasm).arg(format!("-O{}", page.program.level)).arg(&wasm);
    step.run(project, wasm_opt.args(&page.program.arguments))?;
    Ok(())
}
