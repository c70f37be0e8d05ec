//! Reduced motion: no view transitions, no animations.

use super::{Trial, read_in};
use anyhow::{Result, ensure};
use e2e::{LaunchOptions, User};
use serde_json::json;

/// Counts view transitions.
const COUNT: &str = "
    window.transitions = 0;
    const start = document.startViewTransition;
    if (start) document.startViewTransition = function (...args) {
        window.transitions += 1;
        return start.apply(this, args);
    };";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::new("modes::less_motion", less)]
}

fn less(user: &User) -> Result<()> {
    // Without the setting there are view transitions, if the engine supports them: the counter works.
    read_in(user, &LaunchOptions::default(), |user| {
        user.host.inject_script(COUNT);
        user.open("headlines")?;
        let fades = user.value("!!Document.prototype.startViewTransition")? == true;
        user.follow("B")?;
        let usual = user.value("window.transitions")?;
        ensure!(usual == u64::from(fades), "usually {usual} transitions are begun");
        Ok(())
    })?;
    read_in(user, &LaunchOptions { less_motion: true, ..LaunchOptions::default() }, |user| {
        user.host.inject_script(COUNT);
        user.open("headlines")?;
        for page in ["B", "C", "headlines"] {
            user.click(page)?;
            let moving = user.value("document.getAnimations().length")?;
            ensure!(moving == 0, "on the way to {page} {moving} things move");
            user.wait_for_page(page)?;
            let seen = user.value(
                "[matchMedia('(prefers-reduced-motion: reduce)').matches, window.transitions,
                document.getAnimations().length]",
            )?;
            ensure!(seen == json!([true, 0, 0]), "less motion, transitions, animations: {seen}");
        }
        Ok(())
    })
}
