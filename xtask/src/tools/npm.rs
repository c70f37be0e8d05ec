//! Tools from npm, each installed with its dependencies into its own folder.

use super::apt;
use crate::cache::Cache;
use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// An npm package, in one version.
pub(crate) struct Package {
    name: &'static str,
    version: &'static str,
}

/// `wasm-opt`, compiled to WebAssembly. `Trunk.toml` names the same version.
pub(crate) const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0" };

/// Minifies JavaScript.
pub(crate) const TERSER: Package = Package { name: "terser", version: "5.51.2" };

/// Minifies style sheets.
pub(crate) const LIGHTNINGCSS: Package = Package { name: "lightningcss", version: "1.33.0" };

/// Checks accessibility rules, in the end-to-end trials.
pub(crate) const AXE: Package = Package { name: "axe-core", version: "4.14.1" };

/// Firefox' reader view, in the end-to-end trials.
pub(crate) const READABILITY: Package = Package { name: "@mozilla/readability", version: "0.6.0" };

/// One of the servers of the host tests.
pub(super) const SERVE: Package = Package { name: "serve", version: "14.2.7" };

/// A static site generator that the browser benchmark compares with.
pub(crate) const VITEPRESS: Package = Package { name: "vitepress", version: "1.6.4" };

/// Type-checks the scripts.
pub(crate) const TYPESCRIPT: Package = Package { name: "typescript", version: "7.0.2" };

/// Lints the scripts.
pub(crate) const OXLINT: Package = Package { name: "oxlint", version: "1.94.0" };

/// Lints the style sheets.
pub(crate) const STYLELINT: Package = Package { name: "stylelint", version: "17.16.0" };

/// The packages that only `cargo xtask test --all` needs.
pub(super) const FOR_ALL_TESTS: [Package; 3] = [TYPESCRIPT, OXLINT, STYLELINT];

/// All packages.
pub(super) const ALL: [Package; 10] = [
    BINARYEN,
    TERSER,
    LIGHTNINGCSS,
    AXE,
    READABILITY,
    SERVE,
    VITEPRESS,
    TYPESCRIPT,
    OXLINT,
    STYLELINT,
];

impl Package {
    /// The package's folder, if it is installed.
    pub(crate) fn folder(&self, project: &Project) -> PathBuf {
        self.root(&project.cache).join("node_modules").join(self.name)
    }

    /// Its program folder in `cache`.
    pub(super) fn programs(&self, cache: &Cache) -> PathBuf {
        self.root(cache).join("node_modules/.bin")
    }

    /// The folder into which the package is installed.
    fn root(&self, cache: &Cache) -> PathBuf {
        cache.folder(self.short_name(), self.version)
    }

    /// The name without the publisher's scope.
    fn short_name(&self) -> &'static str {
        self.name.rsplit('/').next().unwrap_or(self.name)
    }

    /// Installs the package, unless it is in the cache.
    pub(crate) fn install(&self, project: &Project) -> Result<()> {
        let Package { name, version } = self;
        project.cache.install(self.short_name(), version, |folder| {
            if project.which("npm").is_none() {
                apt::install_npm(project)?;
            }
            let npm = project.which("npm").context("npm was installed, but isn't on the PATH")?;
            let step = LoggedCommand {
                name: &format!("npm-{}", self.short_name()),
                what: &format!("installing {name} {version} from npm (a few seconds, once)"),
                advice: "Is the npm registry reachable? `npm ping` tells.",
            };
            let mut command = project.command(npm);
            command.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]);
            step.run(project, command.arg(folder).arg(format!("{name}@{version}")))?;
            Ok(())
        })?;
        Ok(())
    }
}
