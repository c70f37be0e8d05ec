//! Simulates new editions of the paper: changed files have new names.

use anyhow::{Context as _, Result};
use e2e::User;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A temporary folder, deleted when dropped.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn new(name: &str) -> Result<Folder> {
        let path = std::env::temp_dir().join(format!("dateline-{}-{name}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Publishes an edition with another headline for B, and a viewer with new file names.
pub(super) fn publish_edition(user: &User, folder: &Path, number: u32) -> Result<()> {
    let b = user.paper.file("B")?;
    let headline = user.paper.printed(&b)?.heading;
    let data = user.paper.data("B")?;
    let site = &user.paper.site;
    let publication = fs::read_to_string(site.join("data/publication.json"))?;
    let edition = publication.split_once("\"edition\":\"").context("there is no edition")?.1;
    let edition = edition.split('"').next().unwrap_or_default();
    let viewer = Viewer::changed(site, number)?;
    let change = |name: &str, text: String| {
        let text = viewer.renamed(text);
        match name {
            _ if name == b || name == data => {
                text.replace(&headline, &format!("{headline} {number}"))
            }
            "data/publication.json" => text.replace(edition, &format!("edition-{number}")),
            _ => text,
        }
    };
    copy(site, folder, "", &change)?;
    viewer.write(&folder.join("viewer"))?;
    user.host.publish(folder.to_owned());
    Ok(())
}

/// The viewer's script and WebAssembly, changed without changing their behaviour.
struct Viewer {
    old: [String; 2],
    new: [(String, Vec<u8>); 2],
}

impl Viewer {
    fn changed(site: &Path, number: u32) -> Result<Viewer> {
        let folder = site.join("viewer");
        let mut old = [String::new(), String::new()];
        for entry in fs::read_dir(&folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            match name.rsplit_once('.') {
                Some((_, "js")) => old[0] = name,
                Some((_, "wasm")) => old[1] = name,
                _ => {}
            }
        }
        // A custom section (WebAssembly Core, "Custom Section") with an empty name.
        let mut wasm = fs::read(folder.join(&old[1]))?;
        wasm.extend([0, 5, 0]);
        wasm.extend(number.to_le_bytes());
        let wasm_name = format!("viewer-{}_bg.wasm", hash(&wasm));
        let mut script = fs::read_to_string(folder.join(&old[0]))?;
        script = format!("{}// {number}\n", script.replace(&old[1], &wasm_name));
        let script_name = format!("viewer-{}.js", hash(script.as_bytes()));
        Ok(Viewer { old, new: [(script_name, script.into_bytes()), (wasm_name, wasm)] })
    }

    /// Replaces the old file names in a text.
    fn renamed(&self, mut text: String) -> String {
        for (old, (new, _)) in self.old.iter().zip(&self.new) {
            text = text.replace(old, new);
        }
        text
    }

    /// Replaces the old files in `folder`.
    fn write(&self, folder: &Path) -> Result<()> {
        for (old, (new, bytes)) in self.old.iter().zip(&self.new) {
            fs::remove_file(folder.join(old))?;
            fs::write(folder.join(new), bytes)?;
        }
        Ok(())
    }
}

/// The hash in the names of the viewer's files.
fn hash(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))[..16].to_owned()
}

/// Copies the files below `prefix`, transforming texts.
fn copy(
    from: &Path,
    to: &Path,
    prefix: &str,
    change: &dyn Fn(&str, String) -> String,
) -> Result<()> {
    for entry in fs::read_dir(from.join(prefix))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(to.join(&name))?;
            copy(from, to, &format!("{name}/"), change)?;
            continue;
        }
        let bytes = match String::from_utf8(fs::read(entry.path())?) {
            // SVG pictures are text too, but their names contain their hashes.
            Ok(text) if !name.starts_with("media/") => change(&name, text).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        fs::write(to.join(name), bytes)?;
    }
    Ok(())
}
