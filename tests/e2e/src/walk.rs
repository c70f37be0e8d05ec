//! Runs walks in a browser, and compares with the model of the session history; see the crate `walks`.

use crate::paper::{self, Printed};
use crate::user::{Snapshot, User};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use walks::{Expected, Model, Step};

/// The tolerance of scroll offsets in CSS pixels, because browsers round.
const SLACK: f64 = 2.0;

/// Runs the steps of `walk`, and checks the state after each.
///
/// # Errors
/// The first mismatch, with its step.
pub fn walk(user: &User, walk: &str) -> Result<()> {
    let mut walker = Walker { user, model: Model::default(), before: 0 };
    let mut done: Vec<&str> = Vec::new();
    for step in walk.split(',').map(str::trim) {
        done.push(step);
        let told = || format!("after: {}", done.join(", "));
        let expected = Step::parse(step).and_then(|step| walker.take(step)).with_context(told)?;
        walker.check(expected).with_context(told)?;
    }
    Ok(())
}

struct Walker<'a> {
    user: &'a User<'a>,
    model: Model,
    /// The length of the session history at the start.
    before: u64,
}

impl Walker<'_> {
    /// Makes a step in the browser and in the model.
    fn take(&mut self, step: Step<'_>) -> Result<Expected> {
        let user = self.user;
        let is_first = self.model.entries() == 0;
        let file = step.page().map_or(Ok(String::new()), |page| user.paper.file(page))?;
        // This scrolls the link into view.
        let link = match step {
            Step::Follow(name) | Step::Fragment(name) => Some(user.link_to(name)?),
            _ => None,
        };
        let top = if is_first { 0.0 } else { user.snapshot()?.top };
        match step {
            Step::Open(_, fragment) => {
                user.session.open(&(user.address_of(&file) + fragment))?;
            }
            Step::Follow(_) | Step::Fragment(_) => {
                link.map_or(Ok(()), |link| user.session.click(&link))?;
            }
            Step::Go(-1) => user.session.back()?,
            Step::Go(1) => user.session.forward()?,
            Step::Go(by) => drop(user.session.run(&format!("history.go({by})"), &[])?),
            Step::Reload => user.session.reload()?,
            Step::Scroll(to) => user.scroll_to(to)?,
            Step::ScrollToEnd => {
                user.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
            }
        }
        if is_first {
            self.before = user.snapshot()?.entries - 1;
        }
        self.model.take(step, &file, top)
    }

    /// Waits until the browser matches the model, and checks again after two frames: a match must be stable.
    fn check(&self, expected: Expected) -> Result<()> {
        let user = self.user;
        let entry = self.model.entry()?;
        let Printed { title, heading } = user.paper.printed(&entry.file)?;
        let address = [user.root, paper::address(&entry.file), &entry.fragment].concat();
        let entries = self.before + self.model.entries() as u64;
        let wanted = Snapshot { address, title, heading, top: 0.0, entries, settled: true };
        let fits = |seen: &Snapshot| {
            let mut seen = seen.clone();
            // Ordinary links lead to `index.html`, and a host may hide extensions.
            let path = seen.address.strip_suffix(&entry.fragment).unwrap_or_default();
            if user.is_address_of(path, &entry.file) {
                seen.address.clone_from(&wanted.address);
            }
            seen.top = 0.0;
            seen == wanted
        };
        user.wait_for_snapshot(&format!("{wanted:?}"), fits)?;
        self.check_scroll(expected)?;
        user.wait_for_frames()?;
        let seen = user.snapshot()?;
        ensure!(fits(&seen), "it matched, and then became {seen:?}");
        self.check_scroll(expected).context("it matched, and then moved")
    }

    fn check_scroll(&self, expected: Expected) -> Result<()> {
        let (what, distance) = match expected {
            Expected::Anywhere => return Ok(()),
            Expected::Top => ("scrollY".to_owned(), json!(0)),
            Expected::Offset(top) => (format!("scrollY - {top}"), json!(0)),
            Expected::Fragment => {
                let id = self.model.entry()?.fragment.trim_start_matches('#');
                (FRAGMENT_DISTANCE.to_owned(), json!(id))
            }
        };
        let script = format!("Math.abs({what}) <= {SLACK}").replace("ID", &distance.to_string());
        let what = format!("the page is scrolled as expected, {expected:?}");
        self.user.wait_until(&what, &script)
    }
}

/// The distance of the fragment's element from its expected position: the top of the window with `scroll-margin-top`, or
/// as close as the end of the page allows.
const FRAGMENT_DISTANCE: &str = "(() => {
    const element = document.getElementById(ID);
    if (!element) return ID === 'top' ? scrollY : NaN;
    const margin = parseFloat(getComputedStyle(element).scrollMarginTop) || 0;
    const root = document.documentElement;
    const padding = parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
    const wanted = element.getBoundingClientRect().top + scrollY - margin - padding;
    const last = root.scrollHeight - innerHeight;
    return scrollY - Math.max(0, Math.min(wanted, last));
})()";
