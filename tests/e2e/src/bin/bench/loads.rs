//! Opening an article: on a first visit, and on a second one.

use crate::figures::{Figures, Measure, Visits};
use crate::visit::Visit;
use anyhow::{Context as _, Result};
use serde_json::Value;

/// Opens the article `file` twice, in two tabs. With `details`, also prints tasks and requests.
pub(crate) fn measure(
    visit: &Visit,
    file: &str,
    figures: &mut Figures,
    details: bool,
) -> Result<()> {
    for which in [Visits::First, Visits::Second] {
        if which == Visits::Second {
            visit.end()?;
        }
        let (before, asked) = (visit.sent(), visit.requests().len());
        let load = visit.load(file)?;
        add(visit, which, &load, [before.bytes, before.responses], figures)?;
        if details {
            eprintln!("{}, {which:?} visit", visit.contestant.title());
            print_load(&load);
            for file in &visit.requests()[asked..] {
                eprintln!("         {file}");
            }
        }
    }
    Ok(())
}

/// Adds the figures of a load. `before` is what had been sent: bytes and responses.
fn add(
    visit: &Visit,
    which: Visits,
    load: &Value,
    before: [u64; 2],
    figures: &mut Figures,
) -> Result<()> {
    let sent = visit.sent();
    let last = load["largest"].as_array().and_then(|all| all.last()).context("no paint")?;
    figures.add_largest(
        visit.contestant,
        which,
        last["element"].as_str().unwrap_or("an element that is gone"),
    );
    let number = |value: &Value| value.as_f64().with_context(|| format!("no figure in {load}"));
    for (measure, value) in [
        (Measure::FirstPaint, number(&load["first"])?),
        (Measure::LargestPaint, number(&last["time"])?),
        (Measure::Blocking, number(&load["blocking"])?),
        (Measure::LongestTask, number(&load["longest"])?),
        (Measure::Shift, number(&load["shift"])?),
        (Measure::Kilobytes, (sent.bytes - before[0]) as f64 / 1000.0),
        (Measure::Requests, (sent.responses - before[1]) as f64),
    ] {
        figures.add(visit.contestant, which, measure, value);
    }
    Ok(())
}

/// Prints the load's paints and its long tasks, with the scripts of the frames in which they are.
fn print_load(load: &Value) {
    let ms = |value: &Value| value.as_f64().unwrap_or_default().round();
    eprintln!(
        "  first paint {}, load {}, scripts started {}",
        ms(&load["first"]),
        ms(&load["load"]),
        ms(&load["ready"])
    );
    for it in load["largest"].as_array().into_iter().flatten() {
        eprintln!("  {:>6} largest paint: {}", ms(&it["time"]), it["element"]);
    }
    for task in load["tasks"].as_array().into_iter().flatten() {
        eprintln!("  {:>6} a task of {} ms", ms(&task[0]), ms(&task[1]));
    }
    for frame in load["frames"].as_array().into_iter().flatten() {
        eprintln!(
            "  {:>6} a frame of {} ms, rendered from {}, styled from {}",
            ms(&frame["startTime"]),
            ms(&frame["duration"]),
            ms(&frame["renderStart"]),
            ms(&frame["styleAndLayoutStart"])
        );
        for script in frame["scripts"].as_array().into_iter().flatten() {
            eprintln!(
                "  {:>6}   a script of {} ms, of which {} ms layout: {}",
                ms(&script["start"]),
                ms(&script["duration"]),
                ms(&script["style"]),
                script["what"]
            );
        }
    }
}
