//! `dateline build`: builds a site from a folder of articles. `check` does the same without writing;
//! `serve` repeats it after each change.

use super::output::{Output, Target};
use super::progress::Meter;
use super::report;
use crate::edition;
use crate::paper::{Paper, list_address};
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
    /// Where to write.
    pub target: Target,
    /// The viewer to put into the site; without one the site is plain pages.
    pub viewer: Option<ViewerFiles>,
    /// On which conditions to publish.
    pub publish: Publish,
    /// Whether to write compressed copies of text files.
    pub compress: Compress,
    /// Whether articles whose day has not come yet are in it.
    pub future: bool,
    /// Whether those are marked: for `serve`.
    pub mark_future: bool,
    /// Whether to print what became of each file of the folder.
    pub account: bool,
    /// Whether to print everything as JSON too, for programs.
    pub json: bool,
    /// Whether to print every warning in full, instead of a few of each kind.
    pub all: bool,
    /// Whether to print how many files were written.
    pub verbose: bool,
    /// Whether to show no progress.
    pub quiet: bool,
}

/// When a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// Always. Articles with errors are left out.
    Always,
    /// Only if no article is left out.
    WithEveryArticle,
    /// Only if there are neither errors nor warnings.
    WithoutWarnings,
}

/// Whether to write compressed copies of text files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compress {
    /// No: for a preview.
    Never,
    /// If `compress` is set in `dateline.toml`.
    FromConfig,
    /// Yes.
    Always,
}

/// The result of a build.
#[derive(Debug)]
pub struct BuildOutcome {
    /// What changed in the site; `None` if nothing was published.
    pub changes: Option<Changes>,
    /// The number of errors in articles.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

/// Why a build failed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// There is no such folder of articles.
    #[error("there is no folder {path}; `dateline new {path}` creates a small paper there", path = .0.display())]
    NoFolder(PathBuf),
    /// The settings are unusable.
    #[error("nothing was built")]
    Settings(#[from] ConfigError),
    /// No article could be read; the diagnostics say why.
    #[error("nothing was built: no article could be read")]
    NoArticle,
    /// The site would replace the articles.
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
/// When nothing could be built.
pub fn run(build: &Build) -> Result<ExitCode, BuildError> {
    Ok(build.run()?.exit_code(build.publish))
}

/// The viewer to put into sites: the one in `folder`, or else the one in this binary.
///
/// # Errors
/// When it can't be used.
pub fn viewer(folder: Option<&Path>) -> Result<Option<ViewerFiles>, ViewerError> {
    let viewer = ViewerFiles::load(folder)?;
    if viewer.is_none() {
        eprintln!(
            "note: this dateline was built without the viewer, so the site is plain pages; to include \
             it, run `cargo xtask viewer` and build dateline again"
        );
    }
    Ok(viewer)
}

impl BuildOutcome {
    /// 0 without errors; 1 with errors, or with warnings if `publish` says so.
    pub fn exit_code(&self, publish: Publish) -> ExitCode {
        let warned = publish == Publish::WithoutWarnings && self.warnings > 0;
        ExitCode::from(u8::from(self.errors > 0 || warned))
    }
}

impl Build {
    /// Builds, and prints problems and a summary.
    ///
    /// # Errors
    /// When nothing could be built.
    pub fn run(&self) -> Result<BuildOutcome, BuildError> {
        let started = Instant::now();
        let strict = self.publish == Publish::WithoutWarnings;
        let diagnostics = if strict { Diagnostics::strict() } else { Diagnostics::new() };
        let done = self.build(&diagnostics, started);
        // Problems are printed above the summary, also when the build fails.
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let mut out = io::stderr().lock();
        if self.all {
            diagnostics.print_all(&mut out, colour);
        } else {
            diagnostics.print(&mut out, colour);
        }
        drop(out);
        if self.json {
            report::print(&diagnostics);
        }
        let (changes, summary) = done?;
        eprintln!("{summary}");
        if let Some(changes) = &changes {
            let (written, unchanged) = (changes.written.len(), changes.unchanged);
            if self.verbose {
                eprintln!("{written} files written, {unchanged} unchanged");
            }
            if let Some(note) = file_count_note(written + unchanged) {
                eprintln!("note: {note}");
            }
        }
        Ok(BuildOutcome { changes, errors: diagnostics.errors(), warnings: diagnostics.warnings() })
    }

    fn build(
        &self,
        diagnostics: &Diagnostics,
        started: Instant,
    ) -> Result<(Option<Changes>, Summary), BuildError> {
        if !self.folder.is_dir() {
            return Err(BuildError::NoFolder(self.folder.clone()));
        }
        let config = Config::load(&self.folder, diagnostics)?;
        let future = config.future || self.future;
        let config = Config { future, mark_future: self.mark_future, ..config };
        if let Some(path) = self.target.path() {
            refuse_overlap(&self.folder, path)?;
        }
        let compress = match self.compress {
            Compress::Never => false,
            Compress::FromConfig => config.compress,
            Compress::Always => true,
        };
        // Before the articles are read, so that an unusable target is reported at once.
        let output = Output::begin(&self.target)?;

        let imported =
            import::import(&config, list_address, diagnostics, &self.meter("Reading", "articles"));
        if imported.stories.is_empty() && diagnostics.losses() > 0 {
            return Err(BuildError::NoArticle);
        }
        if self.account {
            print_account(&imported.account);
        }
        let (withheld, passed_over) = (left_out(&imported.account), imported.account.passed_over());
        let paper = Paper::new(&config, imported);
        let mut summary = Summary::new(&paper, withheld, passed_over);
        let meter = self.meter("Writing", "articles, lists and pictures");
        let viewer = self.viewer.as_ref();
        edition::write(
            paper,
            &config,
            viewer,
            self.target.format(),
            output.sink(),
            diagnostics,
            &meter,
        )?;
        drop(meter);

        summary.errors = diagnostics.errors();
        summary.warnings = diagnostics.warnings();
        let withheld = match self.publish {
            Publish::Always => false,
            Publish::WithEveryArticle => diagnostics.losses() > 0,
            Publish::WithoutWarnings => summary.errors + summary.warnings > 0,
        };
        let changes = if withheld {
            summary.withheld = self.target != Target::DryRun;
            None
        } else {
            summary.site = self.target.path().map(Path::to_owned);
            output.publish(viewer, compress.then(|| self.meter("Compressing", "files")))?
        };
        summary.took = started.elapsed();
        Ok((changes, summary))
    }

    fn meter(&self, doing: &'static str, what: &'static str) -> Meter {
        if self.quiet { Meter::quiet() } else { Meter::new(doing, what) }
    }
}

/// Refuses a site folder that contains the articles.
fn refuse_overlap(folder: &Path, site: &Path) -> Result<(), BuildError> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let (Ok(folder), Ok(site)) = (real(folder), real(site)) else {
        return Ok(());
    };
    if folder.starts_with(&site) { Err(BuildError::Overlap(site)) } else { Ok(()) }
}

/// The limit of Cloudflare Pages on its free plan, the lowest of common hosts.
const HOST_FILE_LIMIT: usize = 20_000;

/// A note if some hosts don't accept this many files.
fn file_count_note(files: usize) -> Option<String> {
    (files > HOST_FILE_LIMIT).then(|| {
        format!(
            "the site has {files} files, and some hosts accept no more than {HOST_FILE_LIMIT} \
             (Cloudflare Pages on its free plan); see docs/HOSTING.md"
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

/// The last line that a build prints: counts, time, target, problems.
#[derive(Debug)]
struct Summary {
    articles: usize,
    pages: usize,
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

impl Summary {
    fn new(paper: &Paper, left_out: String, passed_over: usize) -> Summary {
        Summary {
            articles: paper.articles.len(),
            pages: paper.pages.len(),
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

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str| {
            let ending = if count == 1 { "" } else { "s" };
            format!("{count} {one}{ending}")
        };
        write!(f, "{}", counted(self.articles, "article"))?;
        if self.pages > 0 {
            write!(f, ", {}", counted(self.pages, "page"))?;
        }
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
    use super::file_count_note;

    #[test]
    fn more_files_than_hosts_accept() {
        assert_eq!(file_count_note(20_000), None);
        let note = file_count_note(20_001).unwrap_or_default();
        assert!(note.starts_with("the site has 20001 files"), "{note}");
    }
}
