//! Prints a table in Markdown, for `docs/BENCHMARKS.md`.

use crate::contestant::Contestant;
use crate::figures::{Figures, Measure, Visits};

/// The table of one network.
pub(crate) struct Table<'a> {
    pub title: &'a str,
    pub contestants: &'a [Contestant],
    pub figures: &'a Figures,
}

impl Table<'_> {
    pub(crate) fn print(&self) {
        println!("\n### {}\n", self.title);
        let titles: Vec<&str> = self.contestants.iter().map(|it| it.title()).collect();
        println!("| | {} |", titles.join(" | "));
        println!("| --- |{}", " --- |".repeat(titles.len()));
        for (visit, name) in [(Visits::First, "first visit"), (Visits::Second, "second visit")] {
            for measure in Measure::OF_LOADS {
                let title = format!("{name}: {}", measure.title());
                self.row(&title, |it| self.cell(it, visit, measure, 0.5));
                if measure == Measure::LargestPaint {
                    let title = format!("{name}: largest element");
                    self.row(&title, |it| self.figures.largest(it, visit));
                }
            }
        }
        for measure in [Measure::ClickAhead, Measure::Click, Measure::Back] {
            self.row(measure.title(), |it| self.cell(it, Visits::First, measure, 0.5));
            self.row("… 95 % of them", |it| self.cell(it, Visits::First, measure, 0.95));
        }
        let measure = Measure::Interaction;
        self.row(measure.title(), |it| self.cell(it, Visits::First, measure, 0.5));
        self.notes();
    }

    fn row(&self, title: &str, cell: impl Fn(Contestant) -> Option<String>) {
        let cells = self.contestants.iter().map(|&it| cell(it).unwrap_or_default());
        println!("| {title} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }

    /// A value, and its ratio to that of the plain page. A plain page fetches nothing ahead: both kinds of clicks are
    /// compared with its clicks.
    fn cell(&self, of: Contestant, visit: Visits, measure: Measure, share: f64) -> Option<String> {
        let value = self.figures.share(of, visit, measure, share)?;
        let text = format!("{value:.*}", measure.digits());
        let compared = if measure == Measure::ClickAhead { Measure::Click } else { measure };
        let plain = self.figures.share(Contestant::Plain, visit, compared, share);
        Some(match plain.filter(|&plain| of != Contestant::Plain && plain > 0.0) {
            Some(plain) => format!("{text} ({:.2})", value / plain),
            None => text,
        })
    }

    /// How often was clicked, and what the browser has put back.
    fn notes(&self) {
        println!();
        for &it in self.contestants {
            let count = |measure| self.figures.count(it, Visits::First, measure);
            let (ahead, not) = (count(Measure::ClickAhead), count(Measure::Click));
            if ahead + not == 0 {
                continue;
            }
            print!("- {}: {ahead} clicks fetched ahead, {not} not; ", it.title());
            println!("{} times Back{}", count(Measure::Back), self.kept(it));
        }
    }

    /// What became of documents that were gone back to.
    fn kept(&self, of: Contestant) -> String {
        match self.figures.kept.get(of.name()) {
            Some([kept, 0]) => format!(", all {kept} from the browser's back/forward cache"),
            Some([kept, not]) => {
                format!(", {kept} from the browser's back/forward cache, {not} not")
            }
            None => String::new(),
        }
    }
}
