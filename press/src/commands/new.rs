//! `dateline new`: creates a paper.

use jiff::ZonedDateTime;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
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

/// Why no paper was created.
#[derive(Debug, thiserror::Error)]
pub enum NewError {
    /// The folder is not empty.
    #[error("{} is not empty; choose a folder that does not exist yet", .0.display())]
    NotEmpty(PathBuf),
    /// The system refuses to write.
    #[error("can't create a paper in {}", folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}

/// Runs the subcommand: creates a small paper in `folder`.
///
/// # Errors
/// When the folder is not empty, or can't be written.
pub fn run(folder: &Path) -> Result<ExitCode, NewError> {
    let failed = |error: io::Error| NewError::Io { folder: folder.to_owned(), error };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(NewError::NotEmpty(folder.to_owned()));
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
    println!("Created a small paper in {shown}. To see it, run:\n\n    dateline serve {shown}\n");
    Ok(ExitCode::SUCCESS)
}
