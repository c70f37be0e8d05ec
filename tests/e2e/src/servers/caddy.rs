//! Caddy.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "caddy",
    program: "caddy",
    package: "Debian: caddy",
    not_found_page: true,
    adds_slash: true,
    caching: true,
    precompressed: true,
    command,
};

/// Without the admin endpoint, which listens on another port, and with its own home folder.
fn command(setup: &Setup, mut caddy: Command) -> Result<Command> {
    const GLOBAL: &str = "{\n\tadmin off\n\tauto_https off\n}\n";
    let config = setup.write("Caddyfile", &[GLOBAL, &setup.block("caddy")?].concat())?;
    caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(config);
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        caddy.env(variable, &setup.folder);
    }
    Ok(caddy)
}
