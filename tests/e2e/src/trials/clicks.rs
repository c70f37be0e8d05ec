//! Clicks: which ones the viewer takes, and what comes of hasty ones.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::webdriver::Element;
use e2e::{Engine, Fault, Reader};
use serde_json::{Value, json};

const CONTROL: &str = "\u{E009}";
const SHIFT: &str = "\u{E008}";
const ALT: &str = "\u{E00A}";
const META: &str = "\u{E03D}";

/// WebKitGTK's test browser has neither tabs nor windows to open.
const WITH_TABS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("clicks::with_control_opens_a_tab", |reader| modified(reader, CONTROL))
            .only_in(WITH_TABS),
        Trial::new("clicks::with_shift_opens_a_window", |reader| modified(reader, SHIFT))
            .only_in(WITH_TABS)
            .thorough(),
        Trial::new("clicks::with_the_middle_button_opens_a_tab", middle_button).only_in(WITH_TABS),
        Trial::new("clicks::with_a_key_held_are_left_alone", keys_held),
        Trial::new("clicks::links_elsewhere_are_left_alone", elsewhere),
        Trial::new("clicks::files_are_left_alone", files),
        Trial::new("clicks::links_of_the_paper_are_taken", taken),
        Trial::new("clicks::twice_in_a_row_is_once", twice),
        Trial::new("clicks::the_last_one_counts", last_one_counts),
        Trial::new("clicks::back_while_a_page_is_on_its_way", back_meanwhile),
        Trial::new("clicks::the_keyboard_follows_links", keyboard),
        Trial::new("clicks::hovering_fetches_ahead", hovering),
        Trial::new("clicks::a_page_is_fetched_once", fetched_once),
    ]
}

/// The link's page opens elsewhere, and nothing happens here.
fn opens_elsewhere(reader: &Reader, click: impl Fn() -> Result<()>) -> Result<()> {
    reader.open("headlines")?;
    let before = reader.look()?;
    let windows = reader.session.windows()?;
    click()?;
    let opened = loop_until(|| Ok(reader.session.windows()?.len() > windows.len()))?;
    ensure!(opened, "nothing opened");
    reader.let_paint()?;
    let after = reader.look()?;
    ensure!(after.address == before.address, "and here came {}", after.address);
    let fresh = reader.session.windows()?.into_iter().find(|it| !windows.contains(it));
    reader.session.switch_to(&fresh.context("the new tab has gone")?)?;
    reader.wait_for_page("B").map(drop)
}

fn loop_until(mut done: impl FnMut() -> Result<bool>) -> Result<bool> {
    for _ in 0..2_000 {
        if done()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn modified(reader: &Reader, key: &str) -> Result<()> {
    opens_elsewhere(reader, || click_with(reader, &reader.link_to("B")?, key))
}

/// Clicks while a key is held down.
fn click_with(reader: &Reader, link: &Element, key: &str) -> Result<()> {
    let press = |what: &str| {
        let keys = json!([{"type": what, "value": key}]);
        reader.session.act(&json!({"type": "key", "id": "keyboard", "actions": keys}))
    };
    press("keyDown")?;
    reader.session.point(link, &button(0))?;
    press("keyUp")
}

/// The browser itself says whether the viewer took the click, which then ends.
fn keys_held(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    for key in [CONTROL, SHIFT, ALT, META] {
        let watch = "addEventListener('click', event => {
            const held = event.ctrlKey || event.shiftKey || event.altKey || event.metaKey;
            window.taken = held ? event.defaultPrevented : 'no key was held';
            event.preventDefault();
        }, { once: true })";
        reader.session.run(watch, &[])?;
        click_with(reader, &reader.link_to("B")?, key)?;
        reader.wait_until("the click has come", "window.taken !== undefined")?;
        let taken = "const it = window.taken; delete window.taken; return it";
        let taken = reader.session.run(taken, &[])?;
        ensure!(taken == false, "with {key:?}: {taken}");
    }
    Ok(())
}

fn middle_button(reader: &Reader) -> Result<()> {
    opens_elsewhere(reader, || reader.session.point(&reader.link_to("B")?, &button(1)))
}

fn button(number: u8) -> [Value; 2] {
    ["pointerDown", "pointerUp"].map(|what| json!({"type": what, "button": number}))
}

/// Whether the viewer takes a click on a link made of `attributes`. The click ends here.
fn takes(reader: &Reader, attributes: &Value) -> Result<bool> {
    let link = reader.session.find(
        "addEventListener('click', event => {
            window.taken = event.defaultPrevented;
            event.preventDefault();
        }, { once: true });
        const link = document.createElement('a');
        for (const [name, value] of Object.entries(arguments[0])) link.setAttribute(name, value);
        link.textContent = 'A link of the test';
        document.querySelector('main').prepend(link);
        scrollTo(0, 0);
        return link;",
        std::slice::from_ref(attributes),
    )?;
    reader.session.click(&link.context("the link isn't there")?)?;
    reader.wait_until("the click has come", "window.taken !== undefined")?;
    Ok(reader.session.run("const it = window.taken; delete window.taken; return it", &[])? == true)
}

fn elsewhere(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    for href in ["https://example.org/", "mailto:somebody@example.org", "/not-a-page/x.pdf"] {
        ensure!(!takes(reader, &json!({ "href": href }))?, "{href} was taken");
    }
    let file = reader.address_of(&reader.paper.file("C")?);
    for (name, value) in [("target", "_blank"), ("download", ""), ("rel", "external")] {
        ensure!(!takes(reader, &json!({ "href": file, name: value }))?, "{name} was passed over");
    }
    Ok(())
}

fn files(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    for file in ["feed.xml", "data/publication.json", "media/x.png"] {
        let href = [reader.root, file].concat();
        ensure!(!takes(reader, &json!({ "href": href }))?, "{file} was taken");
    }
    Ok(())
}

fn taken(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    let file = reader.address_of(&reader.paper.file("C")?);
    ensure!(takes(reader, &json!({ "href": file }))?, "it was left to the browser");
    Ok(())
}

fn twice(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    let before = reader.look()?.entries;
    let twice: Vec<Value> = button(0).into_iter().chain(button(0)).collect();
    reader.session.point(&reader.link_to("B")?, &twice)?;
    let seen = reader.wait_for_page("B")?;
    ensure!(seen.entries == before + 1, "the history grew by {}", seen.entries - before);
    reader.session.back()?;
    reader.wait_for_page("headlines").map(drop)
}

fn last_one_counts(reader: &Reader) -> Result<()> {
    let data = reader.paper.data("B")?;
    reader.open("headlines")?;
    reader.host.fail(&data, Fault::Hold);
    reader.click("B")?;
    reader.wait_until_asked(&data)?;
    reader.follow("C")?;
    reader.host.heal();
    reader.let_paint()?;
    reader.wait_for_page("C")?;
    // And B, which has come too late to be shown, is there when it is asked for.
    reader.follow("B")?;
    reader.session.back()?;
    reader.wait_for_page("C")?;
    reader.session.back()?;
    reader.wait_for_page("headlines").map(drop)
}

fn back_meanwhile(reader: &Reader) -> Result<()> {
    let data = reader.paper.data("D")?;
    reader.open("headlines")?;
    reader.follow("C")?;
    reader.host.fail(&data, Fault::Hold);
    reader.click("D")?;
    reader.wait_until_asked(&data)?;
    reader.session.back()?;
    reader.wait_for_page("headlines")?;
    reader.host.heal();
    reader.let_paint()?;
    reader.wait_for_page("headlines")?;
    reader.session.forward()?;
    reader.wait_for_page("C").map(drop)
}

fn keyboard(reader: &Reader) -> Result<()> {
    const ENTER: &str = "\u{E007}";
    reader.open("headlines")?;
    let link = "[...document.querySelectorAll('a')].find(it => it.href === arguments[0]).focus()";
    let address = reader.address_of(&reader.paper.file("B")?);
    reader.session.run(link, &[json!(address)])?;
    reader.session.press(ENTER)?;
    reader.wait_for_page("B").map(drop)
}

fn hovering(reader: &Reader) -> Result<()> {
    let data = reader.paper.data("C")?;
    reader.open("headlines")?;
    let before = reader.look()?;
    reader.session.point(&reader.link_to("C")?, &[])?;
    reader.wait_until_asked(&data)?;
    ensure!(reader.look()?.address == before.address, "the page has changed");
    reader.follow("C")
}

fn fetched_once(reader: &Reader) -> Result<()> {
    let data = reader.paper.data("B")?;
    reader.open("headlines")?;
    reader.follow("B")?;
    reader.follow("C")?;
    reader.follow("B")?;
    reader.session.back()?;
    reader.wait_for_page("C")?;
    let times = reader.host.asked().iter().filter(|file| **file == data).count();
    ensure!(times == 1, "{data} was asked for {times} times");
    Ok(())
}
