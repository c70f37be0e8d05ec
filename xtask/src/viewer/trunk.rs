//! Trunk: `cargo xtask trunk serve` serves the sample paper, and rebuilds it when the viewer changes.

use super::BuildKind;
use super::minify::minify;
use super::steps;
use crate::folder::{self, files_below};
use crate::html::links;
use crate::logged::LoggedCommand;
use crate::programs;
use crate::project::Project;
use crate::tools;
use anyhow::{Context as _, Result, bail, ensure};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tells the hook not to build the sample paper.
const VIEWER_ONLY: &str = "DATELINE_VIEWER_ONLY";

/// Runs Trunk, with its tools on the `PATH`.
pub(crate) fn run_trunk(project: &Project, arguments: &[OsString]) -> Result<()> {
    tools::for_viewer(project)?;
    tools::for_trunk(project)?;
    ensure!(command(project).args(arguments).status()?.success(), "trunk failed");
    Ok(())
}

fn command(project: &Project) -> Command {
    let mut trunk = project.command("trunk");
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk parses the variable as a boolean flag, and rejects the usual `1`.
    trunk.env_remove("NO_COLOR");
    trunk
}

/// Trunk's `post_build` hook (`Trunk.toml`): minifies a release build, and builds the sample paper, so that `trunk serve`
/// serves it. The press only writes whole sites, so the site is built elsewhere and then replaces the staged files.
pub(crate) fn trunk_hook(project: &Project) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("TRUNK_STAGING_DIR is not set: only Trunk calls this")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        minify(project, &staging)?;
    }
    if env::var_os(VIEWER_ONLY).is_some() {
        return Ok(());
    }
    let press = programs::build_press(project)?;
    let site = project.scratch("staged");
    let step = LoggedCommand {
        name: "press-staged",
        what: "pressing the sample paper",
        advice: "By hand: cargo run -p press -- build sample",
    };
    step.run(
        project,
        &mut programs::press_command(project, &press, &project.sample(), &site, &staging),
    )?;
    fs::remove_dir_all(&staging)?;
    folder::copy(&site, &staging)
}

/// Checks that `trunk build --release` makes the same files as these steps.
///
/// # Errors
/// When the files differ.
pub(crate) fn check_trunk(project: &Project) -> Result<()> {
    let (ours, trunks) = (project.scratch("viewer-plain"), project.scratch("viewer-trunk"));
    steps::make(project, BuildKind::Plain, &ours)?;
    let step = LoggedCommand { name: "trunk", what: "building the viewer with Trunk", advice: "" };
    let mut trunk = command(project);
    trunk.args(["build", "--release", "--dist"]).arg(&trunks).env(VIEWER_ONLY, "1");
    step.run(project, &mut trunk)?;
    let differences = differences(&ours, &trunks)?;
    if differences.is_empty() {
        return Ok(());
    }
    bail!("`trunk build --release` makes other files:\n{}", differences.join("\n"))
}

/// The files that differ between both folders. For the page, only the order of the style sheets is compared.
fn differences(ours: &Path, trunks: &Path) -> Result<Vec<String>> {
    let mut names = files_below(ours)?;
    names.extend(files_below(trunks)?);
    let mut differences = Vec::new();
    for name in names {
        let [ours, trunks] = [ours.join(&name), trunks.join(&name)].map(|file| fs::read(file).ok());
        let is_same = match (&ours, &trunks) {
            (Some(ours), Some(trunks)) if name == Path::new("index.html") => {
                sheets(&String::from_utf8_lossy(ours)) == sheets(&String::from_utf8_lossy(trunks))
            }
            _ => ours == trunks,
        };
        if !is_same {
            let size = |file: Option<Vec<u8>>| {
                file.map_or("missing".into(), |it| format!("{} bytes", it.len()))
            };
            let (name, ours, trunks) = (name.display(), size(ours), size(trunks));
            differences.push(format!("{name}: {ours} here, {trunks} from Trunk"));
        }
    }
    Ok(differences)
}

/// The style sheets of a finished page.
fn sheets(html: &str) -> Vec<&str> {
    let links = links(html).filter(|link| link.attribute("rel") == Some("stylesheet"));
    links
        .filter_map(|link| link.attribute("href"))
        .map(|href| href.trim_start_matches('/'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::differences;
    use std::fs;

    #[test]
    fn tells_which_files_differ() {
        let folder = std::env::temp_dir().join(format!("dateline-trunk-{}", std::process::id()));
        let files = [
            ("ours/index.html", "<link rel=\"stylesheet\" href=\"a.css\">"),
            ("trunks/index.html", "<!doctype html><link href=/a.css rel=stylesheet><script>"),
            ("ours/a.css", "a{}"),
            ("trunks/a.css", "a{ }"),
            ("ours/in/same.js", "1"),
            ("trunks/in/same.js", "1"),
            ("trunks/more.js", "22"),
        ];
        for (file, text) in files {
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            fs::write(folder.join(file), text).unwrap();
        }
        let found = differences(&folder.join("ours"), &folder.join("trunks")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            found,
            [
                "a.css: 3 bytes here, 4 bytes from Trunk",
                "more.js: missing here, 2 bytes from Trunk"
            ]
        );
    }
}
