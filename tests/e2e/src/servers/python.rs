//! Python's `http.server`.

use super::{Place, Recipe};
use anyhow::Result;
use std::process::Command;

pub(super) const RECIPE: Recipe = Recipe {
    name: "python",
    program: "python3",
    package: "Debian: python3",
    not_found_page: false,
    adds_slash: true,
    caching: false,
    precompressed: false,
    command,
};

fn command(place: &Place, mut python: Command) -> Result<Command> {
    python.args(place.arguments("python")?);
    Ok(python)
}
