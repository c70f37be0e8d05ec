//! What was tried altogether: engines × tests, hosts × checks, faults × cells, hostile cases; and what
//! took longest.
//! `docs/RELIABILITY.md` explains the rows.

use super::report::Counts;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What one engine's tests have printed.
pub(super) struct Log {
    pub engine: &'static str,
    pub text: String,
}

/// Counts what passed in a log.
type Count = fn(&str) -> usize;

/// The table. A row is what passed in each engine; what was not tried there is a dash.
pub(super) fn table(engines: &[Log], hosts: &str) -> String {
    let mut table = format!("{:<32}", "what passed");
    for log in engines {
        let _ = write!(table, " {:>8}", log.engine);
    }
    table.push('\n');
    let rows: [(&str, Count); 5] = [
        ("end-to-end tests", |log| Counts::in_log(log).passed),
        ("… at the second try", |log| log.matches("second try of ").count()),
        ("faults × pages, cells", |log| log.matches(" ✓").count()),
        ("hostile articles", |log| sum(log, "hostile articles, 0 failed")),
        ("hostile bundles", |log| sum(log, "hostile bundles, 0 failed")),
    ];
    for (name, count) in rows {
        let _ = write!(table, "{name:<32}");
        for log in engines {
            let count = count(&log.text);
            let count = if count == 0 { "–".to_owned() } else { count.to_string() };
            let _ = write!(table, " {count:>8}");
        }
        table.push('\n');
    }
    let places: BTreeSet<&str> = hosts.lines().filter_map(place).collect();
    let passed = Counts::in_log(hosts).passed;
    let _ = writeln!(table, "hosts: {} places, {passed} checks", places.len());
    table
}

/// The tests that took longest, the slowest first, and how many seconds each.
pub(super) fn slowest(logs: &str) -> String {
    const HOW_MANY: usize = 10;
    let time = |line: &'_ str| -> Option<(f64, String)> {
        let (seconds, name) = line.split_once(" s for ")?;
        Some((seconds.trim().parse().ok()?, name.to_owned()))
    };
    let mut times: Vec<(f64, String)> = logs.lines().filter_map(time).collect();
    times.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut table = format!("{:<56} {:>8}\n", "what took longest", "seconds");
    for (seconds, name) in times.iter().take(HOW_MANY) {
        let _ = writeln!(table, "{name:<56} {seconds:>8.1}");
    }
    table
}

/// The table of faults, as Markdown: a row for each fault, a column for each engine, and in it how many
/// kinds of page went well, or which did not.
pub(super) fn faults(engines: &[Log]) -> String {
    let mut rows = BTreeMap::<&str, Vec<String>>::new();
    for (column, log) in engines.iter().enumerate() {
        for (fault, pages) in log.text.lines().filter_map(fault) {
            let failed: Vec<&str> = pages.split(", ").filter(|page| !page.ends_with('✓')).collect();
            let cell = match failed[..] {
                [] => format!("{} ✓", pages.matches('✓').count()),
                _ => failed.join(", "),
            };
            rows.entry(fault).or_insert_with(|| vec!["–".into(); engines.len()])[column] = cell;
        }
    }
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let names: Vec<&str> =
        ["fault"].into_iter().chain(engines.iter().map(|log| log.engine)).collect();
    let mut table = row(&names) + &row(&vec!["---"; names.len()]);
    for (fault, cells) in &rows {
        table +=
            &row(&[&[*fault], &*cells.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    }
    table
}

/// The fault and its pages in `| busy, opened | front ✓, topic ✗ |`.
fn fault(line: &str) -> Option<(&str, &str)> {
    let (fault, pages) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
    pages.contains(['✓', '✗']).then_some((fault, pages))
}

/// The sum of the numbers before `what`.
fn sum(log: &str, what: &str) -> usize {
    let number = |line: &str| -> Option<usize> {
        line.split_once(what)?.0.split_whitespace().last()?.parse().ok()
    };
    log.lines().filter_map(number).sum()
}

/// The host in `test chromium::nginx at /::whole_files ... ok`.
fn place(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.split("::").nth(1)
}

#[cfg(test)]
mod tests {
    use super::{Log, faults, slowest, table};

    fn logs(engines: &[(&'static str, &str)]) -> Vec<Log> {
        let log = |&(engine, text): &(&'static str, &str)| Log { engine, text: text.to_owned() };
        engines.iter().map(log).collect()
    }

    fn check(engines: &[(&'static str, &str)], hosts: &str, expected: &str) {
        assert_eq!(table(&logs(engines), hosts), expected);
    }

    #[test]
    fn tells_which_pages_a_fault_has_broken() {
        let chromium = "| chromium: 4 cells | |\n| --- | --- |\n| busy, opened | front ✓, topic ✗ |\n\
                        | busy, followed | front ✓, topic ✓ |";
        let engines = [("Chromium", chromium), ("Firefox", "| busy, opened | front ✓ |")];
        assert_eq!(
            faults(&logs(&engines)),
            "| fault | Chromium | Firefox |\n| --- | --- | --- |\n\
             | busy, followed | 2 ✓ | – |\n| busy, opened | topic ✗ | 1 ✓ |\n"
        );
    }

    #[test]
    fn tells_what_took_longest() {
        let logs = "test chromium::a ... ok\n   12.5 s for chromium::b\n    0.5 s for chromium::a\n\
                    waited 2 s for it\n   90.0 s for firefox::b";
        assert_eq!(
            slowest(logs),
            "what took longest                                         seconds\n\
             firefox::b                                                   90.0\n\
             chromium::b                                                  12.5\n\
             chromium::a                                                   0.5\n"
        );
    }

    #[test]
    fn counts_what_passed() {
        check(
            &[
                (
                    "Chromium",
                    "test chromium::a ... second try of chromium::a, after: x\nok\n\
                     test chromium::hostile::articles::x ... 66 hostile articles, 0 failed\n\
                     3 hostile articles, 1 failed\n7 hostile articles, 0 failed\n\
                     135 hostile bundles, 0 failed\n| busy, opened | front ✓, topic ✗ |\n\
                     test result: ok. 12 passed; 0 failed",
                ),
                ("Firefox", "test result: FAILED. 11 passed; 1 failed"),
            ],
            "test chromium::nginx at /::a ... ok\ntest chromium::nginx at /::b ... ok\n\
             test chromium::disk::a ... ok\ntest result: ok. 3 passed; 0 failed",
            "what passed                      Chromium  Firefox\n\
             end-to-end tests                       12       11\n\
             … at the second try                     1        –\n\
             faults × pages, cells                   1        –\n\
             hostile articles                       73        –\n\
             hostile bundles                       135        –\n\
             hosts: 2 places, 3 checks\n",
        );
    }
}
