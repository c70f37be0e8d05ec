//! What a build has to say, as JSON for programs: one object a line.

use import::diagnostics::{Diagnostic, Diagnostics, Location, Severity};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints every diagnostic to standard output.
pub fn print(diagnostics: &Diagnostics) {
    let mut out = io::stdout().lock();
    for diagnostic in diagnostics.sorted() {
        // Whoever reads may have seen enough.
        if writeln!(out, "{}", object(&diagnostic)).is_err() {
            return;
        }
    }
}

fn object(diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.kind.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let place = |location: &Location| json!({ "line": location.line, "column": location.column });
    json!({
        "severity": severity,
        "kind": format!("{:?}", diagnostic.kind),
        "file": diagnostic.file.display().to_string(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "places": diagnostic.locations.iter().map(place).collect::<Vec<_>>(),
        "more": diagnostic.more,
    })
}
