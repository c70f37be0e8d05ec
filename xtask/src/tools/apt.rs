//! Browsers, drivers and servers, installed by `apt-get` on Debian and Ubuntu, elsewhere by hand.

use crate::logged::LoggedCommand;
use crate::project::Project;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The programs of the browser tests, with their Debian packages.
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

/// The servers of the host tests, with their Debian packages. Apache's is the one without a service.
const SERVERS: &[(&str, &str)] = &[
    ("nginx", "nginx"),
    ("apache2", "apache2-bin"),
    ("caddy", "caddy"),
    ("lighttpd", "lighttpd"),
    ("python3", "python3"),
];

/// Installs missing servers, and masks their services so that none starts, now or at boot: the tests start their own
/// processes.
pub(crate) fn install_servers(project: &Project) -> Result<()> {
    const ADVICE: &str = "The tests of hosts need nginx, apache2, caddy, lighttpd and python3. \
        Debian, Ubuntu: `apt-get install nginx apache2-bin caddy lighttpd python3`.";
    // Debian installs servers in `/usr/sbin`, which may not be on the PATH.
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
        // A masked service is started neither by its package nor later. Servers that are installed already aren't masked.
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

/// Installs npm, which some tools need, if `apt-get` can be used.
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

/// Installs fonts for the scripts of the sample paper, if `apt-get` can be used. Without them, screenshots show boxes.
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

/// Installs the Debian packages of the missing programs.
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

/// Serializes calls of `apt-get`, which fails if another one runs.
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

/// How to run commands as root.
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
