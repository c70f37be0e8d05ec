//! Precompressed files beside a site's text files, for hosts that serve them: `page.html.br` (RFC 7932),
//! `page.html.gz` (RFC 1952).
//!
//! They are made last, of changed files; those of unchanged files are taken from the old site. The output
//! depends on the file's content alone.

use super::{Sink, Site, SiteError};
use article::site_files::VIEWER;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use import::Progress;
use import::media_types::is_compressible;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};
use std::sync::PoisonError;

/// The version of the settings below, recorded in `data/site.json`. Raised when they change, so that the
/// files of an older press are made anew.
pub(super) const COMPRESSION_VERSION: u64 = 1;

/// The fewest bytes that a compressed file must save: about what its response headers cost
/// (`Content-Encoding`, `Vary`).
const MIN_SAVING: usize = 32;

/// A content coding (RFC 9110).
#[derive(Clone, Copy)]
enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    const ALL: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

    fn ending(self) -> &'static str {
        match self {
            Coding::Brotli => ".br",
            Coding::Gzip => ".gz",
        }
    }

    fn compress(self, file: &str, content: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Coding::Brotli => {
                let params = BrotliEncoderParams {
                    quality: quality(file),
                    size_hint: content.len(),
                    ..BrotliEncoderParams::default()
                };
                let mut copy = Vec::new();
                brotli::BrotliCompress(&mut &*content, &mut copy, &params)?;
                Ok(copy)
            }
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(content)?;
                encoder.finish()
            }
        }
    }
}

/// Brotli's quality. The viewer is loaded by every reader and seldom changes. For pages and data, on the
/// sample paper, 9 is slower than 10 and an eighth larger; 11 takes twice as long for 3 %.
fn quality(file: &str) -> i32 {
    if file.starts_with(VIEWER) { 11 } else { 10 }
}

impl Site {
    /// Puts compressed files beside the site's text files, where they are smaller.
    ///
    /// # Errors
    /// When one can't be written.
    pub fn compress(&self, progress: &dyn Progress) -> Result<(), SiteError> {
        let listed = |names: &std::sync::Mutex<Vec<String>>| {
            let names = names.lock().unwrap_or_else(PoisonError::into_inner);
            names.iter().filter(|file| is_compressible(file)).cloned().collect::<Vec<String>>()
        };
        let (changed, unchanged) = (listed(&self.changed), listed(&self.unchanged));
        progress.start(changed.len() + unchanged.len());
        let changed = changed.par_iter().map(|file| (file, false));
        let unchanged = unchanged
            .par_iter()
            .map(|file| (file, self.old_compression == Some(COMPRESSION_VERSION)));
        changed.chain(unchanged).try_for_each(|(file, reusable)| {
            for coding in Coding::ALL {
                self.precompress(file, coding, reusable)?;
            }
            progress.step();
            Ok(())
        })?;
        self.compressed.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(())
    }

    /// Makes one compressed file. `reusable`: that of the old site has the same content and version.
    fn precompress(&self, file: &str, coding: Coding, reusable: bool) -> Result<(), SiteError> {
        let name = [file, coding.ending()].concat();
        let old = reusable.then(|| fs::read(self.target.join(&name)).ok()).flatten();
        let copy = match old {
            Some(copy) => copy,
            None => {
                let path = self.staging.join(file);
                let content = fs::read(&path).map_err(SiteError::io("read", &path))?;
                let copy = coding.compress(file, &content);
                let copy = copy.map_err(SiteError::io("compress", &path))?;
                if copy.len() + MIN_SAVING >= content.len() {
                    return Ok(());
                }
                copy
            }
        };
        // The publisher may have put one there.
        self.write_if_free(&name, &copy).map(|_| ())
    }
}
