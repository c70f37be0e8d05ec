//! Browsers, their drivers, and servers: Debian's and Ubuntu's packages, or by hand.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

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

/// The servers that the site is tried with, each with its Debian package. Apache comes without the
/// package that runs it as a service.
const SERVERS: &[(&str, &str)] = &[
    ("nginx", "nginx"),
    ("apache2", "apache2-bin"),
    ("caddy", "caddy"),
    ("lighttpd", "lighttpd"),
    ("python3", "python3"),
];

/// Installs the servers that are missing, and sees to it that none of them starts, now or when the
/// machine does: the tests start their own.
pub(crate) fn install_servers(project: &Project) -> Result<()> {
    const ADVICE: &str = "The tests of hosts need nginx, apache2, caddy, lighttpd and python3. \
        Debian, Ubuntu: `apt-get install nginx apache2-bin caddy lighttpd python3`.";
    // Debian keeps servers where not everybody's PATH leads.
    let is_there = |program: &str| {
        project.which(program).is_some() || Path::new("/usr/sbin").join(program).is_file()
    };
    let missing = SERVERS.iter().filter(|(program, _)| !is_there(program));
    let (programs, packages): (Vec<&str>, Vec<&str>) = missing.copied().unzip();
    if packages.is_empty() {
        return Ok(());
    }
    let root = Root::of(project).filter(|_| project.which("apt-get").is_some());
    let Some(root) = root else {
        bail!("{} is missing. {ADVICE}", programs.join(", "));
    };
    if project.which("systemctl").is_some() {
        // A masked service is neither started by its package nor later. Those that are installed
        // already are somebody's, and are left alone.
        let services: Vec<&str> =
            programs.into_iter().filter(|it| !["apache2", "python3"].contains(it)).collect();
        let mask = LoggedCommand {
            name: "mask-servers",
            what: "keeping servers from being started as services (`systemctl unmask` undoes it)",
            advice: ADVICE,
        };
        let mut command = root.command(project, "systemctl");
        mask.run(project, command.arg("mask").args(services))?;
    }
    apt_get_install(project, &root, &packages, ADVICE)
}

/// Installs npm, with which some tools come, if there is an `apt-get` and the right to use it.
pub(crate) fn install_npm(project: &Project) -> Result<()> {
    const ADVICE: &str = "Some tools come as npm packages. Install Node.js 18 or newer (Debian, \
        Ubuntu: `apt-get install nodejs npm`; else from nodejs.org).";
    match Root::of(project) {
        Some(root) if project.which("apt-get").is_some() => {
            apt_get_install(project, &root, &["nodejs", "npm"], ADVICE)
        }
        _ => bail!("npm is missing. {ADVICE}"),
    }
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

/// Held while packages are installed: `apt-get` fails beside another.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn apt_get_install(project: &Project, root: &Root, packages: &[&str], advice: &str) -> Result<()> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let update = LoggedCommand {
        name: "apt-update",
        what: "asking for Debian's newest package lists (half a minute)",
        advice,
    };
    update.run(project, root.apt_get(project).arg("update"))?;
    let what = format!("installing {} (2 minutes, once)", packages.join(", "));
    let step = LoggedCommand { name: "apt-install", what: &what, advice };
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
        let mut command = self.command(project, "apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }

    fn command(&self, project: &Project, program: &str) -> Command {
        match self {
            Root::Already => project.command(program),
            Root::Sudo => {
                let mut sudo = project.command("sudo");
                sudo.args(["-n", program]);
                sudo
            }
        }
    }
}
