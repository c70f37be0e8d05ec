//! Reader views: Firefox' Readability finds everything of an article, in the printed page and in the viewer's.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, Run, User};
use serde_json::{Value, json};
use std::env;
use std::fs;

/// An essential run looks at one in this many articles.
const ONE_IN: usize = 6;

/// What the reader view lacks of a page.
const LOOK: &str = concat!(include_str!("reader_view/look.js"), include_str!("pages.js"));

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::scaled("reader_view::has_the_whole_article", whole)
            .essential_in(&[Engine::Chromium]),
    ]
}

fn whole(user: &User, run: &Run) -> Result<()> {
    let file = env::var_os("E2E_READABILITY").context("E2E_READABILITY names no Readability.js")?;
    let script = fs::read_to_string(file)? + "\n" + LOOK;
    // Only the policy keeps Readability from working inside a page.
    user.host.strip_policies();
    let mut failed = Vec::new();
    for page in run.sample(user.paper.articles.clone(), ONE_IN) {
        user.open("headlines")?;
        for rendering in ["printed", "living"] {
            let address = user.address_of(&page);
            let found = user.session.run_async(&script, &[json!(address), json!(rendering)])?;
            if found != Value::Array(Vec::new()) {
                failed.push(format!("{page}, {rendering}: {found}"));
            }
        }
    }
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}
