//! Without pictures: what they show is said, and everything else is there.

use super::{Trial, pages, read_in};
use anyhow::{Result, ensure};
use e2e::{Mode, Reader, Run};
use serde_json::json;

/// Pictures that were loaded, have no words, or no place.
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

fn without(reader: &Reader, run: &Run) -> Result<()> {
    let mode = Mode {
        chromium: &["--blink-settings=imagesEnabled=false"],
        firefox: json!({ "permissions.default.image": 2 }),
        webkit: &["--auto-load-images=false"],
        ..Mode::default()
    };
    read_in(reader, &mode, |reader| {
        let mut pictures = 0;
        for page in &pages(reader, run)? {
            reader.open(page)?;
            pictures += reader
                .value("document.querySelectorAll('main img[alt]').length")?
                .as_u64()
                .unwrap_or_default();
            let faults = reader.session.run(FAULTS, &[])?;
            ensure!(faults == json!([]), "{page}: {faults:#}");
            let words = reader.value("document.querySelector('main').innerText.length")?;
            ensure!(words.as_u64() > Some(80), "{page} shows {words} letters");
        }
        ensure!(pictures > 3, "only {pictures} pictures were looked at");
        reader.open("front")?;
        reader.follow("A")?;
        reader.follow("B")?;
        reader.follow("headlines")
    })
}
