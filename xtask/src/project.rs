//! The project's paths, and commands that run in it.

use crate::cache::Cache;
use anyhow::{Context as _, Result};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The clone that xtask runs in.
pub(crate) struct Project {
    /// The clone's root.
    pub root: PathBuf,
    /// The installed tools.
    pub cache: Cache,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Whether the output of commands is shown.
    pub verbose: bool,
    /// The `PATH` of every command: the tools' folders, then the user's `PATH`.
    path: OsString,
}

impl Project {
    /// Finds the clone that this program runs in. `tool_folders` returns the programs' folders in the cache.
    pub(crate) fn find(
        verbose: bool,
        tool_folders: impl FnOnce(&Path, &Cache) -> Result<Vec<PathBuf>>,
    ) -> Result<Project> {
        // Prefer cargo's variable at run time: if clones share a target folder, this program may have been compiled in
        // another clone.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask is not in a folder of the clone")?.to_owned();
        // Relative to the current folder, as in cargo.
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| Ok(root.join("target")), std::path::absolute)?;
        let cache = Cache::find()?;
        let mut folders = tool_folders(&root, &cache)?;
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(folders).context("a folder's name isn't valid in the PATH")?;
        Ok(Project { root, cache, target, verbose, path })
    }

    /// The folder of the built viewer.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The sample paper's source.
    pub(crate) fn sample(&self) -> PathBuf {
        self.root.join("sample")
    }

    /// A folder for xtask's own files; `cargo clean` removes it.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// A command in the clone's root, with the installed tools first on its `PATH`.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// The path of the program that [`Project::command`] would run.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        let mut candidates = env::split_paths(&self.path).map(|folder| folder.join(&file));
        candidates.find(|candidate| candidate.is_file())
    }

    /// A program's standard output; `None` if it doesn't exist or fails.
    pub(crate) fn output_of(&self, program: &str, args: &[&str]) -> Option<String> {
        let output = self.command(self.which(program)?).args(args).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(text)
    }

    /// A path relative to the clone's root, if it is inside.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
