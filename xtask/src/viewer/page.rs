//! Parses Trunk's configuration in `index.html`.

use crate::html::{Link, links};
use anyhow::{Context as _, Result, bail};
use std::path::Path;

/// The `data-trunk` links of `index.html`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Style sheets in order, by their paths in the clone.
    pub sheets: Vec<String>,
    /// Files to copy.
    pub files: Vec<String>,
    /// Folders whose files are copied.
    pub folders: Vec<String>,
    /// The program to compile.
    pub program: Program,
}

/// How the program is compiled.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Program {
    pub bin: String,
    pub features: String,
    /// Cargo's release profile.
    pub profile: String,
    /// wasm-opt's level: `z`.
    pub level: String,
    /// wasm-opt's other arguments.
    pub arguments: Vec<String>,
}

impl Page {
    /// Parses the page.
    ///
    /// # Errors
    /// When it uses a feature of Trunk that isn't implemented here.
    pub(super) fn parse(html: &str) -> Result<Page> {
        let (mut sheets, mut files, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        let mut program = None;
        for link in links(html).filter(|link| link.has("data-trunk")) {
            let href = || value(&link, "href");
            match value(&link, "rel")?.as_str() {
                "css" => sheets.push(href()?),
                "copy-file" => files.push(href()?),
                // Without the target path `.`, Trunk would create a folder of the same name.
                "copy-dir" if link.attribute("data-target-path") == Some(".") => {
                    folders.push(href()?);
                }
                "rust" => program = Some(Program::of(&link)?),
                other => bail!("index.html: xtask doesn't know what `{other}` is to become"),
            }
        }
        let program = program.context("index.html names no program")?;
        Ok(Page { sheets, files, folders, program })
    }

    /// The page in `dist/`, from which the press reads the order of the style sheets.
    pub(super) fn finished(&self) -> String {
        let sheets = self
            .sheets
            .iter()
            .map(|sheet| format!("<link rel=\"stylesheet\" href=\"{}\">\n", file_name(sheet)));
        format!("<!doctype html>\n<title>Dateline’s viewer</title>\n{}", sheets.collect::<String>())
    }
}

impl Program {
    fn of(link: &Link) -> Result<Program> {
        Ok(Program {
            bin: value(link, "data-bin")?,
            features: value(link, "data-cargo-features")?,
            profile: value(link, "data-cargo-profile-release")?,
            level: value(link, "data-wasm-opt")?,
            arguments: value(link, "data-wasm-opt-params")?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        })
    }
}

fn value(link: &Link, name: &str) -> Result<String> {
    let value = link.attribute(name);
    value.map(str::to_owned).with_context(|| format!("index.html: a link has no {name}"))
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Page, Program};

    #[test]
    fn reads_what_trunk_reads() {
        let html = r#"<link rel="icon" href="not-marked.svg">
            <link data-trunk rel="css" href="style/b.css">
            <link data-trunk rel="css" href="style/a.css">
            <link data-trunk rel="rust" data-bin="viewer" data-cargo-features="csr"
                  data-cargo-profile-release="small" data-wasm-opt="z"
                  data-wasm-opt-params="--flatten -Oz">
            <link data-trunk rel="copy-file" href="src/start.js">
            <link data-trunk rel="copy-dir" href="public" data-target-path=".">"#;
        let page = Page::parse(html).unwrap();
        let expected = Page {
            sheets: vec!["style/b.css".into(), "style/a.css".into()],
            files: vec!["src/start.js".into()],
            folders: vec!["public".into()],
            program: Program {
                bin: "viewer".into(),
                features: "csr".into(),
                profile: "small".into(),
                level: "z".into(),
                arguments: vec!["--flatten".into(), "-Oz".into()],
            },
        };
        assert_eq!(page, expected);
        assert_eq!(
            page.finished().lines().skip(2).collect::<Vec<_>>(),
            [r#"<link rel="stylesheet" href="b.css">"#, r#"<link rel="stylesheet" href="a.css">"#]
        );
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(Page::parse(r#"<link data-trunk rel="sass" href="a.scss">"#).is_err());
        assert!(Page::parse("<link rel=\"icon\">").is_err());
    }
}
