//! Where a build is written: nowhere, into a folder, or into a single file.

use crate::edition::OutputFormat;
use crate::single::SingleFile;
use crate::site::{Changes, DryRun, Sink, Site, SiteError};
use crate::viewer_files::ViewerFiles;
use import::Progress;
use std::path::{Path, PathBuf};

/// Where a build is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nowhere: the articles are only checked.
    DryRun,
    /// A site in this folder.
    Site(PathBuf),
    /// A single file.
    File(PathBuf),
}

impl Target {
    /// A single file: `out`, or else one in the current folder, named like the paper's `folder`.
    pub fn file(out: Option<PathBuf>, folder: &Path) -> Target {
        Target::File(out.unwrap_or_else(|| {
            // Canonical, because `.` has no file name.
            let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            let name = real.file_name().map_or("paper".into(), |name| name.to_string_lossy());
            PathBuf::from(format!("{name}.html"))
        }))
    }

    /// What the build makes.
    pub fn format(&self) -> OutputFormat {
        match self {
            Target::DryRun | Target::Site(_) => OutputFormat::Site,
            Target::File(_) => OutputFormat::SingleFile,
        }
    }

    /// The site's folder, or the file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Target::DryRun => None,
            Target::Site(path) | Target::File(path) => Some(path),
        }
    }
}

/// The target of a running build.
#[derive(Debug)]
pub(super) enum Output {
    DryRun(DryRun),
    Site(Box<Site>),
    File(SingleFile),
}

impl Output {
    pub(super) fn begin(target: &Target) -> Result<Output, SiteError> {
        Ok(match target {
            Target::DryRun => Output::DryRun(DryRun::default()),
            Target::Site(folder) => Output::Site(Box::new(Site::begin(folder)?)),
            Target::File(file) => Output::File(SingleFile::begin(file)?),
        })
    }

    pub(super) fn sink(&self) -> &dyn Sink {
        match self {
            Output::DryRun(dry_run) => dry_run,
            Output::Site(site) => &**site,
            Output::File(file) => file,
        }
    }

    /// Publishes the build. With `compress`, a site gets compressed copies first.
    pub(super) fn publish<P: Progress>(
        self,
        viewer: Option<&ViewerFiles>,
        compress: Option<P>,
    ) -> Result<Option<Changes>, SiteError> {
        Ok(match self {
            Output::DryRun(_) => None,
            Output::Site(site) => {
                if let Some(meter) = compress {
                    site.compress(&meter)?;
                }
                Some(site.publish()?)
            }
            Output::File(file) => Some(file.publish(viewer)?),
        })
    }
}
