//! The single-file paper (`dateline build --single-file`), opened from a disk: the viewer runs, and nothing is fetched.
//! The file is beside the site: `sample.html` beside `sample`.

use anyhow::{Context as _, Result, ensure};
use e2e::paper::{Paper, one_space};
use e2e::{Browser, wait};
use serde_json::{Value, json};
use std::fs;

use super::disk::Run;

/// All checks.
pub(crate) const CHECKS: &[(&str, Run)] = &[
    ("viewer_starts", viewer_starts),
    ("links_lead_on", links_lead_on),
    ("every_page_has_its_address", every_page_has_its_address),
    ("places_in_a_page", places_in_a_page),
    ("pictures_are_shown", pictures_are_shown),
    ("recordings_play", recordings_play),
    ("nothing_is_fetched", nothing_is_fetched),
    ("what_is_missing", what_is_missing),
    ("can_be_read_without_the_viewer", can_be_read_without_the_viewer),
];

/// The address of a page in the file; empty for the file alone.
fn address(paper: &Paper, page: &str) -> Result<String> {
    let site = paper.site.canonicalize()?;
    let file = site.with_extension("html");
    ensure!(file.is_file(), "there is no {}: cargo xtask test makes it", file.display());
    Ok(format!("file://{}{page}", file.display()))
}

/// The fragment in the address bar for the page in the site's `file`.
fn hash(file: &str) -> String {
    format!("#/{}", e2e::paper::address(file))
}

/// Opens the file in a new document; another fragment of the same file alone would only traverse.
fn open(browser: &Browser, paper: &Paper, page: &str) -> Result<()> {
    browser.session.open("about:blank")?;
    browser.session.open(&address(paper, page)?)
}

/// Waits until `look` returns true.
fn wait_until(browser: &Browser, what: &str, look: &str, args: &[Value]) -> Result<()> {
    let holds = || matches!(browser.session.run(look, args), Ok(Value::Bool(true)));
    wait::until(|| holds().then_some(())).with_context(|| {
        let seen = browser.session.run(
            "return [location.href, document.title, document.documentElement.dataset,
                document.querySelector('h1')?.textContent]",
            &[],
        );
        format!("timed out waiting for {what}; seen: {seen:?}")
    })
}

/// Waits until the viewer shows the page of the site's `file`, at its address.
fn wait_for(browser: &Browser, paper: &Paper, file: &str) -> Result<()> {
    wait_for_place(browser, paper, file, "")
}

/// The same with a fragment: `#notes`.
fn wait_for_place(browser: &Browser, paper: &Paper, file: &str, place: &str) -> Result<()> {
    const LOOK: &str = "const [hash, title, heading] = arguments;
        const { viewer, routeState } = document.documentElement.dataset;
        const words = text => text.replace(/\\s+/g, ' ').trim();
        return viewer === 'ready' && routeState === 'settled'
            && decodeURI(location.hash) === hash && words(document.title) === title
            && words(document.querySelector('h1').textContent) === heading;";
    let printed = paper.printed(file)?;
    let (title, heading) = (one_space(&printed.title), one_space(&printed.heading));
    let args = [json!(hash(file) + place), json!(title), json!(heading)];
    wait_until(browser, &format!("{file}{place}"), LOOK, &args)
}

/// Clicks the visible link to an address in the file.
fn follow(browser: &Browser, hash: &str) -> Result<()> {
    let find = "return [...document.querySelectorAll('a[href]')]
        .find(link => decodeURI(link.hash) === arguments[0] && link.checkVisibility())";
    let link = browser.session.find(find, &[json!(hash)])?;
    browser.session.click(&link.with_context(|| format!("no link to {hash}"))?)
}

fn viewer_starts(browser: &Browser, paper: &Paper) -> Result<()> {
    open(browser, paper, "")?;
    wait_for(browser, paper, "index.html")?;
    let seen = browser.session.run(
        "return {
            pages: [...document.querySelectorAll('main')].filter(it => it.checkVisibility()).length,
            skip: getComputedStyle(document.querySelector('.skip')).position,
            edition: document.querySelector('.edition')?.innerText ?? '',
        };",
        &[],
    )?;
    ensure!(seen["pages"] == 1, "not one page is shown: {seen}");
    ensure!(seen["skip"] != "static", "there is no style");
    ensure!(seen["edition"] == "", "the edition's status is shown, which needs a site: {seen}");
    Ok(())
}

fn links_lead_on(browser: &Browser, paper: &Paper) -> Result<()> {
    let (b, c) = (paper.file("B")?, paper.file("C")?);
    open(browser, paper, "")?;
    wait_for(browser, paper, "index.html")?;
    let step = |file: &str| {
        follow(browser, &format!("#/{file}"))?;
        wait_for(browser, paper, file)
    };
    step("headlines.html")?;
    step(&b)?;
    // Previous, and next again.
    step(&c)?;
    step(&b)?;
    browser.session.back()?;
    wait_for(browser, paper, &c)?;
    browser.session.back()?;
    wait_for(browser, paper, &b)?;
    browser.session.back()?;
    wait_for(browser, paper, "headlines.html")?;
    browser.session.forward()?;
    wait_for(browser, paper, &b)?;
    browser.session.reload()?;
    wait_for(browser, paper, &b)?;
    browser.session.back()?;
    wait_for(browser, paper, "headlines.html")?;
    step("index.html")
}

fn every_page_has_its_address(browser: &Browser, paper: &Paper) -> Result<()> {
    for page in ["A", "craft", "headlines", "article/rivers.html"] {
        let file = paper.file(page)?;
        open(browser, paper, &hash(&file))?;
        wait_for(browser, paper, &file)?;
    }
    // The fragment is edited while another page is shown.
    let file = paper.file("A")?;
    browser.session.open(&address(paper, &hash(&file))?)?;
    wait_for(browser, paper, &file)
}

fn places_in_a_page(browser: &Browser, paper: &Paper) -> Result<()> {
    const SEEN: &str = "const top = document.getElementById(arguments[0])
        .getBoundingClientRect().top; return top > -5 && top < innerHeight / 2;";
    let file = "article/rivers.html";
    let place = "one-line-or-all-of-them";
    open(browser, paper, &format!("#/{file}#{place}"))?;
    wait_for_place(browser, paper, file, &format!("#{place}"))?;
    wait_until(browser, place, SEEN, &[json!(place)])?;
    // The skip link is a link to an element of the current page.
    open(browser, paper, &format!("#/{file}"))?;
    wait_for(browser, paper, file)?;
    follow_top(browser, file)?;
    wait_for_place(browser, paper, file, "#top")?;
    browser.session.reload()?;
    wait_for_place(browser, paper, file, "#top")?;
    browser.session.back()?;
    wait_for(browser, paper, file)
}

fn follow_top(browser: &Browser, file: &str) -> Result<()> {
    follow(browser, &format!("#/{file}#top"))
}

fn pictures_are_shown(browser: &Browser, paper: &Paper) -> Result<()> {
    const ALL: &str = "const pictures = [...document.querySelectorAll('main img')];
        for (const picture of pictures) picture.loading = 'eager';
        return pictures.length > 0 && pictures.every(it => it.complete && it.naturalWidth > 0);";
    let file = "article/rivers.html";
    open(browser, paper, &hash(file))?;
    wait_for(browser, paper, file)?;
    wait_until(browser, "an article's pictures", ALL, &[])?;
    follow(browser, "#/index.html")?;
    wait_for(browser, paper, "index.html")?;
    wait_until(browser, "the front page's pictures", ALL, &[])
}

/// The browser can decode all audio and video of the paper.
fn recordings_play(browser: &Browser, paper: &Paper) -> Result<()> {
    const PLAYERS: &str =
        "const players = [...document.querySelectorAll('main :is(audio, video)')];
        for (const player of players) if (player.preload === 'none') player.preload = 'metadata';
        return players.length > 0 && players.every(it => it.readyState > 0 && it.duration > 0);";
    let mut pages = 0;
    for file in &paper.articles {
        let html = fs::read_to_string(paper.site.join(file))?;
        if html.contains("<audio") || html.contains("<video") {
            open(browser, paper, &hash(file))?;
            wait_for(browser, paper, file)?;
            wait_until(browser, &format!("what plays in {file}"), PLAYERS, &[])?;
            pages += 1;
        }
    }
    ensure!(pages > 0, "the paper has no recording");
    Ok(())
}

fn nothing_is_fetched(browser: &Browser, paper: &Paper) -> Result<()> {
    open(browser, paper, "")?;
    wait_for(browser, paper, "index.html")?;
    browser.session.run(
        "const seen = document.documentElement.dataset;
        addEventListener('securitypolicyviolation', it => { seen.refused = it.blockedURI; });",
        &[],
    )?;
    let file = paper.file("A")?;
    for page in ["headlines.html", &file, "index.html"] {
        follow(browser, &format!("#/{page}"))?;
        wait_for(browser, paper, page)?;
    }
    let seen = browser.session.run(
        "return {
            fetched: performance.getEntriesByType('resource')
                .map(it => it.name).filter(it => !/^(data|blob):/.test(it)),
            refused: document.documentElement.dataset.refused ?? null,
        };",
        &[],
    )?;
    ensure!(seen == json!({ "fetched": [], "refused": null }), "seen: {seen}");
    Ok(())
}

fn what_is_missing(browser: &Browser, paper: &Paper) -> Result<()> {
    open(browser, paper, "#/article/nowhere.html")?;
    let title = paper.printed("404.html")?.title;
    let look = "return document.documentElement.dataset.viewer === 'ready'
        && document.title === arguments[0] && location.hash === '#/article/nowhere.html'";
    wait_until(browser, "the page for what is missing", look, &[json!(title)])?;
    follow(browser, "#/index.html")?;
    wait_for(browser, paper, "index.html")
}

/// Checks what the file shows without scripts, in a sandboxed frame.
fn can_be_read_without_the_viewer(browser: &Browser, paper: &Paper) -> Result<()> {
    let file = paper.file("B")?;
    let heading = one_space(&paper.printed(&file)?.heading);
    let text = fs::read_to_string(paper.site.with_extension("html"))?;
    // Remove the scripts, but not the policy.
    let mut plain = String::new();
    for (number, piece) in text.split("<script").enumerate() {
        let rest =
            if number == 0 { piece } else { piece.split_once("</script>").map_or("", |it| it.1) };
        plain += rest;
    }
    let folder = std::env::temp_dir().join(format!("dateline-plain-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let copy = folder.join("paper.html");
    fs::write(&copy, plain)?;
    let checked = read_plain(browser, &format!("file://{}", copy.display()), &file, &heading);
    fs::remove_dir_all(&folder)?;
    checked
}

fn read_plain(browser: &Browser, address: &str, file: &str, heading: &str) -> Result<()> {
    // Exactly one page is shown: that of the address.
    const LOOK: &str = "const shown = [...document.querySelectorAll('main')]
            .filter(it => it.checkVisibility());
        for (const it of document.images) it.loading = 'eager';
        const words = shown[0]?.querySelector('h1')?.textContent.replace(/\\s+/g, ' ').trim();
        return shown.length === 1 && scrollY === 0 && words === arguments[0]
            && [...shown[0].querySelectorAll('img')].every(it => it.complete && it.naturalWidth);";
    let front = "return [...document.querySelectorAll('main')]
        .filter(it => it.checkVisibility()).map(it => it.id).join() === 'd-main'";
    browser.session.open(address)?;
    wait_until(browser, "the front page", front, &[])?;
    follow(browser, &format!("#/{file}"))?;
    wait_until(browser, file, LOOK, &[json!(heading)])?;
    browser.session.back()?;
    wait_until(browser, "the front page", front, &[])?;
    browser.session.open(&format!("{address}#/article/rivers.html#the-honest-edge"))?;
    let place = "return document.querySelector(':target')?.textContent === 'The honest edge'
        && document.querySelector(':target').checkVisibility()";
    wait_until(browser, "a place in a page", place, &[])
}
