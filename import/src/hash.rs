//! Content hashes: SHA-256, in hexadecimal.
//!
//! They are part of the names of files that browsers cache forever, and of the site's list of
//! files. The service worker verifies cached files with `crypto.subtle`, which can't hash
//! incrementally, so content longer than `CHUNK` is hashed in chunks: its hash is the hash of the
//! chunks' hashes.

use crate::files::{self, ReadError};
use sha2::{Digest, Sha256};
use std::io::{self, BufReader, Read as _};
use std::path::Path;

/// The size of a chunk in bytes, small enough for a phone's memory. `public/worker/` has the same
/// constant.
const CHUNK: usize = 8 << 20;

/// The size of the read buffer in bytes.
const READ_BUFFER: usize = 64 << 10;

/// The hash of a chunk.
type ChunkHash = [u8; 32];

/// The hash of `bytes`: 64 digits.
pub fn of_bytes(bytes: &[u8]) -> String {
    let chunks = bytes.chunks(CHUNK).map(|chunk| Sha256::digest(chunk).into()).collect();
    of_chunks(chunks)
}

/// The hash of the file at `path`: 64 digits.
///
/// # Errors
/// If the file can't be read.
pub fn of_file(path: &Path) -> Result<String, ReadError> {
    let mut file = BufReader::with_capacity(READ_BUFFER, files::open(path)?);
    let mut chunks = Vec::new();
    loop {
        let mut hasher = Sha256::new();
        let read = io::copy(&mut file.by_ref().take(CHUNK as u64), &mut hasher)?;
        if read > 0 {
            chunks.push(hasher.finalize().into());
        }
        if read < CHUNK as u64 {
            return Ok(of_chunks(chunks));
        }
    }
}

/// Combines the hashes of the chunks.
fn of_chunks(chunks: Vec<ChunkHash>) -> String {
    let hash = match chunks[..] {
        [only] => only,
        _ => Sha256::digest(chunks.concat()).into(),
    };
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, of_bytes, of_file};
    use sha2::{Digest, Sha256};

    fn check(content: &[u8], expected: &str) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, content).unwrap();
        assert_eq!(of_bytes(content), expected);
        assert_eq!(of_file(file.path()).unwrap(), expected);
    }

    /// The examples of FIPS 180-2, and the empty message.
    #[test]
    fn hashes_are_sha_256() {
        check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn long_content_is_hashed_in_chunks() {
        let hex = |bytes: &[u8]| format!("{:x}", Sha256::digest(bytes));
        let long = vec![7; 2 * CHUNK];
        check(&long[..CHUNK], &hex(&long[..CHUNK]));
        let chunk = Sha256::digest(&long[..CHUNK]);
        check(&long, &hex(&[chunk, chunk].concat()));
        let rest = Sha256::digest([7]);
        check(&long[..=CHUNK], &hex(&[chunk, rest].concat()));
    }
}
