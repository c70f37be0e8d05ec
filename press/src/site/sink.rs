//! Where the files of a build are written, and the errors of that.

use super::names::{ClaimError, Names};
use import::file_name::BadName;
use import::files::{self, ReadError};
use std::io;
use std::path::{Path, PathBuf};

/// Why a site can't be written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The folder is not empty, and not a site of Dateline's.
    #[error(
        "{} is not empty and is no Dateline site, so it is left alone; \
         choose another folder with --out, or empty it yourself", .0.display()
    )]
    Foreign(PathBuf),
    /// The path is a file, or can't be a folder.
    #[error("{} can't be the site's folder; choose another one with --out", .0.display())]
    NoFolder(PathBuf),
    /// The file was not made by Dateline.
    #[error(
        "{} was not made by Dateline, so it is left alone; \
         choose another file with --out, or remove it yourself", .0.display()
    )]
    ForeignFile(PathBuf),
    /// The path of a single file is a folder.
    #[error("{} is a folder; --single-file makes a file: name one with --out", .0.display())]
    NoFile(PathBuf),
    /// A file or folder in the site that is not Dateline's has the name.
    #[error(
        "`{entry}` in {} was not put there by Dateline and is in the way of `{file}`; \
         move it elsewhere, or choose another folder with --out", site.display()
    )]
    Occupied {
        /// The site.
        site: PathBuf,
        /// That file or folder.
        entry: String,
        /// The file that can't be written.
        file: String,
    },
    /// The name leads out of the site, or is invalid on some system.
    #[error("`{file}` can't be a file of the site: {fault}")]
    Name {
        /// The name.
        file: String,
        /// What is wrong with it.
        fault: BadName,
    },
    /// Two files have the same name, or names that differ in case only.
    #[error("two files of the site would be `{0}`; Windows and macOS tell no capitals apart")]
    Twice(String),
    /// A file that is to be copied can't be read.
    #[error("can't read {}", path.display())]
    Source {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: ReadError,
    },
    /// The system refused something.
    #[error("can't {doing} {}", path.display())]
    Io {
        /// The operation: `write`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}

impl SiteError {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> SiteError {
        move |error| SiteError::Io { doing, path: path.to_owned(), error }
    }

    /// The error when `file` can't claim its name in `site`.
    pub(super) fn refused(error: ClaimError, file: &str, site: &Path) -> SiteError {
        let file = file.to_owned();
        match error {
            ClaimError::BadName(fault) => SiteError::Name { file, fault },
            ClaimError::Taken => SiteError::Twice(file),
            ClaimError::Foreign => {
                let entry = file.split('/').next().unwrap_or_default().to_owned();
                SiteError::Occupied { site: site.to_owned(), entry, file }
            }
        }
    }
}

/// Takes the files of a build. Names are relative to the site's root, with `/` between folders.
pub trait Sink: Sync {
    /// Writes a file.
    ///
    /// # Errors
    /// When it can't be written.
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError>;

    /// Writes a file if its name is free. Returns whether it was.
    ///
    /// # Errors
    /// When it can't be written.
    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError>;

    /// Copies the file at `from`.
    ///
    /// # Errors
    /// When it can't be read or written.
    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError>;
}

/// Checks what a site would check, and writes nothing.
#[derive(Debug, Default)]
pub struct DryRun {
    names: Names,
}

impl Sink for DryRun {
    fn write(&self, file: &str, _: &[u8]) -> Result<(), SiteError> {
        self.names.claim(file).map_err(|error| SiteError::refused(error, file, Path::new("")))
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        if_free(self.write(file, bytes))
    }

    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        files::open(from).map_err(|error| SiteError::Source { path: from.to_owned(), error })?;
        self.write(file, &[])
    }
}

/// Turns the errors of a name that is not free into `false`.
pub(super) fn if_free(written: Result<(), SiteError>) -> Result<bool, SiteError> {
    match written {
        Err(SiteError::Occupied { .. } | SiteError::Twice(_)) => Ok(false),
        done => done.map(|()| true),
    }
}
