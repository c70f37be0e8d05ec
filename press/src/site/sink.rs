//! Where a site's files go, and what can keep them from it.

use super::names::{Names, Refusal};
use import::file_name::BadName;
use import::files::{self, ReadError};
use std::io;
use std::path::{Path, PathBuf};

/// What keeps a site from being written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// There is something at the site's place that is not Dateline's.
    #[error(
        "{} is not empty and is no Dateline site, so it is left alone; \
         choose another folder with --out, or empty it yourself", .0.display()
    )]
    Foreign(PathBuf),
    /// The site's place is taken by a file, or is no place for a folder.
    #[error("{} can't be the site's folder; choose another one with --out", .0.display())]
    NoFolder(PathBuf),
    /// There is a file at the paper's place that is not Dateline's.
    #[error(
        "{} was not made by Dateline, so it is left alone; \
         choose another file with --out, or remove it yourself", .0.display()
    )]
    ForeignFile(PathBuf),
    /// The place of a paper that is one file is a folder.
    #[error("{} is a folder; --single-file makes a file: name one with --out", .0.display())]
    NoFile(PathBuf),
    /// Something in the site that Dateline did not put there is in the way.
    #[error(
        "`{entry}` in {} was not put there by Dateline and is in the way of `{file}`; \
         move it elsewhere, or choose another folder with --out", site.display()
    )]
    Occupied {
        /// The site.
        site: PathBuf,
        /// What is in the way.
        entry: String,
        /// The file that has no place.
        file: String,
    },
    /// A file's name leads out of the site, or is none on some system.
    #[error("`{file}` can't be a file of the site: {fault}")]
    Name {
        /// The name.
        file: String,
        /// What is wrong with it.
        fault: BadName,
    },
    /// Two files would have one name, or differ in their capitals only.
    #[error("two files of the site would be `{0}`; Windows and macOS tell no capitals apart")]
    Twice(String),
    /// A file that should be copied can't be read.
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
        /// What was tried: `write`.
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

    /// Why `file` gets no place in `site`.
    pub(super) fn refused(refusal: Refusal, file: &str, site: &Path) -> SiteError {
        let file = file.to_owned();
        match refusal {
            Refusal::Bad(fault) => SiteError::Name { file, fault },
            Refusal::Taken => SiteError::Twice(file),
            Refusal::Foreign => {
                let entry = file.split('/').next().unwrap_or_default().to_owned();
                SiteError::Occupied { site: site.to_owned(), entry, file }
            }
        }
    }
}

/// Where the files of a site go. Names are from the site's root, with `/` between folders.
pub trait Sink: Sync {
    /// Puts a file there.
    ///
    /// # Errors
    /// When it can't be written.
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError>;

    /// Puts a file there if the place is free, and says whether it was.
    ///
    /// # Errors
    /// When it can't be written.
    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError>;

    /// Copies a file there.
    ///
    /// # Errors
    /// When it can't be read or written.
    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError>;
}

/// Takes files and forgets them: for checking without writing.
#[derive(Debug, Default)]
pub struct Nowhere {
    names: Names,
}

impl Sink for Nowhere {
    fn write(&self, file: &str, _: &[u8]) -> Result<(), SiteError> {
        self.names.give(file).map_err(|refusal| SiteError::refused(refusal, file, Path::new("")))
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        if_free(self.write(file, bytes))
    }

    fn copy(&self, file: &str, from: &Path) -> Result<(), SiteError> {
        files::open(from).map_err(|error| SiteError::Source { path: from.to_owned(), error })?;
        self.write(file, &[])
    }
}

/// Whether a file was written that needed a free place.
pub(super) fn if_free(written: Result<(), SiteError>) -> Result<bool, SiteError> {
    match written {
        Err(SiteError::Occupied { .. } | SiteError::Twice(_)) => Ok(false),
        done => done.map(|()| true),
    }
}
