//! Failures: the message says what happened and what still works, and offers to try again.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::words;
use e2e::{Engine, Fault, User};

const NEWER: &str = r#"{"version":999,"slug":"b","headline":"From the future"}"#;
const WITHOUT_BODY: &str = r#"{"version":1,"slug":"b"}"#;

pub(super) fn trials() -> Vec<Trial> {
    let text = |text: &str| Fault::Replace(text.to_owned());
    vec![
        failing("offline", Fault::Offline, words::UNREACHABLE),
        failing("server_error", Fault::Status(500), words::STATUS),
        failing("too_many_requests", Fault::Status(429), words::STATUS),
        failing("gone", Fault::Status(404), words::NOT_FOUND),
        failing("cut_off", Fault::Truncate, words::UNREACHABLE),
        failing("no_answer", Fault::Hold, words::TIMED_OUT),
        failing("a_page_to_sign_in", text("<h1>Sign in</h1>"), words::UNREADABLE),
        failing("half_a_file", text(r#"{"version":1,"slu"#), words::UNREADABLE),
        failing("another_file", text(WITHOUT_BODY), words::UNREADABLE),
        failing("an_empty_file", text(""), words::UNREADABLE),
        Trial::new("failures::fetched_ahead_and_damaged", damaged_ahead),
        Trial::new("failures::a_newer_edition", newer),
        Trial::new("failures::again_and_again", again),
        Trial::new("failures::back_from_a_failure", back),
        Trial::new("failures::pages_read_before_still_open", read_before).in_a_folder(),
        Trial::new("failures::the_viewer_stops", viewer_stops),
        Trial::new("failures::back_after_the_viewer_stops", back_without_viewer),
        Trial::new("failures::no_such_page", no_such_page).thorough(),
        Trial::new("failures::no_such_page_in_a_folder", no_such_page).in_a_folder(),
    ]
}

/// B fails; the message is shown at B's address, and *Try again* shows B. The table of faults has most of these cases on
/// some kind of page in every run.
fn failing(name: &str, fault: Fault, heading: &'static str) -> Trial {
    Trial::new(&format!("failures::{name}"), move |user| {
        break_page(user, "B", fault.clone())?;
        user.open("headlines")?;
        user.click("B")?;
        // WebKit treats a truncated response as complete.
        let cut_off = matches!(fault, Fault::Truncate) && user.engine() == Engine::WebKit;
        let heading = if cut_off { words::UNREADABLE } else { heading };
        let seen = user.wait_for_heading(heading)?;
        shows_message(user, &seen.address)?;
        user.host.remove_faults();
        user.click_words(words::TRY_AGAIN)?;
        let seen_then = user.wait_for_page("B")?;
        ensure!(seen_then.entries == seen.entries, "trying again grew the history");
        user.session.back()?;
        user.wait_for_page("headlines").map(drop)
    })
    .thorough()
}

/// A damaged prefetch doesn't affect the click.
fn damaged_ahead(user: &User) -> Result<()> {
    break_page(user, "B", Fault::Replace(WITHOUT_BODY.into()))?;
    user.open("headlines")?;
    user.session.point(&user.link_to("B")?, &[])?;
    let file = user.paper.file("B")?.replace(".html", ".json");
    let came =
        format!("performance.getEntriesByType('resource').some(it => it.name.endsWith('/{file}'))");
    user.wait_until("the damaged page is loaded", &came)?;
    user.wait_for_frames()?;
    user.host.remove_faults();
    user.follow("B")
}

/// Injects a fault into a page's data. Before a page with a link to it is opened: links in view are prefetched.
fn break_page(user: &User, name: &str, fault: Fault) -> Result<()> {
    let file = user.paper.file(name)?;
    user.host.fail(&format!("data/{}.json", file.trim_end_matches(".html")), fault);
    Ok(())
}

/// Checks that the address is B's, and that there are links.
fn shows_message(user: &User, address: &str) -> Result<()> {
    let file = user.paper.file("B")?;
    ensure!(address == [user.root, &file].concat(), "the address is {address}");
    let words = user.value("document.querySelector('main').innerText")?;
    let words = words.as_str().unwrap_or_default();
    ensure!(
        words.contains(words::FRONT_PAGE) && words.contains(words::ALL_HEADLINES),
        "links are missing: {words}"
    );
    Ok(())
}

/// A newer viewer is needed: *Try again* reloads the document.
fn newer(user: &User) -> Result<()> {
    break_page(user, "B", Fault::Replace(NEWER.into()))?;
    user.open("headlines")?;
    user.click("B")?;
    let seen = user.wait_for_heading(words::NEWER_EDITION)?;
    shows_message(user, &seen.address)?;
    user.host.remove_faults();
    user.session.run("window.stillHere = true", &[])?;
    user.click_words(words::TRY_AGAIN)?;
    user.wait_for_page("B")?;
    ensure!(user.value("window.stillHere")?.is_null(), "the page was not reloaded");
    Ok(())
}

fn again(user: &User) -> Result<()> {
    break_page(user, "B", Fault::Status(503))?;
    user.open("headlines")?;
    user.click("B")?;
    user.wait_for_heading(words::STATUS)?;
    let before = user.host.requests().len();
    user.click_words(words::TRY_AGAIN)?;
    while user.host.requests().len() == before {
        user.wait_for_frames()?;
    }
    user.wait_for_heading(words::STATUS)?;
    user.host.remove_faults();
    user.click_words(words::TRY_AGAIN)?;
    user.wait_for_page("B").map(drop)
}

fn back(user: &User) -> Result<()> {
    break_page(user, "D", Fault::Offline)?;
    user.open("headlines")?;
    user.follow("C")?;
    user.click("D")?;
    user.wait_for_heading(words::UNREACHABLE)?;
    user.session.back()?;
    user.wait_for_page("C")?;
    user.host.remove_faults();
    user.session.forward()?;
    user.wait_for_page("D").map(drop)
}

fn read_before(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.follow("B")?;
    user.follow("C")?;
    user.host.fail("*.json", Fault::Offline);
    user.follow("B")?;
    user.follow("headlines")?;
    user.session.back()?;
    user.wait_for_page("B").map(drop)
}

/// After a trap in the viewer, which is simulated by an error event, the page stays, a reload is offered, and the browser
/// follows links.
fn viewer_stops(user: &User) -> Result<()> {
    user.open("headlines")?;
    stop_viewer(user)?;
    ensure!(user.snapshot()?.heading == words::ALL_HEADLINES, "the page is gone");
    user.click("B")?;
    user.wait_until("the browser follows the link", "!window.stillHere")?;
    user.wait_for_page("B").map(drop)
}

/// After a failure, going back to a page that the viewer has shown loads it.
fn back_without_viewer(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.follow("B")?;
    stop_viewer(user)?;
    user.session.back()?;
    user.wait_until("the browser loads the page", "!window.stillHere")?;
    user.wait_for_page("headlines").map(drop)
}

/// Simulates the error event of a trap in the WebAssembly.
fn stop_viewer(user: &User) -> Result<()> {
    let trap = "window.stillHere = true; const error = new WebAssembly.RuntimeError('unreachable');
                window.dispatchEvent(new ErrorEvent('error', { error }));";
    user.session.run(trap, &[])?;
    user.wait_until("a reload is offered", "!!document.querySelector('.failed[role=alert] a')")
}

/// A host that answers unknown addresses with `404.html`.
fn no_such_page(user: &User) -> Result<()> {
    for file in ["nowhere.html", "article/nowhere.html", "section/no/where/9.html"] {
        user.type_address(file)?;
        let seen = user.wait_for_heading(words::NOT_FOUND)?;
        ensure!(seen.address == [user.root, file].concat(), "the address is {}", seen.address);
        user.follow("headlines")?;
        user.session.back()?;
        user.wait_for_heading(words::NOT_FOUND)?;
    }
    Ok(())
}
