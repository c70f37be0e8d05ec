//! Walks through a paper in a browser, checked against the model of the session history: see the crate
//! `walks`, whose language they are in.

use crate::paper::{self, Printed};
use crate::user::{Snapshot, User};
use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use walks::{Expected, Model, Step};

/// How many CSS pixels a scroll position may be off: browsers round.
const SLACK: f64 = 2.0;

/// Makes the steps of `walk`, and checks after each.
///
/// # Errors
/// The first step after which something was wrong, and what.
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
    /// How many entries the tab had before.
    before: u64,
}

impl Walker<'_> {
    /// Makes a step, with the reader and with the model.
    fn take(&mut self, step: Step<'_>) -> Result<Expected> {
        let user = self.user;
        let is_first = self.model.entries() == 0;
        let file = step.page().map_or(Ok(String::new()), |page| user.paper.file(page))?;
        // The link is brought into view first.
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

    /// Waits until what is seen is what the model says, and looks again when all has been painted:
    /// what is right for a moment only is wrong.
    fn check(&self, expected: Expected) -> Result<()> {
        let user = self.user;
        let entry = self.model.entry()?;
        let Printed { title, heading } = user.paper.printed(&entry.file)?;
        let address = [user.root, paper::address(&entry.file), &entry.fragment].concat();
        let entries = self.before + self.model.entries() as u64;
        let wanted = Snapshot { address, title, heading, top: 0.0, entries, settled: true };
        let fits = |seen: &Snapshot| {
            let mut seen = seen.clone();
            // The front page's file is an address of it too, which ordinary links lead to, and a
            // host may hide endings.
            let path = seen.address.strip_suffix(&entry.fragment).unwrap_or_default();
            if user.is_address_of(path, &entry.file) {
                seen.address.clone_from(&wanted.address);
            }
            seen.top = 0.0;
            seen == wanted
        };
        user.wait_for_snapshot(&format!("{wanted:?}"), fits)?;
        self.check_scroll(expected)?;
        user.let_paint()?;
        let seen = user.snapshot()?;
        ensure!(fits(&seen), "it was right, and then became {seen:?}");
        self.check_scroll(expected).context("it was right, and then moved")
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

/// How far the fragment's element is from where it should be: at the top of the window, with the
/// margin that the style sheet asks for, or as near as the page's end allows.
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
