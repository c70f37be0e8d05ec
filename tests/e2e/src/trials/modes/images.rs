//! Without pictures: alternative texts are shown, and everything else.

use super::{Trial, pages, read_in};
use anyhow::{Result, ensure};
use e2e::{LaunchOptions, Run, User};
use serde_json::json;

/// Finds pictures that were loaded, have no alternative text, or no size.
const FAULTS: &str = "
    return [...document.querySelectorAll('main img')].map(image => {
        image.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { width, height } = image.getBoundingClientRect();
        if (image.naturalWidth) return `${image.src} was loaded`;
        if (!image.hasAttribute('alt')) return `${image.src} has no words`;
        if (image.alt && !(width > 10 && height > 10)) return `no room for “${image.alt}”`;
        return null;
    }).filter(it => it !== null);";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::scaled("modes::without_pictures", without)]
}

fn without(user: &User, run: &Run) -> Result<()> {
    let options = LaunchOptions {
        chromium: &["--blink-settings=imagesEnabled=false"],
        firefox: json!({ "permissions.default.image": 2 }),
        webkit: &["--auto-load-images=false"],
        ..LaunchOptions::default()
    };
    read_in(user, &options, |user| {
        let mut pictures = 0;
        for page in &pages(user, run)? {
            user.open(page)?;
            pictures += user
                .value("document.querySelectorAll('main img[alt]').length")?
                .as_u64()
                .unwrap_or_default();
            let faults = user.session.run(FAULTS, &[])?;
            ensure!(faults == json!([]), "{page}: {faults:#}");
            let words = user.value("document.querySelector('main').innerText.length")?;
            ensure!(words.as_u64() > Some(80), "{page} shows {words} letters");
        }
        ensure!(pictures > 3, "only {pictures} pictures were looked at");
        user.open("front")?;
        user.follow("A")?;
        user.follow("B")?;
        user.follow("headlines")
    })
}
