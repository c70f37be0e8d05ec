//! The viewer itself fails, and on every kind of page the printed page stays.

use super::{Trial, each_page, elsewhere};
use anyhow::{Result, ensure};
use e2e::{Fault, Reader, Run};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        viewer("script_missing", ".js", Fault::Status(404)),
        viewer("wasm_missing", ".wasm", Fault::Status(404)),
        viewer("wasm_cut_off", ".wasm", Fault::Truncate),
    ]
}

fn viewer(name: &'static str, ending: &'static str, fault: Fault) -> Trial {
    let steps = move |reader: &Reader, run: &Run| {
        each_page(reader, run, name, "opened", |reader, page| stays(reader, page, ending, &fault))
    };
    Trial::scaled(&format!("faults::{name}"), steps).plain()
}

/// The page is asked for once, can be read, says nothing of the fault, and its links are ordinary ones.
fn stays(reader: &Reader, page: &str, ending: &str, fault: &Fault) -> Result<()> {
    reader.host.fail(&format!("*{ending}"), fault.clone());
    let before = reader.host.asked().len();
    let file = reader.paper.file(page)?;
    reader.type_address(&file)?;
    reader.wait_for_page(page)?;
    // WebKit remembers that a script is missing, and asks no more.
    let since = if ending == ".js" { 0 } else { before };
    reader.wait_until_asked_since(since, ending)?;
    reader.let_paint()?;
    reader.wait_for_page(page)?;
    let seen = reader.value(
        "[document.documentElement.dataset.viewer ?? '',
        document.querySelectorAll('.failed, [role=alert], [aria-busy=true]').length]",
    )?;
    ensure!(seen[0] != "ready", "the viewer runs");
    ensure!(seen[1] == 0, "the page says that something is wrong");
    reader.asked_once(before, &file)?;
    for next in elsewhere(page).into_iter().take(2) {
        reader.session.run("window.stillHere = true", &[])?;
        reader.follow(next)?;
        ensure!(
            reader.value("!window.stillHere")? == true,
            "the link to {next} is no ordinary one"
        );
    }
    Ok(())
}
