//! Clicks on links, and Back.

use crate::figures::{Figures, Measure, Visits};
use crate::visit::Visit;
use anyhow::Result;
use e2e::wait;
use std::time::Duration;

/// How long is waited until a page has been fetched ahead.
const AHEAD: Duration = Duration::from_secs(5);

/// How often each visit goes back.
const TIMES_BACK: usize = 3;

/// Clicks through `articles`. Each article has links to its neighbours. If `ahead`, each click waits until the page has
/// been fetched ahead; otherwise it follows at once.
pub(crate) fn click(
    visit: &Visit,
    articles: &[&String],
    ahead: bool,
    figures: &mut Figures,
) -> Result<()> {
    let mut articles = articles.iter();
    let Some(first) = articles.next() else { return Ok(()) };
    visit.load(first)?;
    let mut longest: f64 = 0.0;
    for to in articles {
        let link = visit.find_link(to)?;
        if ahead && visit.contestant.has_router() {
            wait::within(AHEAD, || visit.has_data(to).is_ok_and(|it| it).then_some(()));
        }
        let is_ahead = visit.has_data(to)?;
        visit.browser.session.click(&link)?;
        visit.wait_for(to)?;
        let taken = visit.taken()?;
        let measure = if is_ahead { Measure::ClickAhead } else { Measure::Click };
        figures.add(visit.contestant, Visits::First, measure, taken);
        longest = longest.max(visit.number("bench.interaction()")?.unwrap_or_default());
    }
    // A click that opens a new document isn't reported in it.
    if visit.contestant.has_router() && longest > 0.0 {
        figures.add(visit.contestant, Visits::First, Measure::Interaction, longest);
    }
    Ok(())
}

/// Follows a link, and goes back and forward.
pub(crate) fn back(visit: &Visit, from: &str, to: &str, figures: &mut Figures) -> Result<()> {
    visit.load(from)?;
    visit.browser.session.click(&visit.find_link(to)?)?;
    visit.wait_for(to)?;
    visit.taken()?;
    for _ in 0..TIMES_BACK {
        go(visit, "back", from)?;
        figures.add(visit.contestant, Visits::First, Measure::Back, visit.taken()?);
        if !visit.contestant.has_router() {
            let kept = visit.number("Number(bench.persisted)")? == Some(1.0);
            let counts = figures.kept.entry(visit.contestant.name()).or_default();
            counts[usize::from(!kept)] += 1;
        }
        go(visit, "forward", to)?;
    }
    Ok(())
}

/// Goes to a neighbour in the history.
fn go(visit: &Visit, direction: &str, file: &str) -> Result<()> {
    // Afterwards: otherwise the document may be gone before the script has returned.
    let script = format!("setTimeout(() => {{ bench.begin(); history.{direction}(); }}, 200)");
    visit.browser.session.run(&script, &[])?;
    visit.wait_for(file)
}
