//! Renders diagnostics as text.

use super::{Diagnostic, DiagnosticKind, Location, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

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

/// One line with the level of the kind in front.
pub(super) fn title(kind: DiagnosticKind, text: &str, strict: bool, colour: bool) -> String {
    renderer(colour).render(&[Group::with_title(level(kind, strict).primary_title(text))])
}

fn level(kind: DiagnosticKind, strict: bool) -> Level<'static> {
    match kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning if strict => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn renderer(colour: bool) -> Renderer {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii)
}

/// The diagnostic in full, with its places in the text.
pub(super) fn render(diagnostic: &Diagnostic, strict: bool, colour: bool) -> String {
    let level = level(diagnostic.kind, strict);
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
    renderer(colour).render(&[group])
}

fn snippet(location: &Location) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let label = (!location.label.is_empty()).then_some(location.label.as_str());
    let mark = AnnotationKind::Primary.span(location.mark.0..location.mark.1).label(label);
    Snippet::source(location.text.as_str()).line_start(location.line).annotation(mark)
}
