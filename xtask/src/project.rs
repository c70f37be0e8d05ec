//! Where things are, and how commands are started there.

use crate::cache::Cache;
use anyhow::{Context as _, Result};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// This clone.
pub(crate) struct Project {
    /// The clone's root.
    pub root: PathBuf,
    /// The installed tools.
    pub cache: Cache,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Whether commands show what they print.
    pub verbose: bool,
    /// The `PATH` of every command: the tools' folders, then those of the person who runs this.
    path: OsString,
}

impl Project {
    /// The clone from which this program is run. `tool_folders` says where in the cache the programs are.
    pub(crate) fn find(
        verbose: bool,
        tool_folders: impl FnOnce(&Path, &Cache) -> Result<Vec<PathBuf>>,
    ) -> Result<Project> {
        // What cargo says when it runs this comes first: a target folder that clones share may hold
        // a program that was compiled in another one.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask is not in a folder of the clone")?.to_owned();
        // Relative to where the command was given, as cargo takes it.
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| Ok(root.join("target")), std::path::absolute)?;
        let cache = Cache::find()?;
        let mut folders = tool_folders(&root, &cache)?;
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        let path = env::join_paths(folders).context("a folder's name can't stand in the PATH")?;
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

    /// A folder for what xtask itself makes; `cargo clean` removes it.
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

    /// Where the program that a [`Project::command`] would start is.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        let mut candidates = env::split_paths(&self.path).map(|folder| folder.join(&file));
        candidates.find(|candidate| candidate.is_file())
    }

    /// What a program prints on its standard output; `None` if it isn't there or fails.
    pub(crate) fn output_of(&self, program: &str, args: &[&str]) -> Option<String> {
        let output = self.command(self.which(program)?).args(args).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(text)
    }

    /// A path as a person in the clone would write it.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
