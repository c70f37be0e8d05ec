//! The viewer doesn't start, and every kind of prerendered page stays.

use super::{Trial, each_page, elsewhere};
use anyhow::{Result, ensure};
use e2e::{Fault, Run, User};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        viewer("script_missing", ".js", Fault::Status(404)),
        viewer("wasm_missing", ".wasm", Fault::Status(404)),
        viewer("wasm_cut_off", ".wasm", Fault::Truncate),
    ]
}

fn viewer(name: &'static str, ending: &'static str, fault: Fault) -> Trial {
    let steps = move |user: &User, run: &Run| {
        each_page(user, run, name, "opened", |user, page| stays(user, page, ending, &fault))
    };
    Trial::scaled(&format!("faults::{name}"), steps).plain()
}

/// Checks that the page is requested once, is readable, shows no message, and that its links are ordinary links.
fn stays(user: &User, page: &str, ending: &str, fault: &Fault) -> Result<()> {
    user.host.fail(&format!("*{ending}"), fault.clone());
    let before = user.host.requests().len();
    let file = user.paper.file(page)?;
    user.type_address(&file)?;
    user.wait_for_page(page)?;
    // WebKit caches that a script is missing, and doesn't request it again.
    let since = if ending == ".js" { 0 } else { before };
    user.wait_until_requested_since(since, ending)?;
    user.wait_for_frames()?;
    user.wait_for_page(page)?;
    let seen = user.value(
        "[document.documentElement.dataset.viewer ?? '',
        document.querySelectorAll('.failed, [role=alert], [aria-busy=true]').length]",
    )?;
    ensure!(seen[0] != "ready", "the viewer runs");
    ensure!(seen[1] == 0, "the page shows a message");
    user.requested_once(before, &file)?;
    for next in elsewhere(page).into_iter().take(2) {
        user.session.run("window.stillHere = true", &[])?;
        user.follow(next)?;
        ensure!(user.value("!window.stillHere")? == true, "the link to {next} is no ordinary one");
    }
    Ok(())
}
