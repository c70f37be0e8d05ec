//! Compressed copies beside a site's text files, for hosts that send what lies there: `page.html.br`
//! (RFC 7932), `page.html.gz` (RFC 1952).
//!
//! They are made last, of the files that changed; the others have theirs in the old site. What is
//! made depends on the file alone: no time, no name, no machine is in it.

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

/// How copies are made, as the site's own file notes it. Raised when that changes, so that those of
/// an older press are made anew.
pub(super) const RECIPE: u64 = 1;

/// A copy that saves no more than the header that announces it (`Content-Encoding: gzip`, with what
/// hosts add) saves nothing.
const SAVING: usize = 32;

/// How a copy is compressed.
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

    fn copy(self, file: &str, content: &[u8]) -> io::Result<Vec<u8>> {
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

/// How hard brotli tries. Every reader loads the viewer, and it seldom changes. For pages and their
/// data 10 is the best bargain, as measured on the sample paper: 9 takes longer and leaves them an
/// eighth larger, 11 takes twice as long and makes them 3 % smaller.
fn quality(file: &str) -> i32 {
    if file.starts_with(VIEWER) { 11 } else { 10 }
}

impl Site {
    /// Puts compressed copies beside the site's text files, where they are smaller.
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
        let unchanged = unchanged.par_iter().map(|file| (file, self.old_recipe == Some(RECIPE)));
        changed.chain(unchanged).try_for_each(|(file, has_copies)| {
            for coding in Coding::ALL {
                self.copy_of(file, coding, has_copies)?;
            }
            progress.step();
            Ok(())
        })?;
        self.compressed.store(true, std::sync::atomic::Ordering::Relaxed);
        Ok(())
    }

    /// Makes one copy; `has_copies` if the old site's is of the same content, made the same way.
    fn copy_of(&self, file: &str, coding: Coding, has_copies: bool) -> Result<(), SiteError> {
        let name = [file, coding.ending()].concat();
        let old = has_copies.then(|| fs::read(self.target.join(&name)).ok()).flatten();
        let copy = match old {
            Some(copy) => copy,
            None => {
                let place = self.fresh.join(file);
                let content = fs::read(&place).map_err(SiteError::io("read", &place))?;
                let copy = coding.copy(file, &content);
                let copy = copy.map_err(SiteError::io("compress", &place))?;
                if copy.len() + SAVING >= content.len() {
                    return Ok(());
                }
                copy
            }
        };
        // What stands there already is the publisher's own.
        self.write_if_free(&name, &copy).map(|_| ())
    }
}
