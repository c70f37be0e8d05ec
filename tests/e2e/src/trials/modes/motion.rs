//! With less motion: no page fades into the next, nothing moves.

use super::{Trial, read_in};
use anyhow::{Result, ensure};
use e2e::{Mode, Reader};
use serde_json::json;

/// Counts the transitions that are begun.
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

fn less(reader: &Reader) -> Result<()> {
    // Without the setting pages do fade, where the browser can: what is counted is there.
    read_in(reader, &Mode::default(), |reader| {
        reader.host.preface(COUNT);
        reader.open("headlines")?;
        let fades = reader.value("!!Document.prototype.startViewTransition")? == true;
        reader.follow("B")?;
        let usual = reader.value("window.transitions")?;
        ensure!(usual == u64::from(fades), "usually {usual} transitions are begun");
        Ok(())
    })?;
    read_in(reader, &Mode { less_motion: true, ..Mode::default() }, |reader| {
        reader.host.preface(COUNT);
        reader.open("headlines")?;
        for page in ["B", "C", "headlines"] {
            reader.click(page)?;
            let moving = reader.value("document.getAnimations().length")?;
            ensure!(moving == 0, "on the way to {page} {moving} things move");
            reader.wait_for_page(page)?;
            let seen = reader.value(
                "[matchMedia('(prefers-reduced-motion: reduce)').matches, window.transitions,
                document.getAnimations().length]",
            )?;
            ensure!(seen == json!([true, 0, 0]), "less motion, transitions, animations: {seen}");
        }
        Ok(())
    })
}
