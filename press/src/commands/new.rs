//! `dateline new`: begins a paper.

use super::build::Failure;
use jiff::ZonedDateTime;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The files of a new paper.
const FILES: &[(&str, &str)] = &[
    ("dateline.toml", include_str!("../../starter/dateline.toml")),
    ("news/a-paper-begins.md", include_str!("../../starter/news/a-paper-begins.md")),
    (
        "letters/what-a-reader-asked.md",
        include_str!("../../starter/letters/what-a-reader-asked.md"),
    ),
];

/// Runs the subcommand: makes a small paper in `folder`.
///
/// # Errors
/// When the folder is not empty, or can't be written.
pub fn run(folder: &Path) -> Result<ExitCode, Failure> {
    let failed = |error: io::Error| Failure::New { folder: folder.to_owned(), error };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Failure::NotEmpty(folder.to_owned()));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let now = ZonedDateTime::now();
    let zone = now.time_zone().iana_name().unwrap_or("UTC");
    let today = now.date().to_string();
    for (name, text) in FILES {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap_or(folder)).map_err(failed)?;
        let text = text.replace("{{zone}}", zone).replace("{{today}}", &today);
        fs::write(file, text).map_err(failed)?;
    }
    let shown = folder.display();
    println!("A small paper is in {shown}. See it with:\n\n    dateline serve {shown}\n");
    Ok(ExitCode::SUCCESS)
}
