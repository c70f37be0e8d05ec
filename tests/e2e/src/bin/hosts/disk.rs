//! The paper opened from a disk: `file://`. The viewer can't run there, because browsers don't load modules from
//! `file://`, or nothing for them. Every page is complete without it.

use anyhow::{Context as _, Result, ensure};
use e2e::paper::{Paper, one_space};
use e2e::{Browser, Engine, wait};
use serde_json::{Value, json};

/// A check.
pub(crate) type Run = fn(&Browser, &Paper) -> Result<()>;

/// All checks.
pub(crate) const CHECKS: &[(&str, Run)] = &[
    ("pages_can_be_read", pages_can_be_read),
    ("links_lead_on", links_lead_on),
    ("nothing_waits", nothing_waits),
];

fn address(paper: &Paper, file: &str) -> Result<String> {
    let path = paper.site.canonicalize()?.join(file);
    Ok(format!("file://{}", path.display()))
}

/// Waits until the page in `file` is loaded with its subresources.
fn wait_for(browser: &Browser, paper: &Paper, file: &str) -> Result<()> {
    const LOOK: &str = "return { address: location.href.split('#')[0], title: document.title,
        heading: document.querySelector('h1')?.textContent ?? '', state: document.readyState };";
    let (address, printed) = (address(paper, file)?, paper.printed(file)?);
    let fits = |seen: &Value| {
        seen["address"] == address
            && one_space(seen["title"].as_str().unwrap_or_default()) == printed.title
            && one_space(seen["heading"].as_str().unwrap_or_default()) == printed.heading
            && seen["state"] == "complete"
    };
    let look = || browser.session.run(LOOK, &[]);
    wait::until(|| look().is_ok_and(|seen| fits(&seen)).then_some(()))
        .with_context(|| format!("timed out waiting for {file}; seen: {:?}", look()))
}

/// Text, style and pictures are loaded.
fn pages_can_be_read(browser: &Browser, paper: &Paper) -> Result<()> {
    for page in ["front", "headlines", "A", "craft", "article/rivers.html"] {
        let file = paper.file(page)?;
        browser.session.open(&address(paper, &file)?)?;
        wait_for(browser, paper, &file)?;
        let seen = browser.session.run(
            "const pictures = [...document.images].filter(it => it.loading !== 'lazy');
            return {
                words: document.querySelector('main').innerText.split(/\\s+/).length,
                skip: getComputedStyle(document.querySelector('.skip')).position,
                broken: pictures.filter(it => it.complete && !it.naturalWidth).map(it => it.src),
            };",
            &[],
        )?;
        ensure!(seen["words"].as_u64() > Some(40), "{file} has {} words", seen["words"]);
        ensure!(seen["skip"] != "static", "{file} has no style");
        ensure!(seen["broken"] == json!([]), "{file} lacks {}", seen["broken"]);
    }
    Ok(())
}

fn links_lead_on(browser: &Browser, paper: &Paper) -> Result<()> {
    let follow = |file: &str| {
        let find = "return [...document.querySelectorAll('a[href]')]
            .find(link => link.href.split('#')[0] === arguments[0] && link.checkVisibility())";
        let link = browser.session.find(find, &[json!(address(paper, file)?)])?;
        let link = link.with_context(|| format!("no link to {file}"))?;
        browser.session.click(&link)?;
        wait_for(browser, paper, file)
    };
    let (b, c) = (paper.file("B")?, paper.file("C")?);
    browser.session.open(&address(paper, "index.html")?)?;
    wait_for(browser, paper, "index.html")?;
    follow("headlines.html")?;
    follow(&b)?;
    // Previous.
    follow(&c)?;
    browser.session.back()?;
    wait_for(browser, paper, &b)?;
    browser.session.forward()?;
    wait_for(browser, paper, &c)?;
    browser.session.reload()?;
    wait_for(browser, paper, &c)?;
    follow("index.html")
}

/// Neither a progress bar nor an error is shown.
fn nothing_waits(browser: &Browser, paper: &Paper) -> Result<()> {
    let file = paper.file("B")?;
    browser.session.open(&address(paper, &file)?)?;
    wait_for(browser, paper, &file)?;
    // Wait for the error events of the script elements.
    let seen = browser.session.run_async(
        "const done = arguments[0];
        const scripts = [...document.querySelectorAll('script[type=module]')];
        const again = scripts.map(({ src }) =>
            import(src + '?again').then(() => 'loaded', () => 'refused'));
        const wasm = fetch(new URL('x.wasm', scripts[0].src))
            .then(() => 'loaded', () => 'refused');
        Promise.all([wasm, ...again]).then(([wasm, ...scripts]) => requestAnimationFrame(() => done({
            scripts,
            wasm,
            viewer: document.documentElement.dataset.viewer ?? null,
            state: document.documentElement.dataset.routeState ?? null,
            failed: document.querySelectorAll('.failed, [role=alert], [aria-busy=true]').length,
        })));",
        &[],
    )?;
    // WebKit loads modules from a disk, but not what they fetch. If a browser ever does both, the viewer would run and
    // need tests there.
    let scripts = if browser.engine == Engine::WebKit { "loaded" } else { "refused" };
    let expected = json!({
        "scripts": [scripts], "wasm": "refused", "viewer": null, "state": null, "failed": 0,
    });
    ensure!(seen == expected, "seen: {seen}");
    Ok(())
}
