//! Turns the viewer that Trunk built into a site's files: script, WebAssembly, style sheet, icons, worker.
//!
//! Trunk starts the viewer by an inline script, which a site's policy forbids. So the call that starts it is
//! appended to the viewer's script.

mod names;

use crate::inline_style::InlineStyles;
use crate::site::{Sink, SiteError};
use article::site_files::{INDEX, MANIFEST, VIEWER, WORKER};
use import::hash;
use serde_json::json;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};
use viewer::protocol::TRUSTED_TYPES_POLICY;
use viewer::words;

/// The folder of the scripts that are joined to the service worker: `public/worker/`.
const WORKER_PARTS: &str = "worker/";

/// The script that starts the viewer and reports its failure: `src/browser/start.js`.
const START: &str = "start.js";

/// The viewer that was embedded when this press was built; empty if there was none.
static EMBEDDED: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/viewer_files.rs"));

/// A file of the viewer: its name from the site's root, and its content.
type File = (String, Cow<'static, [u8]>);

/// The viewer's files, named as they are in a site.
#[derive(Debug)]
pub struct ViewerFiles {
    /// The whole style sheet.
    pub style: String,
    /// The parts of it that are in pages.
    pub inline_styles: InlineStyles,
    /// The script that starts the viewer.
    pub script: String,
    /// The WebAssembly.
    pub wasm: String,
    /// The background colours, light and dark, for the browser's toolbar.
    pub paper_colours: Vec<String>,
    /// wasm-bindgen's script, then `start.js`.
    scripts: String,
    /// The name of the default export of wasm-bindgen's script.
    init: String,
    files: Vec<File>,
}

/// Why the viewer can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ViewerError {
    /// The folder can't be read.
    #[error("can't read the viewer from {}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The folder lacks a file that Trunk makes.
    #[error("the viewer has no {0}; build it with `cargo xtask viewer`")]
    Incomplete(&'static str),
}

impl ViewerFiles {
    /// The viewer in the folder `dist`, or else the embedded one, if there is one.
    ///
    /// # Errors
    /// When it can't be read, or something is missing.
    pub fn load(dist: Option<&Path>) -> Result<Option<ViewerFiles>, ViewerError> {
        let files = match dist {
            Some(dist) => {
                let mut files = Vec::new();
                read_folder(dist, "", &mut files)?;
                files.sort();
                files
            }
            None if EMBEDDED.is_empty() => return Ok(None),
            None => {
                let borrowed = |(name, bytes): &(&str, &'static [u8])| {
                    ((*name).to_owned(), Cow::Borrowed(*bytes))
                };
                EMBEDDED.iter().map(borrowed).collect()
            }
        };
        ViewerFiles::from_trunk(files).map(Some)
    }

    /// Converts the files that Trunk wrote.
    fn from_trunk(mut files: Vec<File>) -> Result<ViewerFiles, ViewerError> {
        let worker = files.extract_if(.., |(name, _)| name.starts_with(WORKER_PARTS));
        let worker: Vec<u8> = worker.flat_map(|(_, bytes)| bytes.into_owned()).collect();
        if worker.is_empty() {
            return Err(ViewerError::Incomplete("service worker"));
        }
        let mut take = |what, fits: &dyn Fn(&str) -> bool| {
            let found = files.iter().position(|(name, _)| fits(name));
            found.map(|at| files.swap_remove(at).1).ok_or(ViewerError::Incomplete(what))
        };
        let page = take("index.html", &|name| name == INDEX)?;
        let wasm = take("WebAssembly file", &|name| name.ends_with("_bg.wasm"))?;
        let start = take("start", &|name| name == START)?;
        let glue = take("script", &|name| !name.contains('/') && name.ends_with(".js"))?;
        let page = String::from_utf8_lossy(&page);
        let mut sheets = Vec::new();
        for sheet in linked_sheets(&page) {
            let text = take("style sheet", &|name| name == sheet)?;
            sheets.push((sheet, String::from_utf8_lossy(&text).into_owned()));
        }
        let sheets: Vec<(&str, &str)> =
            sheets.iter().map(|(name, text)| (*name, &**text)).collect();
        let style: String = sheets.iter().map(|(_, text)| format!("{text}\n")).collect();

        let wasm_name = format!("{VIEWER}viewer-{}_bg.wasm", short_hash(&wasm));
        // The hash includes the appended call, because the file is cached as immutable.
        let glue = String::from_utf8_lossy(&glue);
        let init = default_export(&glue).ok_or(ViewerError::Incomplete("default export"))?;
        let scripts = format!("{glue}\n{}", String::from_utf8_lossy(&start).trim_end());
        let style_name = format!("{VIEWER}style-{}.css", short_hash(style.as_bytes()));
        let beside = |name: &str| name.trim_start_matches(VIEWER).to_owned();
        let script = start_script(&scripts, init, &beside(&wasm_name), Some(&beside(&style_name)));
        let script = script.into_bytes();
        let viewer = ViewerFiles {
            style: style_name,
            inline_styles: InlineStyles::new(&sheets),
            script: format!("{VIEWER}viewer-{}.js", short_hash(&script)),
            wasm: wasm_name,
            paper_colours: paper_colours(&style),
            init: init.to_owned(),
            scripts,
            files: Vec::new(),
        };
        let worker = worker_script(&worker, &viewer);
        let mut made = vec![
            (WORKER.to_owned(), Cow::Owned(worker)),
            (viewer.style.clone(), Cow::Owned(style.into_bytes())),
            (viewer.script.clone(), Cow::Owned(script)),
            (viewer.wasm.clone(), wasm),
        ];
        // A manifest in `dist` is replaced by the paper's own.
        for (name, bytes) in files.into_iter().filter(|(name, _)| name != MANIFEST) {
            // The script imports snippets relative to itself; other files belong to the root.
            let beside = name.starts_with("snippets/");
            made.push((if beside { format!("{VIEWER}{name}") } else { name }, bytes));
        }
        Ok(ViewerFiles { files: made, ..viewer })
    }

    /// The script that starts the viewer in a document that has the whole style, with the WebAssembly at the
    /// address `wasm`.
    pub fn script_for(&self, wasm: &str) -> String {
        start_script(&self.scripts, &self.init, wasm, None)
    }

    /// Whether there is a file of this name, such as an icon.
    pub fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(file, _)| file == name)
    }

    /// The content of the file of this name; empty if there is none.
    pub fn content(&self, name: &str) -> &[u8] {
        self.files.iter().find(|(file, _)| file == name).map_or(&[], |(_, bytes)| bytes)
    }

    /// Writes the viewer into a site.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn write(&self, sink: &dyn Sink) -> Result<(), SiteError> {
        self.files.iter().try_for_each(|(name, bytes)| sink.write(name, bytes))
    }
}

/// The hash of a content, for its file name.
fn short_hash(content: &[u8]) -> String {
    hash::of_bytes(content)[..16].to_owned()
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), ViewerError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| ViewerError::Unreadable { path, error }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        // Trunk's folder for a build that is not finished.
        if name == ".stage" {
            continue;
        }
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name, Cow::Owned(fs::read(&path).map_err(unreadable(&path))?)));
        }
    }
    Ok(())
}

/// The style sheets that Trunk's page links, in order, which matters for the cascade. In a minified page,
/// attributes have no quotes.
fn linked_sheets(page: &str) -> Vec<&str> {
    let mut sheets = Vec::new();
    for (at, name) in page.match_indices("href=") {
        let value = page[at + name.len()..].trim_start_matches(['"', '\'']);
        let link = value.split(['"', '\'', '>', ' ']).next().unwrap_or_default();
        let sheet = link.trim_start_matches("./").trim_start_matches('/');
        if sheet.ends_with(".css") && !sheets.contains(&sheet) {
            sheets.push(sheet);
        }
    }
    sheets
}

/// The values of `--paper` in the style sheet: light, then dark.
fn paper_colours(style: &str) -> Vec<String> {
    let values = style.split("--paper:").skip(1);
    let values = values.filter_map(|rest| rest.split([';', '}']).next());
    values.map(|value| value.trim().to_owned()).take(2).collect()
}

/// The service worker, with the constants that it needs. A changed viewer changes a constant, so that
/// browsers install the worker anew.
fn worker_script(worker: &[u8], viewer: &ViewerFiles) -> Vec<u8> {
    let names = names::declaration([&viewer.style, &viewer.script, &viewer.wasm]);
    [names.as_bytes(), worker].concat()
}

/// The scripts, which only define how to start the viewer, with the call that starts it.
fn start_script(scripts: &str, init: &str, wasm: &str, style: Option<&str>) -> String {
    let names = json!({
        "wasm": wasm,
        "style": style,
        "folder": VIEWER,
        "worker": format!("../{WORKER}"),
        "policy": TRUSTED_TYPES_POLICY,
    });
    let words = json!([words::STOPPED_WORKING, words::RELOAD]);
    format!("{scripts}\nstartViewer({init},{names},{words});\n")
}

/// The name of the default export: `__wbg_init` in `export { initSync, __wbg_init as default };`.
fn default_export(script: &str) -> Option<&str> {
    if let Some((before, _)) = script.split_once(" as default") {
        return before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next();
    }
    let rest = script.split_once("export default ")?.1;
    let rest = rest.trim_start_matches("async ").trim_start_matches("function ");
    rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next()
}

#[cfg(test)]
mod tests {
    use super::{ViewerFiles, default_export, linked_sheets};
    use expect_test::expect;
    use std::borrow::Cow;

    #[test]
    fn the_default_export_is_found() {
        let now = "async function __wbg_init() {}\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(default_export(now), Some("__wbg_init"));
        assert_eq!(default_export("export{a as initSync,b as default};"), Some("b"));
        assert_eq!(default_export("export default __wbg_init;"), Some("__wbg_init"));
        assert_eq!(default_export("let nothing;"), None);
    }

    #[test]
    fn sheets_keep_the_order_of_the_page() {
        let page = r#"<link rel="stylesheet" href="./tokens-1.css" integrity="x"/>
            <link rel="stylesheet" href="/base-2.css"><link rel="icon" href="icon.svg">
            <link href=/print.css rel=stylesheet><link rel=stylesheet href=last.css>"#;
        let sheets = ["tokens-1.css", "base-2.css", "print.css", "last.css"];
        assert_eq!(linked_sheets(page), sheets);
    }

    #[test]
    fn trunks_files_are_converted() {
        let file = |name: &str, text: &'static str| (name.to_owned(), Cow::from(text.as_bytes()));
        let viewer = ViewerFiles::from_trunk(vec![
            file("index.html", r#"<link href="b-1.css"><link href="a-2.css">"#),
            file("a-2.css", "a{}"),
            file("b-1.css", "b{}"),
            file("icon.svg", "<svg/>"),
            file("manifest.webmanifest", "{}"),
            file("viewer-1.js", "export { __wbg_init as default };"),
            file("viewer-1_bg.wasm", "wasm"),
            file("start.js", "export function startViewer() {}"),
            file("worker/a.js", "keep();\n"),
            file("worker/b.js", "check();"),
        ]);
        let mut text = String::new();
        for (name, bytes) in viewer.unwrap().files {
            text += &format!("{name}: {}\n", String::from_utf8_lossy(&bytes).trim_end());
        }
        expect![[r#"
            worker.js: const SHELL=["viewer/style-e90f7fcde7d1f8b6.css","viewer/viewer-959e46d82f62f462.js","viewer/viewer-336154bf67f765f8_bg.wasm"],FORMAT_VERSION=1,DATA="data/",ARTICLE_DATA="data/article/",MEDIA="media/",VIEWER="viewer/",INDEX="index.html",OFFLINE="offline.html",DAMAGED="damaged.html",PUBLICATION="data/publication.json",FILE_LIST="data/files.json",KEPT="data/kept.json",PROGRESS="data/progress.json",WORKER="worker.js",PAGE_ATTRIBUTE="data-page",REQUEST_VISITED="visited",REQUEST_STATUS="tell",REQUEST_DOWNLOAD="keep",REQUEST_STOP="stop",REQUEST_DELETE="forget",STATE_NOT_STARTED="none",STATE_RUNNING="keeping",STATE_STOPPED="stopped",STATE_NO_SPACE="full",STATE_COMPLETE="kept";
            keep();
            check();
            viewer/style-e90f7fcde7d1f8b6.css: b{}
            a{}
            viewer/viewer-959e46d82f62f462.js: export { __wbg_init as default };
            export function startViewer() {}
            startViewer(__wbg_init,{"folder":"viewer/","policy":"dateline","style":"style-e90f7fcde7d1f8b6.css","wasm":"viewer-336154bf67f765f8_bg.wasm","worker":"../worker.js"},["The viewer has stopped working. You can go on reading. ","Reload"]);
            viewer/viewer-336154bf67f765f8_bg.wasm: wasm
            icon.svg: <svg/>
        "#]].assert_eq(&text);
    }
}
