//! Failures: the reader is told what happened, what still works, and can try again.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Engine, Fault, Reader};

const NEWER: &str = r#"{"version":999,"slug":"b","headline":"From the future"}"#;
const WITHOUT_BODY: &str = r#"{"version":1,"slug":"b"}"#;

pub(super) fn trials() -> Vec<Trial> {
    let text = |text: &str| Fault::Replace(text.to_owned());
    vec![
        failing("offline", Fault::Offline, "No connection"),
        failing("server_error", Fault::Status(500), "The page could not be fetched"),
        failing("too_many_requests", Fault::Status(429), "The page could not be fetched"),
        failing("gone", Fault::Status(404), "Not found"),
        failing("cut_off", Fault::Truncate, "No connection"),
        failing("no_answer", Fault::Hold, "No answer"),
        failing("a_page_to_sign_in", text("<h1>Sign in</h1>"), "The page arrived damaged"),
        failing("half_a_file", text(r#"{"version":1,"slu"#), "The page arrived damaged"),
        failing("another_file", text(WITHOUT_BODY), "The page arrived damaged"),
        failing("an_empty_file", text(""), "The page arrived damaged"),
        Trial::new("failures::fetched_ahead_and_damaged", damaged_ahead),
        Trial::new("failures::a_newer_edition", newer),
        Trial::new("failures::transitions_are_refused", |reader| {
            let refuse = "document.startViewTransition = () => { throw new Error('not now'); }";
            reader.host.preface(refuse);
            walk(reader, "open headlines, B, C, back, headlines")
        }),
        Trial::new("failures::again_and_again", again),
        Trial::new("failures::back_from_a_failure", back),
        Trial::new("failures::pages_read_before_still_open", read_before).in_a_folder(),
        Trial::new("failures::the_viewer_stops", viewer_stops),
        Trial::new("failures::back_after_the_viewer_stops", back_without_viewer),
        Trial::new("failures::no_such_page", no_such_page).thorough(),
        Trial::new("failures::no_such_page_in_a_folder", no_such_page).in_a_folder(),
    ]
}

/// B fails; the reader is told under B's address, and gets B by trying again. The table of faults has most
/// of these on some kind of page in every run.
fn failing(name: &str, fault: Fault, heading: &'static str) -> Trial {
    Trial::new(&format!("failures::{name}"), move |reader| {
        reader.open("headlines")?;
        break_page(reader, "B", fault.clone())?;
        reader.click("B")?;
        // WebKit hands over what has come as if it were all.
        let cut_off = matches!(fault, Fault::Truncate) && reader.engine() == Engine::WebKit;
        let heading = if cut_off { "The page arrived damaged" } else { heading };
        let seen = reader.wait_for_heading(heading)?;
        is_told(reader, &seen.address)?;
        reader.host.heal();
        reader.click_words("Try again")?;
        let seen_then = reader.wait_for_page("B")?;
        ensure!(seen_then.entries == seen.entries, "trying again grew the history");
        reader.session.back()?;
        reader.wait_for_page("headlines").map(drop)
    })
    .thorough()
}

/// What came damaged while the reader only pointed at the link doesn't stand in the way of the click.
fn damaged_ahead(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    break_page(reader, "B", Fault::Replace(WITHOUT_BODY.into()))?;
    reader.session.point(&reader.link_to("B")?, &[])?;
    let file = reader.paper.file("B")?.replace(".html", ".json");
    let came =
        format!("performance.getEntriesByType('resource').some(it => it.name.endsWith('/{file}'))");
    reader.wait_until("the damaged page has come", &came)?;
    reader.let_paint()?;
    reader.host.heal();
    reader.follow("B")
}

fn break_page(reader: &Reader, name: &str, fault: Fault) -> Result<()> {
    let file = reader.paper.file(name)?;
    reader.host.fail(&format!("data/{}.json", file.trim_end_matches(".html")), fault);
    Ok(())
}

/// The address is B's, and there are ways on.
fn is_told(reader: &Reader, address: &str) -> Result<()> {
    let file = reader.paper.file("B")?;
    ensure!(address == [reader.root, &file].concat(), "the address is {address}");
    let words = reader.value("document.querySelector('main').innerText")?;
    let words = words.as_str().unwrap_or_default();
    ensure!(words.contains("Front page") && words.contains("All Headlines"), "no way on: {words}");
    Ok(())
}

/// Only the host has the viewer that can read it: trying again loads the page anew.
fn newer(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    break_page(reader, "B", Fault::Replace(NEWER.into()))?;
    reader.click("B")?;
    let seen = reader.wait_for_heading("A newer edition is out")?;
    is_told(reader, &seen.address)?;
    reader.host.heal();
    reader.session.run("window.stillHere = true", &[])?;
    reader.click_words("Try again")?;
    reader.wait_for_page("B")?;
    ensure!(reader.value("window.stillHere")?.is_null(), "the page was not loaded anew");
    Ok(())
}

fn again(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    break_page(reader, "B", Fault::Status(503))?;
    reader.click("B")?;
    reader.wait_for_heading("The page could not be fetched")?;
    let before = reader.host.asked().len();
    reader.click_words("Try again")?;
    while reader.host.asked().len() == before {
        reader.let_paint()?;
    }
    reader.wait_for_heading("The page could not be fetched")?;
    reader.host.heal();
    reader.click_words("Try again")?;
    reader.wait_for_page("B").map(drop)
}

fn back(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.follow("C")?;
    break_page(reader, "D", Fault::Offline)?;
    reader.click("D")?;
    reader.wait_for_heading("No connection")?;
    reader.session.back()?;
    reader.wait_for_page("C")?;
    reader.host.heal();
    reader.session.forward()?;
    reader.wait_for_page("D").map(drop)
}

fn read_before(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.follow("B")?;
    reader.follow("C")?;
    reader.host.fail("*.json", Fault::Offline);
    reader.follow("B")?;
    reader.follow("headlines")?;
    reader.session.back()?;
    reader.wait_for_page("B").map(drop)
}

/// A trap in the viewer reaches the page as the browser's own error, as here. The page stays, a
/// reload is offered, and links are the browser's again.
fn viewer_stops(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    stop_viewer(reader)?;
    ensure!(reader.look()?.heading == "All Headlines", "the page is gone");
    reader.click("B")?;
    reader.wait_until("the browser follows the link", "!window.stillHere")?;
    reader.wait_for_page("B").map(drop)
}

/// Back leads to a page that only the viewer would have shown: the browser loads it.
fn back_without_viewer(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.follow("B")?;
    stop_viewer(reader)?;
    reader.session.back()?;
    reader.wait_until("the browser loads the page", "!window.stillHere")?;
    reader.wait_for_page("headlines").map(drop)
}

/// A trap in the WebAssembly, as the browser tells it.
fn stop_viewer(reader: &Reader) -> Result<()> {
    let trap = "window.stillHere = true; const error = new WebAssembly.RuntimeError('unreachable');
                window.dispatchEvent(new ErrorEvent('error', { error }));";
    reader.session.run(trap, &[])?;
    reader.wait_until("a reload is offered", "!!document.querySelector('.failed[role=alert] a')")
}

/// A host answers an unknown address with the paper's own page for that.
fn no_such_page(reader: &Reader) -> Result<()> {
    for file in ["nowhere.html", "article/nowhere.html", "section/no/where/9.html"] {
        reader.type_address(file)?;
        let seen = reader.wait_for_heading("Not found")?;
        ensure!(seen.address == [reader.root, file].concat(), "the address is {}", seen.address);
        reader.follow("headlines")?;
        reader.session.back()?;
        reader.wait_for_heading("Not found")?;
    }
    Ok(())
}
