//! Where things are, and how commands are started there.

use anyhow::{Context as _, Result};
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// This clone.
pub(crate) struct Project {
    /// The clone's root.
    pub root: PathBuf,
    /// The tools that `setup` installs; `bin` in it is in front on the `PATH` of every command.
    pub tools: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Whether commands show what they print.
    pub verbose: bool,
}

impl Project {
    pub(crate) fn find(verbose: bool) -> Result<Project> {
        // What cargo says when it runs this comes first: a target folder that clones share may hold
        // a program that was compiled in another one.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask lies in the clone's root")?;
        let folder = |variable: &str, default: &str| {
            // Relative to where the command was given, as cargo takes its own.
            env::var_os(variable).map_or_else(|| Ok(root.join(default)), std::path::absolute)
        };
        Ok(Project {
            root: root.to_owned(),
            tools: folder("DATELINE_TOOLS", ".tools")?,
            target: folder("CARGO_TARGET_DIR", "target")?,
            verbose,
        })
    }

    /// The folder of finished tools.
    pub(crate) fn bin(&self) -> PathBuf {
        self.tools.join("bin")
    }

    /// Where Trunk puts the viewer.
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

    /// A command in the clone's root, with the installed tools in front on its `PATH`.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [self.bin()].into_iter().chain(env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Where the program that a [`Project::command`] would start lies.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let path = env::var_os("PATH").unwrap_or_default();
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        [self.bin()]
            .into_iter()
            .chain(env::split_paths(&path))
            .map(|folder| folder.join(&file))
            .find(|candidate| candidate.is_file())
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
