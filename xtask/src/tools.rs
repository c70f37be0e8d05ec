//! The tools that tasks run, in pinned versions. Tools from crates.io, npm or PyPI are installed into the cache folder, on
//! first use. Only browsers and servers, which come no other way, are installed system-wide ([`apt`]).

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

/// Installs what building the viewer needs.
pub(crate) fn for_viewer(project: &Project) -> Result<()> {
    rust::add_wasm_target(project)?;
    rust::add_library_source(project)?;
    cargo::wasm_bindgen(&project.root)?.install(project)?;
    for package in [npm::BINARYEN, npm::TERSER, npm::LIGHTNINGCSS] {
        package.install(project)?;
    }
    Ok(())
}

/// Installs what the viewer's wasm tests need.
pub(crate) fn for_browser_tests(project: &Project) -> Result<()> {
    rust::add_wasm_target(project)?;
    cargo::wasm_bindgen(&project.root)?.install(project)?;
    apt::install_browsers(project)
}

/// Installs what the end-to-end trials need.
pub(crate) fn for_trials(project: &Project) -> Result<()> {
    apt::install_browsers(project)?;
    apt::install_servers(project)?;
    cargo::GECKODRIVER.install(project)?;
    npm::AXE.install(project)?;
    npm::READABILITY.install(project)?;
    npm::SERVE.install(project)?;
    Ok(())
}

/// Installs what only `cargo xtask test --all` needs.
pub(crate) fn for_all_tests(project: &Project) -> Result<()> {
    cargo::CARGO_DENY.install(project)?;
    cargo::CARGO_FUZZ.install(project)?;
    for package in npm::FOR_ALL_TESTS {
        package.install(project)?;
    }
    for_trunk(project)
}

/// Installs Trunk, which needs the tools of [`for_viewer`] as well.
pub(crate) fn for_trunk(project: &Project) -> Result<()> {
    cargo::TRUNK.install(project)
}

/// The program folders in `cache`, whether or not the tools are installed.
///
/// # Errors
/// When `Cargo.lock` in the folder `root` has no version of wasm-bindgen.
pub(crate) fn program_folders(root: &Path, cache: &Cache) -> Result<Vec<PathBuf>> {
    let wasm_bindgen = cargo::wasm_bindgen(root)?;
    let built: [&CargoTool; 5] =
        [&wasm_bindgen, &cargo::GECKODRIVER, &cargo::CARGO_DENY, &cargo::CARGO_FUZZ, &cargo::TRUNK];
    let built = built.map(|tool| tool.programs(cache));
    let packages = npm::ALL.iter().map(|package| package.programs(cache));
    Ok(built.into_iter().chain(packages).collect())
}
