//! Puts the built viewer (`dist/`) into the binary, if there is one.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("..");
    let dist = root.join("dist");
    // Cargo can't watch what is not there: it would run this, and build the press, every time.
    let _ = fs::create_dir(&dist);
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=build.rs");

    let mut files = Vec::new();
    collect(&dist, &dist, &mut files)?;
    // `trunk serve` leaves a whole paper there, with the viewer in a folder of its own.
    if !files.iter().any(|(name, _)| !name.contains('/') && name.ends_with("_bg.wasm")) {
        files.clear();
    }
    files.sort();
    let mut code = String::from("[");
    for (name, path) in files {
        code.push_str(&format!("({name:?}, include_bytes!({path:?}).as_slice()),"));
    }
    code.push(']');
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("viewer_files.rs"), code)?;
    Ok(())
}

fn collect(
    dist: &Path,
    folder: &Path,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(dist, &path, files)?;
        } else {
            let name = path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
            files.push((name, path.canonicalize()?));
        }
    }
    Ok(())
}
