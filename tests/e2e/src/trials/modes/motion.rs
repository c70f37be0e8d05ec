//! Reduced motion: no animations.

use super::{Trial, read_in};
use anyhow::{Result, ensure};
use e2e::{LaunchOptions, User};
use serde_json::json;

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::new("modes::less_motion", less)]
}

fn less(user: &User) -> Result<()> {
    read_in(user, &LaunchOptions { less_motion: true, ..LaunchOptions::default() }, |user| {
        user.open("headlines")?;
        for page in ["B", "C", "headlines"] {
            user.click(page)?;
            let moving = user.value("document.getAnimations().length")?;
            ensure!(moving == 0, "on the way to {page} {moving} things move");
            user.wait_for_page(page)?;
            let seen = user.value(
                "[matchMedia('(prefers-reduced-motion: reduce)').matches, document.getAnimations().length]",
            )?;
            ensure!(seen == json!([true, 0]), "less motion, animations: {seen}");
        }
        Ok(())
    })
}
