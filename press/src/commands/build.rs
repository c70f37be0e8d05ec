//! `dateline build`: makes the site of a folder of articles. `check` does the same and keeps
//! nothing; `serve` does it again and again.

use super::output::{Output, Target};
use super::progress::Meter;
use crate::edition;
use crate::paper::Paper;
use crate::site::{Changes, SiteError};
use crate::viewer_files::{ViewerError, ViewerFiles};
use import::config::{Config, ConfigError};
use import::diagnostics::Diagnostics;
use import::outcome::Account;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What to build, and how.
#[derive(Debug)]
pub struct Build {
    /// The folder of articles.
    pub folder: PathBuf,
    /// Where it goes.
    pub target: Target,
    /// The viewer that goes into the site; without one it is plain pages.
    pub viewer: Option<ViewerFiles>,
    /// What keeps the site from being published.
    pub publish: Publish,
    /// Whether compressed copies stand beside the site's text files.
    pub compress: Compress,
    /// Whether articles whose day has not come yet are in it.
    pub future: bool,
    /// Whether to print what became of each file of the folder.
    pub account: bool,
    /// Whether to print every warning in full, however many there are of a kind.
    pub all: bool,
    /// Whether to say how many files were written.
    pub verbose: bool,
    /// Whether to leave out the progress.
    pub quiet: bool,
}

/// When a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// Whatever is wrong with single articles; they are left out.
    Always,
    /// Only if every article is in it.
    WithEveryArticle,
    /// Only if there is not even a warning; warnings count like errors.
    WithoutWarnings,
}

/// Whether a site has compressed copies of its text files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compress {
    /// No: it is for its writers to look at.
    Never,
    /// If `dateline.toml` says so.
    AsSet,
    /// Yes.
    Always,
}

/// How a build ended.
#[derive(Debug)]
pub struct Done {
    /// What changed in the site; `None` if it was not published.
    pub changes: Option<Changes>,
    /// How many errors the articles have.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

/// Why nothing could be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder of articles is not there.
    #[error("there is no folder {path}; `dateline new {path}` makes a small paper there", path = .0.display())]
    NoFolder(PathBuf),
    /// The settings are unusable.
    #[error("nothing was built")]
    Settings(#[from] ConfigError),
    /// No article could be read; the report says why.
    #[error("nothing was built: no article could be read")]
    NoArticle,
    /// The site would take the place of the articles.
    #[error(
        "the site can't be at {}, because the articles are there; choose another folder with --out",
        .0.display()
    )]
    Overlap(PathBuf),
    /// The site can't be written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The viewer can't be used.
    #[error(transparent)]
    Viewer(#[from] ViewerError),
}

/// Runs the subcommand.
///
/// # Errors
/// Says why nothing could be built.
pub fn run(build: &Build) -> Result<ExitCode, BuildError> {
    Ok(build.run()?.exit_code(build.publish))
}

/// The viewer to put into sites: the one in `folder`, or else the one inside this binary.
///
/// # Errors
/// When it can't be used.
pub fn viewer(folder: Option<&Path>) -> Result<Option<ViewerFiles>, ViewerError> {
    let viewer = ViewerFiles::load(folder)?;
    if viewer.is_none() {
        eprintln!(
            "note: this dateline was built without the viewer, so the site is plain pages; \
             `cargo xtask viewer` and building dateline again puts it in"
        );
    }
    Ok(viewer)
}

impl Done {
    /// 0 if all is well, 1 if the articles have errors, or warnings when those count.
    pub fn exit_code(&self, publish: Publish) -> ExitCode {
        let warned = publish == Publish::WithoutWarnings && self.warnings > 0;
        ExitCode::from(u8::from(self.errors > 0 || warned))
    }
}

impl Build {
    /// Builds, and prints what there is to say.
    ///
    /// # Errors
    /// Says why nothing could be built.
    pub fn run(&self) -> Result<Done, BuildError> {
        let started = Instant::now();
        let strict = self.publish == Publish::WithoutWarnings;
        let diagnostics = if strict { Diagnostics::strict() } else { Diagnostics::new() };
        let done = self.press(&diagnostics, started);
        // Problems stand above the closing line, however it ends.
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let mut out = io::stderr().lock();
        if self.all {
            diagnostics.print_all(&mut out, colour);
        } else {
            diagnostics.print(&mut out, colour);
        }
        drop(out);
        let (changes, closing) = done?;
        eprintln!("{closing}");
        if let Some(changes) = &changes {
            let (written, unchanged) = (changes.written.len(), changes.unchanged);
            if self.verbose {
                eprintln!("{written} files written, {unchanged} unchanged");
            }
            if let Some(note) = too_many(written + unchanged) {
                eprintln!("note: {note}");
            }
        }
        Ok(Done { changes, errors: diagnostics.errors(), warnings: diagnostics.warnings() })
    }

    fn press(
        &self,
        diagnostics: &Diagnostics,
        started: Instant,
    ) -> Result<(Option<Changes>, Closing), BuildError> {
        if !self.folder.is_dir() {
            return Err(BuildError::NoFolder(self.folder.clone()));
        }
        let config = Config { future: self.future, ..Config::load(&self.folder, diagnostics)? };
        if let Some(path) = self.target.path() {
            keep_apart(&self.folder, path)?;
        }
        let compress = match self.compress {
            Compress::Never => false,
            Compress::AsSet => config.compress,
            Compress::Always => true,
        };
        // Before the long work: there is no sense in reading everything for a place that is taken.
        let output = Output::begin(&self.target)?;

        let imported = import::import(&config, diagnostics, &self.meter("Reading", "articles"));
        if imported.stories.is_empty() && diagnostics.losses() > 0 {
            return Err(BuildError::NoArticle);
        }
        if self.account {
            print_account(&imported.account);
        }
        let (withheld, passed_over) = (left_out(&imported.account), imported.account.passed_over());
        let paper = Paper::new(&config, imported);
        let mut closing = Closing::new(&paper, withheld, passed_over);
        let meter = self.meter("Writing", "articles, lists and pictures");
        let viewer = self.viewer.as_ref();
        edition::write(
            paper,
            &config,
            viewer,
            self.target.form(),
            output.sink(),
            diagnostics,
            &meter,
        )?;
        drop(meter);

        closing.errors = diagnostics.errors();
        closing.warnings = diagnostics.warnings();
        let withheld = match self.publish {
            Publish::Always => false,
            Publish::WithEveryArticle => diagnostics.losses() > 0,
            Publish::WithoutWarnings => closing.errors + closing.warnings > 0,
        };
        let changes = if withheld {
            closing.withheld = self.target != Target::Nowhere;
            None
        } else {
            closing.site = self.target.path().map(Path::to_owned);
            output.publish(viewer, compress.then(|| self.meter("Compressing", "files")))?
        };
        closing.took = started.elapsed();
        Ok((changes, closing))
    }

    fn meter(&self, doing: &'static str, what: &'static str) -> Meter {
        if self.quiet { Meter::quiet() } else { Meter::new(doing, what) }
    }
}

/// Refuses a site that would take the place of the articles.
fn keep_apart(folder: &Path, site: &Path) -> Result<(), BuildError> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let (Ok(folder), Ok(site)) = (real(folder), real(site)) else {
        return Ok(());
    };
    if folder.starts_with(&site) { Err(BuildError::Overlap(site)) } else { Ok(()) }
}

/// How many files every host takes: Cloudflare Pages no more than these, on its free plan.
const MOST_FILES: usize = 20_000;

/// What there is to say of a site of so many files.
fn too_many(files: usize) -> Option<String> {
    (files > MOST_FILES).then(|| {
        format!(
            "the site has {files} files, and some hosts take no more than {MOST_FILES} (Cloudflare \
             Pages on its free plan); docs/HOSTING.md says what they are"
        )
    })
}

/// What was left out because its authors say so: `2 drafts, 1 future article`. Empty if nothing was.
fn left_out(account: &Account) -> String {
    let counts = account.withheld();
    let counted: Vec<String> = counts.iter().map(|(why, &count)| why.counted(count)).collect();
    counted.join(", ")
}

/// Prints each file of the folder and what became of it, in a line.
fn print_account(account: &Account) {
    let mut out = io::stdout().lock();
    for (file, outcome) in account.iter() {
        // Whoever reads may have seen enough.
        if writeln!(out, "{}: {outcome}", file.display()).is_err() {
            return;
        }
    }
}

/// The last line of a build: what was made, in what time, and what is wrong with it.
#[derive(Debug)]
struct Closing {
    articles: usize,
    sections: usize,
    media: usize,
    left_out: String,
    passed_over: usize,
    took: Duration,
    site: Option<PathBuf>,
    withheld: bool,
    errors: usize,
    warnings: usize,
}

impl Closing {
    fn new(paper: &Paper, left_out: String, passed_over: usize) -> Closing {
        Closing {
            articles: paper.articles.len(),
            sections: paper.sections,
            media: paper.media.len(),
            left_out,
            passed_over,
            took: Duration::ZERO,
            site: None,
            withheld: false,
            errors: 0,
            warnings: 0,
        }
    }
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str| {
            let ending = if count == 1 { "" } else { "s" };
            format!("{count} {one}{ending}")
        };
        write!(f, "{}", counted(self.articles, "article"))?;
        write!(f, ", {}", counted(self.sections, "section"))?;
        if self.media > 0 {
            write!(f, ", {}", counted(self.media, "media file"))?;
        }
        write!(f, " in {:.1} s", self.took.as_secs_f64())?;
        if let Some(site) = &self.site {
            write!(f, " → {}", site.display())?;
        }
        if !self.left_out.is_empty() {
            write!(f, "; {} left out", self.left_out)?;
        }
        if self.passed_over > 0 {
            write!(
                f,
                "; {} passed over (--account lists them)",
                counted(self.passed_over, "text")
            )?;
        }
        if self.errors > 0 {
            write!(f, "; {}", counted(self.errors, "error"))?;
        }
        if self.warnings > 0 {
            write!(f, "; {}", counted(self.warnings, "warning"))?;
        }
        if self.withheld {
            write!(f, "; not published")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::too_many;

    #[test]
    fn tells_of_more_files_than_hosts_take() {
        assert_eq!(too_many(20_000), None);
        let note = too_many(20_001).unwrap_or_default();
        assert!(note.starts_with("the site has 20001 files"), "{note}");
    }
}
