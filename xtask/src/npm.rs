//! Tools that come as npm packages.

use crate::apt;
use crate::project::Project;
use crate::step::Step;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A pinned npm package.
pub(crate) struct Package {
    pub name: &'static str,
    pub version: &'static str,
}

/// `wasm-opt`, compiled to WebAssembly: no download but the package's own.
pub(crate) const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0" };

/// Makes JavaScript shorter: Trunk leaves what wasm-bindgen writes as it is.
pub(crate) const TERSER: Package = Package { name: "terser", version: "5.51.2" };

/// The accessibility rules that the end-to-end tests run on every kind of page.
pub(crate) const AXE: Package = Package { name: "axe-core", version: "4.14.1" };

/// One of the servers that the site is tried with.
pub(crate) const SERVE: Package = Package { name: "serve", version: "14.2.7" };

/// Held while a package is installed: all are in one folder, whose list npm writes anew.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Package {
    /// The installed package's folder.
    pub(crate) fn folder(&self, project: &Project) -> PathBuf {
        project.tools.join("npm/node_modules").join(self.name)
    }

    fn is_installed(&self, project: &Project) -> bool {
        let manifest = fs::read_to_string(self.folder(project).join("package.json"));
        let manifest = manifest.ok().and_then(|text| text.parse::<serde_json::Value>().ok());
        manifest.is_some_and(|manifest| manifest["version"] == self.version)
    }

    /// Installs the package if it isn't there.
    pub(crate) fn install(&self, project: &Project) -> Result<()> {
        if self.is_installed(project) {
            return Ok(());
        }
        let (name, version) = (self.name, self.version);
        if project.which("npm").is_none() {
            apt::install_npm(project)?;
        }
        let npm = project.which("npm").context("npm was installed, but it isn't on the PATH")?;
        let prefix = project.tools.join("npm");
        fs::create_dir_all(&prefix).context("the tools' folder can't be made")?;
        let what = format!("installing {name} {version} from npm (a few seconds, once)");
        let step = Step {
            name: &format!("npm-{name}"),
            what: &what,
            advice: "Is the npm registry reachable? `npm ping` tells.",
        };
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let mut command = project.command(npm);
        command.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]);
        command.arg(&prefix).arg(format!("{name}@{version}"));
        step.run(project, &mut command)?;
        Ok(())
    }
}
