//! The paper without its viewer: if WebAssembly is missing, blocked or broken, pages are readable and links are ordinary
//! links.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Fault, User};

/// These also validate the walks' model, because the browser itself navigates.
const WALKS: &[(&str, &str)] = &[
    ("back_forward_and_on", "open headlines, B, C, back, forward, B"),
    ("two_back_and_on", "open headlines, B, C, go -2, C"),
    ("scroll_is_found_again", "open headlines, scroll 600, B, back"),
    ("a_place_on_a_page", "open article/what-a-place-name-promises.html, #d-note-1, back, forward"),
    ("a_section", "open headlines, craft, back, forward, headlines"),
];

pub(super) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        // Covered by the table of faults.
        without("script_missing", "*.js", Fault::Status(404)).thorough(),
        without("wasm_missing", "*.wasm", Fault::Status(404)).thorough(),
        without("wasm_cut_off", "*.wasm", Fault::Truncate).thorough(),
        without("wasm_never_comes", "*.wasm", Fault::Hold),
        without("wasm_is_something_else", "*.wasm", Fault::Replace("<h1>Sign in</h1>".into())),
        without("paper_missing", "data/publication.json", Fault::Status(500)),
        without("data_missing", "*.json", Fault::Status(404)).thorough(),
        without("data_is_something_else", "*.json", Fault::Replace("<h1>Sign in</h1>".into()))
            .thorough(),
    ];
    for (at, &(name, steps)) in WALKS.iter().enumerate() {
        let trial = Trial::new(&format!("plain::walks::{name}"), move |user| {
            user.host.fail("*.wasm", Fault::Status(404));
            walk(user, steps)
        });
        let trial = if at % 2 == 0 { trial.plain() } else { trial.plain().in_a_folder() };
        trials.push(if name == "scroll_is_found_again" { trial } else { trial.thorough() });
    }
    trials
}

/// Opens a page and follows a link while `file` fails.
fn without(name: &str, file: &'static str, fault: Fault) -> Trial {
    let run = move |user: &User| {
        user.host.fail(file, fault.clone());
        user.open("B")?;
        can_be_read(user)?;
        user.follow("C")?;
        can_be_read(user)?;
        user.session.back()?;
        user.wait_for_page("B").map(drop)
    };
    Trial::new(&format!("plain::{name}"), run).plain()
}

fn can_be_read(user: &User) -> Result<()> {
    let words = user.value("document.querySelector('main').innerText.split(/\\s+/).length")?;
    ensure!(words.as_u64() > Some(100), "the page shows {words} words");
    Ok(())
}
