//! Python's `http.server`.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "python",
    program: "python3",
    package: "Debian: python3",
    not_found_page: false,
    adds_slash: true,
    caching: false,
    precompressed: false,
    command,
};

fn command(setup: &Setup, mut python: Command) -> Result<Command> {
    python.args(setup.arguments("python")?);
    Ok(python)
}
