//! The programs that tasks call, each in the version that was tried. Those that come from crates.io, npm
//! or PyPI are installed into a folder outside the clone, when a task needs them first. Only what comes
//! no other way, browsers and servers, is installed for the whole machine ([`apt`]).

pub(crate) mod apt;
mod cargo;
pub(crate) mod npm;
mod rust;

use crate::cache::Cache;
use crate::project::Project;
use anyhow::Result;
use cargo::CargoTool;
pub(crate) use rust::Rust;
use std::path::{Path, PathBuf};

/// What building the viewer needs.
pub(crate) fn for_viewer(project: &Project) -> Result<()> {
    rust::add_wasm_target(project)?;
    rust::add_library_source(project)?;
    cargo::wasm_bindgen(&project.root)?.install(project)?;
    for package in [npm::BINARYEN, npm::TERSER, npm::LIGHTNINGCSS] {
        package.install(project)?;
    }
    Ok(())
}

/// What the viewer's tests in a browser need besides Rust.
pub(crate) fn for_browser_tests(project: &Project) -> Result<()> {
    rust::add_wasm_target(project)?;
    cargo::wasm_bindgen(&project.root)?.install(project)?;
    apt::install_browsers(project)
}

/// What the end-to-end trials need besides.
pub(crate) fn for_trials(project: &Project) -> Result<()> {
    apt::install_browsers(project)?;
    apt::install_servers(project)?;
    cargo::GECKODRIVER.install(project)?;
    npm::AXE.install(project)?;
    npm::SERVE.install(project)?;
    Ok(())
}

/// What only `cargo xtask test --all` needs besides.
pub(crate) fn for_all_tests(project: &Project) -> Result<()> {
    cargo::CARGO_DENY.install(project)?;
    for package in npm::FOR_ALL_TESTS {
        package.install(project)?;
    }
    for_trunk(project)
}

/// What Trunk needs besides what building the viewer needs: itself.
pub(crate) fn for_trunk(project: &Project) -> Result<()> {
    cargo::TRUNK.install(project)
}

/// The folders in which the programs of `cache` are, installed or not.
///
/// # Errors
/// When `Cargo.lock` in the folder `root` doesn't tell the version of wasm-bindgen.
pub(crate) fn program_folders(root: &Path, cache: &Cache) -> Result<Vec<PathBuf>> {
    let wasm_bindgen = cargo::wasm_bindgen(root)?;
    let built: [&CargoTool; 4] =
        [&wasm_bindgen, &cargo::GECKODRIVER, &cargo::CARGO_DENY, &cargo::TRUNK];
    let built = built.map(|tool| tool.programs(cache));
    let packages = npm::ALL.iter().map(|package| package.programs(cache));
    Ok(built.into_iter().chain(packages).collect())
}
