//! The paper as an installable web app: the browser reports no installability errors.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::{Engine, User};
use serde_json::json;

/// The only engine whose driver reports this.
const TELLS: &[Engine] = &[Engine::Chromium];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name| Trial::new(name, installable).only_in(TELLS).with_worker();
    vec![trial("install::nothing_forbids_it"), trial("install::in_a_folder").in_a_folder()]
}

fn installable(user: &User) -> Result<()> {
    for page in ["front", "A"] {
        user.open(page)?;
        let manifest = user.session.devtools("Page.getAppManifest", &json!({}))?;
        let address = user.address_of("manifest.webmanifest");
        ensure!(manifest["url"] == address, "{page}: the manifest is {}", manifest["url"]);
        ensure!(manifest["errors"] == json!([]), "{page}: {}", manifest["errors"]);
        let found = user.session.devtools("Page.getInstallabilityErrors", &json!({}))?;
        let errors = &found["installabilityErrors"];
        ensure!(*errors == json!([]), "{page} at {}: {errors:#}", user.root);
    }
    Ok(())
}
