//! Renders many diagnostics as a text that can be read at once: folded by kind and cause.

use super::render::{self, render};
use super::{Diagnostic, DiagnosticKind, Location, Severity};
use std::io::{self, Write};

/// The most lines of a summary. A build prints a few more of its own.
const MAX_LINES: usize = 92;
/// How many diagnostics of one kind and cause are shown in full.
const MAX_FULL: usize = 2;
/// How many places a folded group names.
const MAX_PLACES: usize = 3;
/// The longest message of a place, in characters.
const MAX_MESSAGE_LEN: usize = 160;

/// Diagnostics of one kind and cause.
struct Group<'a> {
    members: Vec<&'a Diagnostic>,
    /// How it is shown.
    text: String,
    folded: bool,
}

/// Prints errors, warnings and notes, each kind and cause together.
pub(super) fn summary(
    diagnostics: &[Diagnostic],
    strict: bool,
    out: &mut dyn Write,
    colour: bool,
) -> io::Result<()> {
    let mut groups = groups(diagnostics);
    for group in &mut groups {
        if group.members.len() <= MAX_FULL {
            let full = group.members.iter().map(|one| render(one, strict, colour) + "\n\n");
            group.text = full.collect();
        } else {
            group.fold(MAX_PLACES, strict, colour);
        }
    }
    // The longest first: what is told of one file in twenty lines can be told in three.
    while lines(&groups) > MAX_LINES {
        let open = groups.iter_mut().filter(|group| !group.folded);
        let Some(longest) = open.max_by_key(|group| group.text.lines().count()) else {
            break;
        };
        longest.fold(MAX_PLACES, strict, colour);
    }
    for places in (0..MAX_PLACES).rev() {
        if lines(&groups) > MAX_LINES {
            groups.iter_mut().for_each(|group| group.fold(places, strict, colour));
        }
    }
    for group in &groups {
        out.write_all(group.text.as_bytes())?;
    }
    Ok(())
}

fn groups(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    let key = |one: &Diagnostic| -> (Severity, DiagnosticKind, String) {
        (one.kind.severity(), one.kind, one.help.clone())
    };
    // Stable: within a group the order of files stays.
    sorted.sort_by_cached_key(|one| key(one));
    let same = |a: &&Diagnostic, b: &&Diagnostic| (a.kind, &a.help) == (b.kind, &b.help);
    let groups = sorted.chunk_by(same);
    groups
        .map(|members| Group { members: members.to_vec(), text: String::new(), folded: false })
        .collect()
}

fn lines(groups: &[Group<'_>]) -> usize {
    groups.iter().map(|group| group.text.lines().count()).sum()
}

impl Group<'_> {
    /// Shows the group as a count, so many places, and what to do.
    fn fold(&mut self, places: usize, strict: bool, colour: bool) {
        self.folded = true;
        let (first, count) = (self.members[0], self.members.len());
        let title = match count {
            1 => clipped(&one_line(first)),
            _ => format!("{count} {}", first.kind.plural()),
        };
        self.text = render::title(first.kind, &title, strict, colour) + "\n";
        if count > 1 {
            for member in self.members.iter().take(places) {
                self.text += &format!("  {}\n", clipped(&one_line(member)));
            }
            let more = count - count.min(places);
            if more > 0 && places > 0 {
                self.text += &format!("  and {more} more\n");
            }
        }
        if !first.help.is_empty() && places > 0 {
            self.text += &format!("  = help: {}\n", first.help);
        }
        if places > 0 {
            self.text.push('\n');
        }
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_MESSAGE_LEN) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

fn one_line(diagnostic: &Diagnostic) -> String {
    let file = diagnostic.file.display();
    match diagnostic.locations.first() {
        None => format!("{file}: {}", diagnostic.message),
        Some(Location { line, column, .. }) => {
            format!("{file}:{line}:{column}: {}", diagnostic.message)
        }
    }
}
