//! Takes screenshots of every kind of page: `E2E_SITE=site shots FOLDER`. `cargo xtask shots` runs it. `FOLDER/sheets` has
//! contact sheets of each page for the documentation.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use e2e::paper::{PAGES, Paper};
use e2e::words;
use e2e::{Browser, Engine, Fault, LaunchOptions, User};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::Path;

/// A phone, a tablet, a desktop.
const WIDTHS: &[u32] = &[360, 768, 1280];
const HEIGHT: u32 = 900;
const SCHEMES: &[&str] = &["light", "dark"];

fn main() -> Result<()> {
    let site = env::var_os("E2E_SITE").context("E2E_SITE must name the folder of a built site")?;
    let folder = env::args_os().nth(1).context("where do the pictures go?")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let paper = Paper::open(Path::new(&site))?;
    let browser = Browser::start(Engine::Chromium, &LaunchOptions::default())?;
    for width in WIDTHS {
        for scheme in SCHEMES {
            let user = User::new(&browser, &paper, "/")?;
            dress(&user, *width, scheme)?;
            for (name, page) in PAGES {
                user.open(page)?;
                let name = name.replace('_', "-");
                keep(&user, &folder.join(format!("{name}-{width}-{scheme}.png")))?;
            }
            user.type_address("nowhere.html")?;
            user.wait_for_heading(words::NOT_FOUND)?;
            keep(&user, &folder.join(format!("not-found-{width}-{scheme}.png")))?;
            user.open("headlines")?;
            user.host.fail("*.json", Fault::Offline);
            user.click("C")?;
            user.wait_for_heading(words::UNREACHABLE)?;
            keep(&user, &folder.join(format!("offline-{width}-{scheme}.png")))?;
        }
    }
    let names = PAGES.iter().map(|(name, _)| name.replace('_', "-"));
    let names = names.chain(["not-found".to_owned(), "offline".to_owned()]);
    let user = User::new(&browser, &paper, "/")?;
    names.into_iter().try_for_each(|name| sheet(&user, folder, &name))
}

/// Composes the tops of a page's screenshots on one sheet: light above, dark below.
fn sheet(user: &User, folder: &Path, name: &str) -> Result<()> {
    let mut html = "<!doctype html><style>
        body { margin: 0; padding: 12px; width: max-content; background: #8a8a8a }
        div { display: flex; gap: 12px } div + div { margin-top: 12px }
        img { display: block; height: 440px; object-fit: cover; object-position: top }
        </style>"
        .to_owned();
    for scheme in SCHEMES {
        html += "<div>";
        for width in WIDTHS {
            let shown = width * 2 / 5;
            html += &format!("<img src='{name}-{width}-{scheme}.png' style='width: {shown}px'>");
        }
        html += "</div>";
    }
    let folder = fs::canonicalize(folder)?;
    fs::create_dir_all(folder.join("sheets"))?;
    let page = folder.join("sheet.html");
    fs::write(&page, html)?;
    let size = json!({"width": 1400, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false});
    user.session.devtools("Emulation.setDeviceMetricsOverride", &size)?;
    user.session.open(&format!("file://{}", page.display()))?;
    user.wait_until("the pictures are there", LOADED)?;
    let (width, height) = ("document.body.offsetWidth", "document.body.offsetHeight");
    let picture = capture(user, json!({"format": "webp", "quality": 72}), width, height)?;
    fs::write(folder.join("sheets").join(format!("{name}.webp")), picture)?;
    fs::remove_file(page)?;
    Ok(())
}

/// Sets the window's width and the colour scheme.
fn dress(user: &User, width: u32, scheme: &str) -> Result<()> {
    let size = json!({"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false});
    user.session.devtools("Emulation.setDeviceMetricsOverride", &size)?;
    let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
    user.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
    // Desktop scroll bars take up space.
    user.session.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    Ok(())
}

const LOADED: &str = "[...document.images].every(it => it.complete)";

/// Captures the whole page, with all pictures loaded.
fn keep(user: &User, file: &Path) -> Result<()> {
    user.session.run("for (const it of document.images) it.loading = 'eager'", &[])?;
    user.wait_until("the pictures are there", LOADED)?;
    user.wait_for_frames()?;
    let height = "Math.min(document.documentElement.scrollHeight, 12000)";
    let width = "document.documentElement.clientWidth";
    fs::write(file, capture(user, json!({"format": "png"}), width, height)?)?;
    Ok(())
}

/// Captures the page from its top left corner; the expressions give the size.
fn capture(user: &User, mut how: Value, width: &str, height: &str) -> Result<Vec<u8>> {
    how["captureBeyondViewport"] = json!(true);
    how["clip"] = json!({"x": 0, "y": 0, "scale": 1,
        "width": user.value(width)?, "height": user.value(height)?});
    let picture = user.session.devtools("Page.captureScreenshot", &how)?;
    let picture = picture["data"].as_str().context("the browser sent no picture")?;
    Ok(BASE64_STANDARD.decode(picture)?)
}
