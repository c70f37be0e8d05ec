//! `serve` from npm.

use super::{Place, Recipe};
use anyhow::Result;
use std::fs;
use std::process::Command;

pub(super) const RECIPE: Recipe = Recipe {
    name: "serve",
    program: "serve",
    package: "npm: serve",
    not_found_page: true,
    adds_slash: false,
    caching: true,
    precompressed: false,
    command,
};

fn command(place: &Place, mut serve: Command) -> Result<Command> {
    if place.root != "/" {
        let page = place.web.join(place.root.trim_matches('/')).join("404.html");
        fs::copy(page, place.web.join("404.html"))?;
    }
    fs::write(place.web.join("serve.json"), place.block("serve")?)?;
    serve.args(place.arguments("serve-command")?).env("NO_UPDATE_CHECK", "1");
    Ok(serve)
}
