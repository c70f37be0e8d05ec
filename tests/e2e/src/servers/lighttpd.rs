//! lighttpd.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "lighttpd",
    program: "lighttpd",
    package: "Debian: lighttpd",
    not_found_page: true,
    adds_slash: true,
    caching: true,
    // Its module compresses by itself, and caches the results.
    precompressed: false,
    command,
};

fn command(setup: &Setup, mut lighttpd: Command) -> Result<Command> {
    let folder = setup.folder.display();
    let config = format!("server.upload-dirs = ( \"{folder}\" )\n{}", setup.block("lighttpd")?);
    lighttpd.arg("-D").arg("-f").arg(setup.write("lighttpd.conf", &config)?);
    Ok(lighttpd)
}
