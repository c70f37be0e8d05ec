//! Printing problems for people.

use super::{Place, Problem, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

/// How many warnings of a kind are shown in full where there are many.
const IN_FULL: usize = 2;
/// How many more are named, in a line each.
const IN_BRIEF: usize = 6;
/// How many places of one problem are shown.
const PLACES: usize = 3;

pub(super) fn all(
    problems: &[Problem],
    strict: bool,
    out: &mut dyn Write,
    colour: bool,
) -> io::Result<()> {
    for problem in problems {
        writeln!(out, "{}\n", rendered(problem, strict, colour))?;
    }
    Ok(())
}

pub(super) fn brief(
    problems: &[Problem],
    strict: bool,
    out: &mut dyn Write,
    colour: bool,
) -> io::Result<()> {
    let (errors, mut warnings): (Vec<_>, Vec<_>) =
        problems.iter().partition(|problem| problem.kind.severity() == Severity::Error);
    for problem in errors {
        writeln!(out, "{}\n", rendered(problem, strict, colour))?;
    }
    warnings.sort_by_key(|problem| problem.kind);
    for kind in warnings.chunk_by(|a, b| a.kind == b.kind) {
        // One or two more are shorter in full than counted.
        let full = if kind.len() <= IN_FULL + 1 { kind.len() } else { IN_FULL };
        for problem in &kind[..full] {
            writeln!(out, "{}\n", rendered(problem, strict, colour))?;
        }
        rest(&kind[full..], kind.len(), out)?;
    }
    Ok(())
}

fn rest(problems: &[&Problem], total: usize, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = problems.first() else {
        return Ok(());
    };
    writeln!(out, "{total} {}; also in", first.kind.plural())?;
    for problem in &problems[..problems.len().min(IN_BRIEF)] {
        writeln!(out, "  {}", in_a_line(problem))?;
    }
    if problems.len() > IN_BRIEF {
        writeln!(out, "  and {} more", problems.len() - IN_BRIEF)?;
    }
    writeln!(out)
}

fn in_a_line(problem: &Problem) -> String {
    let file = problem.file.display();
    match problem.places.first() {
        None => format!("{file}: {}", problem.message),
        Some(Place { line, column, .. }) => format!("{file}:{line}:{column}: {}", problem.message),
    }
}

fn rendered(problem: &Problem, strict: bool, colour: bool) -> String {
    let level = match problem.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning if strict => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let file = problem.file.display().to_string();
    let mut group = Group::with_title(level.primary_title(problem.message.as_str()));
    let shown = &problem.places[..problem.places.len().min(PLACES)];
    if shown.is_empty() {
        group = group.element(Origin::path(file.as_str()));
    }
    for place in shown {
        let snippet = snippet(place);
        group = if place.clipped {
            // The column in the clipped text is not the column in the file.
            let origin = Origin::path(file.as_str()).line(place.line).char_column(place.column);
            group.element(origin).element(snippet)
        } else {
            group.element(snippet.path(file.as_str()))
        };
    }
    let more = problem.places.len() - shown.len() + problem.more;
    if more > 0 {
        group = group.element(Level::NOTE.message(format!("and {more} more in this file")));
    }
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(problem.help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let label = (!place.label.is_empty()).then_some(place.label.as_str());
    let mark = AnnotationKind::Primary.span(place.mark.0..place.mark.1).label(label);
    Snippet::source(place.text.as_str()).line_start(place.line).annotation(mark)
}
