//! Renders diagnostics as text.

use super::{Diagnostic, Location, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

/// How many warnings of one kind a summary shows in full.
const MAX_FULL: usize = 2;
/// How many more it shows on one line each.
const MAX_ONE_LINE: usize = 6;
/// How many locations of one diagnostic are shown.
const MAX_LOCATIONS: usize = 3;

pub(super) fn all(
    diagnostics: &[Diagnostic],
    strict: bool,
    out: &mut dyn Write,
    colour: bool,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(out, "{}\n", render(diagnostic, strict, colour))?;
    }
    Ok(())
}

pub(super) fn summary(
    diagnostics: &[Diagnostic],
    strict: bool,
    out: &mut dyn Write,
    colour: bool,
) -> io::Result<()> {
    let (errors, mut warnings): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.kind.severity() == Severity::Error);
    for diagnostic in errors {
        writeln!(out, "{}\n", render(diagnostic, strict, colour))?;
    }
    warnings.sort_by_key(|diagnostic| diagnostic.kind);
    for kind in warnings.chunk_by(|a, b| a.kind == b.kind) {
        // For one more, a summary would be no shorter.
        let full = if kind.len() <= MAX_FULL + 1 { kind.len() } else { MAX_FULL };
        for diagnostic in &kind[..full] {
            writeln!(out, "{}\n", render(diagnostic, strict, colour))?;
        }
        summarize_rest(&kind[full..], kind.len(), out)?;
    }
    Ok(())
}

fn summarize_rest(
    diagnostics: &[&Diagnostic],
    total: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = diagnostics.first() else {
        return Ok(());
    };
    writeln!(out, "{total} {}; also in", first.kind.plural())?;
    for diagnostic in &diagnostics[..diagnostics.len().min(MAX_ONE_LINE)] {
        writeln!(out, "  {}", one_line(diagnostic))?;
    }
    if diagnostics.len() > MAX_ONE_LINE {
        writeln!(out, "  and {} more", diagnostics.len() - MAX_ONE_LINE)?;
    }
    writeln!(out)
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

fn render(diagnostic: &Diagnostic, strict: bool, colour: bool) -> String {
    let level = match diagnostic.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning if strict => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = diagnostic.file.display().to_string();
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()));
    let shown = &diagnostic.locations[..diagnostic.locations.len().min(MAX_LOCATIONS)];
    if shown.is_empty() {
        group = group.element(Origin::path(file.as_str()));
    }
    for location in shown {
        let snippet = snippet(location);
        group = if location.clipped {
            // The column in the clipped text is not the column in the file.
            let origin =
                Origin::path(file.as_str()).line(location.line).char_column(location.column);
            group.element(origin).element(snippet)
        } else {
            group.element(snippet.path(file.as_str()))
        };
    }
    let more = diagnostic.locations.len() - shown.len() + diagnostic.more;
    if more > 0 {
        group = group.element(Level::NOTE.message(format!("and {more} more in this file")));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(diagnostic.help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

fn snippet(location: &Location) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let label = (!location.label.is_empty()).then_some(location.label.as_str());
    let mark = AnnotationKind::Primary.span(location.mark.0..location.mark.1).label(label);
    Snippet::source(location.text.as_str()).line_start(location.line).annotation(mark)
}
