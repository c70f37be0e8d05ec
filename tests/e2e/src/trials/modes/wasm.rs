//! Without WebAssembly: prerendered pages with ordinary links, none of which is dead.

use super::{Trial, pages, read_in};
use anyhow::{Context as _, Result, ensure};
use e2e::host::decode;
use e2e::walk::walk;
use e2e::{Engine, LaunchOptions, Run, User};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// The minimum number of words in `<main>` of a page of the sample paper: a topic with one short headline.
const WORDS: u64 = 15;

/// The same-origin links of the current page.
const LINKS: &str = "[...document.querySelectorAll('a[href]')].map(link => link.href)
    .filter(address => address.startsWith(location.origin + '/'))";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::scaled("modes::without_webassembly", without).plain()]
}

fn without(user: &User, run: &Run) -> Result<()> {
    let options = LaunchOptions {
        // `--noexpose_wasm` has no effect in Chromium 156; without JIT compilers there is no WebAssembly.
        chromium: &["--js-flags=--jitless"],
        firefox: json!({ "javascript.options.wasm": false }),
        ..LaunchOptions::default()
    };
    read_in(user, &options, |user| {
        // WebKit has no such switch.
        if user.engine() == Engine::WebKit {
            user.host.inject_script("delete globalThis.WebAssembly");
        }
        // Previous, Next, All Headlines, a section, and the browser's own buttons.
        walk(user, "open front, headlines, B, C, B, back, back, forward, headlines, craft, back")?;
        let mut links = BTreeSet::new();
        let pages = pages(user, run)?;
        for page in &pages {
            user.open(page)?;
            let seen = user.value(
                "[typeof WebAssembly, document.documentElement.dataset.viewer !== 'ready',
                document.querySelectorAll('.failed, [role=alert], [aria-busy=true]').length,
                document.querySelector('main').innerText.split(/\\s+/).length]",
            )?;
            ensure!(seen[0] == "undefined" && seen[1] == true, "{page} has WebAssembly: {seen}");
            ensure!(seen[2] == 0, "{page} shows a message");
            ensure!(seen[3].as_u64() >= Some(WORDS), "{page} shows {} words", seen[3]);
            let found = user.value(LINKS)?;
            links.extend(
                found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned),
            );
        }
        ensure!(links.len() > pages.len(), "only {} links", links.len());
        links.iter().try_for_each(|link| leads_somewhere(user, link))
    })
}

/// Checks that a link's file exists, and the element of its fragment.
fn leads_somewhere(user: &User, link: &str) -> Result<()> {
    let root = user.address_of("");
    let inside =
        link.strip_prefix(&root).with_context(|| format!("{link} leads out of the paper"))?;
    let (file, place) = inside.split_once('#').unwrap_or((inside, ""));
    let file = if file.is_empty() { "index.html".to_owned() } else { decode(file) };
    let text =
        fs::read(user.paper.site.join(&file)).with_context(|| format!("{link} leads nowhere"))?;
    // `#top` needs no element.
    if place.is_empty() || place == "top" {
        return Ok(());
    }
    let named = format!("id=\"{}\"", decode(place));
    let there = String::from_utf8_lossy(&text).contains(&named);
    ensure!(there, "{link}: there is no such place");
    Ok(())
}
