//! Takes pictures of every kind of page: `E2E_SITE=site shots FOLDER`. `cargo xtask shots` calls it.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::paper::{PAGES, Paper};
use e2e::{Browser, Engine, Fault, Reader};
use serde_json::json;
use std::env;
use std::fs;
use std::path::Path;

/// A phone, a tablet, a desk.
const WIDTHS: &[u32] = &[360, 768, 1280];
const HEIGHT: u32 = 900;
const SCHEMES: &[&str] = &["light", "dark"];

fn main() -> Result<()> {
    let site = env::var_os("E2E_SITE").context("E2E_SITE names no pressed paper")?;
    let folder = env::args_os().nth(1).context("where do the pictures go?")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let paper = Paper::open(Path::new(&site))?;
    let browser = Browser::start(Engine::Chromium)?;
    for width in WIDTHS {
        for scheme in SCHEMES {
            let reader = Reader::new(&browser, &paper, "/")?;
            dress(&reader, *width, scheme)?;
            for (name, page) in PAGES {
                reader.open(page)?;
                let name = name.replace('_', "-");
                keep(&reader, &folder.join(format!("{name}-{width}-{scheme}.png")))?;
            }
            reader.type_address("nowhere.html")?;
            reader.wait_for_heading("Not found")?;
            keep(&reader, &folder.join(format!("not-found-{width}-{scheme}.png")))?;
            reader.open("headlines")?;
            reader.host.fail("*.json", Fault::Offline);
            reader.click("C")?;
            reader.wait_for_heading("No connection")?;
            keep(&reader, &folder.join(format!("offline-{width}-{scheme}.png")))?;
        }
    }
    Ok(())
}

/// Gives the window its width and the reader a taste.
fn dress(reader: &Reader, width: u32, scheme: &str) -> Result<()> {
    let size = json!({"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false});
    reader.session.devtools("Emulation.setDeviceMetricsOverride", &size)?;
    let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
    reader.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
    // Those of a window on a desk take room that pages have elsewhere.
    reader.session.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    Ok(())
}

/// Takes the whole page, pictures loaded.
fn keep(reader: &Reader, file: &Path) -> Result<()> {
    reader.session.run("for (const it of document.images) it.loading = 'eager'", &[])?;
    let loaded = "[...document.images].every(it => it.complete)";
    reader.wait_until("the pictures are there", loaded)?;
    reader.let_paint()?;
    let params = json!({"format": "png", "captureBeyondViewport": true, "clip": {
        "x": 0, "y": 0, "scale": 1,
        "width": reader.value("document.documentElement.clientWidth")?,
        "height": reader.value("Math.min(document.documentElement.scrollHeight, 12000)")?,
    }});
    let picture = reader.session.devtools("Page.captureScreenshot", &params)?;
    let picture = picture["data"].as_str().context("the browser sent no picture")?;
    fs::write(file, BASE64_STANDARD.decode(picture)?)?;
    Ok(())
}
