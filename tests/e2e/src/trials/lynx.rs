//! The paper in lynx, a text browser: no page lacks a word.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, User};
use std::process::Command;

/// Lynx is independent of the engine, so once is enough.
const ONCE: &[Engine] = &[Engine::Chromium];

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("lynx::reads_every_page", reads).plain().only_in(ONCE),
        Trial::new("lynx::in_a_folder", reads).plain().only_in(ONCE).in_a_folder(),
    ]
}

fn reads(user: &User) -> Result<()> {
    for file in &user.paper.pages {
        let text = dump(&user.address_of(file))?;
        let (above, links) = text.split_once("\nReferences\n").context("no links are listed")?;
        let above = without_numbers(above);
        let words = user.paper.words(file)?;
        let missing: Vec<&String> = words.iter().filter(|word| !above.contains(*word)).collect();
        ensure!(missing.is_empty(), "{file} lacks {missing:?}");
        ensure!(words.len() > 5, "{file} has {} words", words.len());
        for target in ["headlines", "craft"] {
            let target = user.address_of(&user.paper.file(target)?);
            ensure!(links.contains(&target), "{file} doesn't list {target}");
        }
        ensure!(links.contains("/article/"), "{file} lists no article");
    }
    Ok(())
}

/// Lynx' dump of an address, followed by the addresses of its links.
fn dump(address: &str) -> Result<String> {
    let mut lynx = Command::new("lynx");
    // Wide, so that few lines wrap, and without the user's configuration.
    lynx.args(["-cfg=/dev/null", "-dump", "-width=990", "-nolist=off", "-display_charset=UTF-8"]);
    lynx.args(["-assume_charset=UTF-8", address]).env("LC_ALL", "C.UTF-8");
    let output = lynx.output().context("lynx doesn't start; `cargo xtask setup --test` helps")?;
    ensure!(output.status.success(), "lynx: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// Removes lynx' link numbers: `[12]`.
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
