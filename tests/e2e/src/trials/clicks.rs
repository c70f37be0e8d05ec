//! Clicks: which ones the viewer handles; double clicks, clicks during loads.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::webdriver::Element;
use e2e::{Engine, Fault, User};
use serde_json::{Value, json};

const CONTROL: &str = "\u{E009}";
const SHIFT: &str = "\u{E008}";
const ALT: &str = "\u{E00A}";
const META: &str = "\u{E03D}";

/// WebKitGTK's test browser can't open tabs or windows by clicks.
const WITH_TABS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("clicks::with_control_opens_a_tab", |user| modified(user, CONTROL))
            .only_in(WITH_TABS),
        Trial::new("clicks::with_shift_opens_a_window", |user| modified(user, SHIFT))
            .only_in(WITH_TABS)
            .thorough(),
        Trial::new("clicks::with_the_middle_button_opens_a_tab", middle_button).only_in(WITH_TABS),
        Trial::new("clicks::with_a_key_held_are_left_alone", keys_held),
        Trial::new("clicks::links_elsewhere_are_left_alone", elsewhere),
        Trial::new("clicks::files_are_left_alone", files),
        Trial::new("clicks::links_of_the_paper_are_taken", taken),
        Trial::new("clicks::text_fragments_are_left_to_the_browser", text_fragment)
            .only_in(&[Engine::Chromium]),
        Trial::new("clicks::twice_in_a_row_is_once", twice),
        Trial::new("clicks::the_last_one_counts", last_one_counts),
        Trial::new("clicks::back_while_a_page_is_on_its_way", back_meanwhile),
        Trial::new("clicks::the_keyboard_follows_links", keyboard),
        Trial::new("clicks::hovering_fetches_ahead", hovering),
        Trial::new("clicks::a_page_is_fetched_once", fetched_once),
    ]
}

/// The browser opens the page, and scrolls to the text.
fn text_fragment(user: &User) -> Result<()> {
    user.open("B")?;
    let words = "[...document.querySelectorAll('main .body p')].at(-1).textContent.split(' ').slice(0, 5).join(' ')";
    let words = user.value(words)?;
    user.open("headlines")?;
    let add_link = "const [address, words] = arguments;
        const link = document.createElement('a');
        link.href = `${address}#:~:text=${encodeURIComponent(words)}`;
        link.textContent = 'a quotation';
        document.querySelector('h1').append(link);";
    let address = user.address_of(&user.paper.file("B")?);
    user.session.run(add_link, &[json!(address), words])?;
    user.click_words("a quotation")?;
    user.wait_for_page("B")?;
    user.wait_until("the text is in view", "scrollY > 100")
}

/// Checks that the link opens in another tab or window, and that this page doesn't change.
fn opens_elsewhere(user: &User, click: impl Fn() -> Result<()>) -> Result<()> {
    user.open("headlines")?;
    let before = user.snapshot()?;
    let windows = user.session.windows()?;
    click()?;
    let opened = loop_until(|| Ok(user.session.windows()?.len() > windows.len()))?;
    ensure!(opened, "nothing opened");
    user.wait_for_frames()?;
    let after = user.snapshot()?;
    ensure!(after.address == before.address, "and here came {}", after.address);
    let fresh = user.session.windows()?.into_iter().find(|it| !windows.contains(it));
    user.session.switch_to(&fresh.context("the new tab has gone")?)?;
    user.wait_for_page("B").map(drop)
}

fn loop_until(mut done: impl FnMut() -> Result<bool>) -> Result<bool> {
    for _ in 0..2_000 {
        if done()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn modified(user: &User, key: &str) -> Result<()> {
    opens_elsewhere(user, || click_with(user, &user.link_to("B")?, key))
}

/// Clicks with a modifier key.
fn click_with(user: &User, link: &Element, key: &str) -> Result<()> {
    let press = |what: &str| {
        let keys = json!([{"type": what, "value": key}]);
        user.session.act(&json!({"type": "key", "id": "keyboard", "actions": keys}))
    };
    press("keyDown")?;
    user.session.point(link, &button(0))?;
    press("keyUp")
}

/// Checks by `defaultPrevented` whether the viewer handles clicks with modifier keys, then cancels the click.
fn keys_held(user: &User) -> Result<()> {
    user.open("headlines")?;
    for key in [CONTROL, SHIFT, ALT, META] {
        let watch = "addEventListener('click', event => {
            const held = event.ctrlKey || event.shiftKey || event.altKey || event.metaKey;
            window.taken = held ? event.defaultPrevented : 'no key was held';
            event.preventDefault();
        }, { once: true })";
        user.session.run(watch, &[])?;
        click_with(user, &user.link_to("B")?, key)?;
        user.wait_until("the click has arrived", "window.taken !== undefined")?;
        let taken = "const it = window.taken; delete window.taken; return it";
        let taken = user.session.run(taken, &[])?;
        ensure!(taken == false, "with {key:?}: {taken}");
    }
    Ok(())
}

fn middle_button(user: &User) -> Result<()> {
    opens_elsewhere(user, || user.session.point(&user.link_to("B")?, &button(1)))
}

fn button(number: u8) -> [Value; 2] {
    ["pointerDown", "pointerUp"].map(|what| json!({"type": what, "button": number}))
}

/// Whether the viewer handles a click on a link with `attributes`. The click is cancelled.
fn takes(user: &User, attributes: &Value) -> Result<bool> {
    let link = user.session.find(
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
    user.session.click(&link.context("the link isn't there")?)?;
    user.wait_until("the click has arrived", "window.taken !== undefined")?;
    Ok(user.session.run("const it = window.taken; delete window.taken; return it", &[])? == true)
}

fn elsewhere(user: &User) -> Result<()> {
    user.open("B")?;
    for href in ["https://example.org/", "mailto:somebody@example.org", "/not-a-page/x.pdf"] {
        ensure!(!takes(user, &json!({ "href": href }))?, "{href} was taken");
    }
    let file = user.address_of(&user.paper.file("C")?);
    for (name, value) in [("target", "_blank"), ("download", ""), ("rel", "external")] {
        ensure!(
            !takes(user, &json!({ "href": file, name: value }))?,
            "the viewer handled a link with {name}"
        );
    }
    Ok(())
}

fn files(user: &User) -> Result<()> {
    user.open("B")?;
    for file in ["feed.xml", "data/publication.json", "media/x.png"] {
        let href = [user.root, file].concat();
        ensure!(!takes(user, &json!({ "href": href }))?, "{file} was taken");
    }
    Ok(())
}

fn taken(user: &User) -> Result<()> {
    user.open("B")?;
    let file = user.address_of(&user.paper.file("C")?);
    ensure!(takes(user, &json!({ "href": file }))?, "the viewer did not handle it");
    Ok(())
}

fn twice(user: &User) -> Result<()> {
    user.open("headlines")?;
    let before = user.snapshot()?.entries;
    let twice: Vec<Value> = button(0).into_iter().chain(button(0)).collect();
    user.session.point(&user.link_to("B")?, &twice)?;
    let seen = user.wait_for_page("B")?;
    ensure!(seen.entries == before + 1, "the history grew by {}", seen.entries - before);
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

fn last_one_counts(user: &User) -> Result<()> {
    let data = user.paper.data("B")?;
    user.host.fail(&data, Fault::Hold);
    user.open("headlines")?;
    user.click("B")?;
    user.wait_until_requested(&data)?;
    user.follow("C")?;
    user.host.remove_faults();
    user.wait_for_frames()?;
    user.wait_for_page("C")?;
    // B, which was loaded too late, is in the cache.
    user.follow("B")?;
    user.session.back()?;
    user.wait_for_page("C")?;
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

fn back_meanwhile(user: &User) -> Result<()> {
    let data = user.paper.data("D")?;
    user.host.fail(&data, Fault::Hold);
    user.open("headlines")?;
    user.follow("C")?;
    user.click("D")?;
    user.wait_until_requested(&data)?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    user.host.remove_faults();
    user.wait_for_frames()?;
    user.wait_for_page("headlines")?;
    user.session.forward()?;
    user.wait_for_page("C").map(drop)
}

fn keyboard(user: &User) -> Result<()> {
    const ENTER: &str = "\u{E007}";
    user.open("headlines")?;
    let link = "[...document.querySelectorAll('a')].find(it => it.href === arguments[0]).focus()";
    let address = user.address_of(&user.paper.file("B")?);
    user.session.run(link, &[json!(address)])?;
    user.session.press(ENTER)?;
    user.wait_for_page("B").map(drop)
}

fn hovering(user: &User) -> Result<()> {
    let data = user.paper.data("C")?;
    user.open("headlines")?;
    let before = user.snapshot()?;
    user.session.point(&user.link_to("C")?, &[])?;
    user.wait_until_requested(&data)?;
    ensure!(user.snapshot()?.address == before.address, "the page has changed");
    user.follow("C")
}

fn fetched_once(user: &User) -> Result<()> {
    let data = user.paper.data("B")?;
    user.open("headlines")?;
    user.follow("B")?;
    user.follow("C")?;
    user.follow("B")?;
    user.session.back()?;
    user.wait_for_page("C")?;
    let times = user.host.requests().iter().filter(|file| **file == data).count();
    ensure!(times == 1, "{data} was requested {times} times");
    Ok(())
}
