//! lighttpd.

use super::{Place, Recipe};
use anyhow::Result;
use std::process::Command;

pub(super) const RECIPE: Recipe = Recipe {
    name: "lighttpd",
    program: "lighttpd",
    package: "Debian: lighttpd",
    not_found_page: true,
    adds_slash: true,
    caching: true,
    // Its own module compresses, and keeps what it has compressed.
    precompressed: false,
    command,
};

fn command(place: &Place, mut lighttpd: Command) -> Result<Command> {
    let folder = place.folder.display();
    let config = format!("server.upload-dirs = ( \"{folder}\" )\n{}", place.block("lighttpd")?);
    lighttpd.arg("-D").arg("-f").arg(place.write("lighttpd.conf", &config)?);
    Ok(lighttpd)
}
