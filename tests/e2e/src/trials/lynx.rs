//! The paper in lynx, a browser of text alone: every kind of page is read from top to bottom.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::one_space;
use e2e::{Engine, Reader};
use std::process::Command;

/// It is the same in every engine: lynx is another.
const ONCE: &[Engine] = &[Engine::Chromium];

/// Pages, and words of each of their bodies or lists.
const PAGES: &[(&str, &str)] = &[
    ("front", "It is a list of the things that matter most this morning"),
    ("headlines", "What a place-name promises"),
    ("craft", "What the front page knows"),
    ("author/edith-marlow.html", "What the front page knows"),
    ("topic/telegraph.html", "Eight words a minute"),
    ("article/what-a-place-name-promises.html", "somebody went there"),
    ("article/huruf-al-matbaa.html", "في المطبعة الأوروبية يقف كل حرف على قدميه"),
    ("article/geumsok-hwalja.html", "직지에서 갑인자"),
];

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("lynx::reads_every_kind_of_page", reads).plain().only_in(ONCE),
        Trial::new("lynx::in_a_folder", reads).plain().only_in(ONCE).in_a_folder(),
    ]
}

fn reads(reader: &Reader) -> Result<()> {
    for &(page, words) in PAGES {
        let file = reader.paper.file(page)?;
        let text = dump(&reader.address_of(&file))?;
        let (above, links) = text.split_once("\nReferences\n").context("no links are listed")?;
        let above = one_space(&without_numbers(above));
        let heading = reader.paper.printed(&file)?.heading;
        let [title, body] = [&heading, words].map(|it| above.find(&one_space(it)));
        let title = title.with_context(|| format!("{page} lacks “{heading}”"))?;
        let body = body.with_context(|| format!("{page} lacks “{words}”"))?;
        ensure!(title <= body || page == "front", "{page}: the words come before the headline");
        for target in ["headlines", "craft"] {
            let target = reader.address_of(&reader.paper.file(target)?);
            ensure!(links.contains(&target), "{page} doesn't list {target}");
        }
        ensure!(links.contains("/article/"), "{page} lists no article");
    }
    Ok(())
}

/// What lynx shows of an address, and then the addresses of its links.
fn dump(address: &str) -> Result<String> {
    let mut lynx = Command::new("lynx");
    // Wide, so that few lines are broken, and without anybody's settings.
    lynx.args(["-cfg=/dev/null", "-dump", "-width=990", "-nolist=off", "-display_charset=UTF-8"]);
    lynx.args(["-assume_charset=UTF-8", address]).env("LC_ALL", "C.UTF-8");
    let output = lynx.output().context("lynx doesn't start; `cargo xtask setup --test` helps")?;
    ensure!(output.status.success(), "lynx: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// `text` without the numbers that lynx puts before links: `[12]`.
fn without_numbers(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('[') {
        kept += before;
        let number = after.split_once(']').filter(|(it, _)| it.parse::<u32>().is_ok());
        rest = match number {
            Some((_, after)) => after,
            None => {
                kept.push('[');
                after
            }
        };
    }
    kept + rest
}
