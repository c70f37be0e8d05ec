//! The figures of a table, by contestant and measure.

use crate::contestant::Contestant;
use std::collections::{BTreeMap, BTreeSet};

/// A measure: a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    FirstPaint,
    LargestPaint,
    Blocking,
    LongestTask,
    Shift,
    Kilobytes,
    Requests,
    /// A click on a link whose page has been fetched ahead.
    ClickAhead,
    /// A click on a link whose page hasn't.
    Click,
    /// The longest interaction of a series of clicks.
    Interaction,
    Back,
}

impl Measure {
    pub(crate) const OF_LOADS: [Measure; 7] = [
        Measure::FirstPaint,
        Measure::LargestPaint,
        Measure::Blocking,
        Measure::LongestTask,
        Measure::Shift,
        Measure::Kilobytes,
        Measure::Requests,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Measure::FirstPaint => "first paint, ms",
            Measure::LargestPaint => "largest paint, ms",
            Measure::Blocking => "blocking time, ms",
            Measure::LongestTask => "longest task, ms",
            Measure::Shift => "layout shift",
            Measure::Kilobytes => "kilobytes",
            Measure::Requests => "requests",
            Measure::ClickAhead => "click to painted, fetched ahead, ms",
            Measure::Click => "click to painted, not fetched ahead, ms",
            Measure::Interaction => "interaction to next paint, ms",
            Measure::Back => "Back to painted, ms",
        }
    }

    /// Its digits after the decimal point.
    pub(crate) fn digits(self) -> usize {
        if self == Measure::Shift { 3 } else { 0 }
    }
}

/// Which visit a page load is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Visits {
    /// With empty caches. Clicks too are on a first visit.
    First,
    /// In a new tab. A service worker is installed, and has been stopped.
    Second,
}

type Key = (&'static str, Visits, Measure);

/// All figures on one network.
#[derive(Default)]
pub(crate) struct Figures {
    values: BTreeMap<Key, Vec<f64>>,
    /// The elements of the largest paints.
    largest: BTreeMap<(&'static str, Visits), BTreeSet<String>>,
    /// How many documents the browser has put back, and how many it hasn't.
    pub kept: BTreeMap<&'static str, [usize; 2]>,
}

impl Figures {
    pub(crate) fn add(&mut self, of: Contestant, visit: Visits, measure: Measure, value: f64) {
        self.values.entry((of.name(), visit, measure)).or_default().push(value);
    }

    pub(crate) fn add_largest(&mut self, of: Contestant, visit: Visits, element: &str) {
        self.largest.entry((of.name(), visit)).or_default().insert(element.to_owned());
    }

    /// The elements of the largest paints, of all rounds.
    pub(crate) fn largest(&self, of: Contestant, visit: Visits) -> Option<String> {
        let elements = self.largest.get(&(of.name(), visit))?;
        Some(elements.iter().map(String::as_str).collect::<Vec<_>>().join("; "))
    }

    pub(crate) fn count(&self, of: Contestant, visit: Visits, measure: Measure) -> usize {
        self.values.get(&(of.name(), visit, measure)).map_or(0, Vec::len)
    }

    /// The value below which `share` of all values are: 0.5 for the median.
    pub(crate) fn share(
        &self,
        of: Contestant,
        visit: Visits,
        measure: Measure,
        share: f64,
    ) -> Option<f64> {
        let mut values = self.values.get(&(of.name(), visit, measure))?.clone();
        values.sort_by(f64::total_cmp);
        // The nearest rank.
        let rank = (values.len() as f64 * share).ceil() as usize;
        values.get(rank.saturating_sub(1)).copied()
    }
}
