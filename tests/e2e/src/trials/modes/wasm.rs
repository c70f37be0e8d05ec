//! Without WebAssembly: plain pages with ordinary links.

use super::{PAGES, Trial, read_in};
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Engine, Mode, Reader};
use serde_json::json;

/// The least number of words of a page of the sample paper, its masthead and foot left out.
const WORDS: u64 = 40;

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::new("modes::without_webassembly", without).plain()]
}

fn without(reader: &Reader) -> Result<()> {
    let mode = Mode {
        // `--noexpose_wasm` leaves it there, in Chromium 156; without its compilers there is none.
        chromium: &["--js-flags=--jitless"],
        firefox: json!({ "javascript.options.wasm": false }),
        ..Mode::default()
    };
    read_in(reader, &mode, |reader| {
        // It has no such switch.
        if reader.engine() == Engine::WebKit {
            reader.host.preface("delete globalThis.WebAssembly");
        }
        for page in PAGES {
            reader.open(page)?;
            let seen = reader.value(
                "[typeof WebAssembly, document.documentElement.dataset.viewer !== 'ready',
                document.querySelectorAll('.failed, [role=alert], [aria-busy=true]').length,
                document.querySelector('main').innerText.split(/\\s+/).length]",
            )?;
            ensure!(seen[0] == "undefined" && seen[1] == true, "{page} has WebAssembly: {seen}");
            ensure!(seen[2] == 0, "{page} says that something is wrong");
            ensure!(seen[3].as_u64() >= Some(WORDS), "{page} shows {} words", seen[3]);
        }
        // Previous, Next, All Headlines, a section, and the browser's own buttons.
        walk(reader, "open front, headlines, B, C, B, back, back, forward, headlines, craft, back")
    })
}
