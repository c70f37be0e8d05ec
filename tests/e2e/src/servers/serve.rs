//! `serve` from npm.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::fs;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "serve",
    program: "serve",
    package: "npm: serve",
    not_found_page: true,
    adds_slash: false,
    caching: true,
    precompressed: false,
    command,
};

fn command(setup: &Setup, mut serve: Command) -> Result<Command> {
    if setup.root != "/" {
        let page = setup.web.join(setup.root.trim_matches('/')).join("404.html");
        fs::copy(page, setup.web.join("404.html"))?;
    }
    fs::write(setup.web.join("serve.json"), setup.block("serve")?)?;
    serve.args(setup.arguments("serve-command")?).env("NO_UPDATE_CHECK", "1");
    Ok(serve)
}
