//! Browsers and their drivers: Debian's and Ubuntu's packages, or by hand.

use crate::project::Project;
use crate::step::Step;
use anyhow::{Result, bail};
use std::process::Command;

/// The programs that the browser tests start, each with its Debian package.
const NEEDED: &[(&str, &str)] = &[
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("lynx", "lynx"),
];

/// Installs the browsers that are missing.
pub(crate) fn install_browsers(project: &Project) -> Result<()> {
    install(project, NEEDED)
}

/// Fonts for the scripts that the sample paper is written in: without them a picture of it shows
/// boxes. Where there is no `apt-get`, or no right to use it, boxes it is.
pub(crate) fn install_fonts(project: &Project) -> Result<()> {
    const FONTS: &[&str] = &["fonts-noto-cjk", "fonts-noto-core"];
    let listed = project.output_of("fc-list", &[":lang=ko:lang=ja", "file"]);
    let is_there = listed.is_some_and(|fonts| !fonts.trim().is_empty());
    match Root::of(project) {
        Some(root) if !is_there && project.which("apt-get").is_some() => {
            apt_get_install(project, &root, FONTS, "Pictures of the sample paper need them.")
        }
        _ => Ok(()),
    }
}

/// Installs the Debian packages of those programs that are missing.
fn install(project: &Project, needed: &[(&str, &str)]) -> Result<()> {
    let missing = needed.iter().filter(|(program, _)| project.which(program).is_none());
    let (programs, packages): (Vec<&str>, Vec<&str>) = missing.copied().unzip();
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "The browser tests need {} on the PATH. Debian, Ubuntu: `apt-get install {}`. Elsewhere \
         install Chromium with chromedriver, Firefox, WebKitGTK's driver, Xvfb and lynx as your \
         system has them.",
        programs.join(", "),
        packages.join(" "),
    );
    if project.which("apt-get").is_none() {
        bail!("{by_hand}");
    }
    let Some(root) = Root::of(project) else {
        bail!("{by_hand} (Installing needs root; `sudo -n` asked for a password.)");
    };
    apt_get_install(project, &root, &packages, &by_hand)
}

fn apt_get_install(project: &Project, root: &Root, packages: &[&str], advice: &str) -> Result<()> {
    let update = Step {
        name: "apt-update",
        what: "asking for Debian's newest package lists (half a minute)",
        advice,
    };
    update.run(project, root.apt_get(project).arg("update"))?;
    let what = format!("installing {} (2 minutes, once)", packages.join(", "));
    let step = Step { name: "apt-install", what: &what, advice };
    let mut command = root.apt_get(project);
    command.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    step.run(project, &mut command)?;
    Ok(())
}

/// How to become root.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn of(project: &Project) -> Option<Root> {
        if project.output_of("id", &["-u"])?.trim() == "0" {
            return Some(Root::Already);
        }
        project.output_of("sudo", &["-n", "true"]).map(|_| Root::Sudo)
    }

    fn apt_get(&self, project: &Project) -> Command {
        let mut command = match self {
            Root::Already => project.command("apt-get"),
            Root::Sudo => {
                let mut sudo = project.command("sudo");
                sudo.args(["-n", "apt-get"]);
                sudo
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}
