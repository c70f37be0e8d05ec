//! Measures in Chromium how fast pages open and links are followed, against plain HTML pages of the same articles:
//! `E2E_SITE=site bench`. `cargo xtask bench --browser` runs it.

use anyhow::{Context as _, Result};
use e2e::paper::Paper;
use e2e::{Browser, Engine, LaunchOptions, User};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const RUNS: usize = 9;

/// A network: its name, latency in milliseconds, bytes per second.
const CONNECTIONS: &[(&str, u32, i32)] = &[("this machine", 0, -1), ("slow 4G", 150, 200_000)];

/// The plain pages, which are in the site during the measurement.
const PLAIN: [&str; 2] = ["plain-b.html", "plain-c.html"];

fn main() -> Result<()> {
    let site = env::var_os("E2E_SITE").context("E2E_SITE must name the folder of a built site")?;
    let paper = Paper::open(Path::new(&site))?;
    let browser = Browser::start(Engine::Chromium, &LaunchOptions::default())?;
    let plain = Plain::write(&browser, &paper)?;
    println!("\nmedian of {RUNS}, milliseconds{:>23} {:>9} {:>7}", "Dateline", "plain", "ratio");
    for connection in CONNECTIONS {
        let ours = Loads::measure(|| load(&browser, &paper, &paper.file("B")?, true, connection))?;
        let theirs = Loads::measure(|| load(&browser, &paper, PLAIN[0], false, connection))?;
        let name = connection.0;
        row(&format!("{name}: first text painted"), ours.first, theirs.first);
        row(&format!("{name}: largest part painted"), ours.largest, theirs.largest);
        println!(
            "{:<46} {:>9.3} {:>9.3}",
            format!("{name}: layout shift"),
            ours.shift,
            theirs.shift
        );
        let theirs = median(|| follow(&browser, &paper, PLAIN_LINK, connection))?;
        for link in OUR_LINKS {
            let ours = median(|| follow(&browser, &paper, *link, connection))?;
            row(&format!("{name}: {} clicked to painted", link.name), ours, theirs);
        }
    }
    drop(plain);
    Ok(())
}

fn row(what: &str, ours: f64, theirs: f64) {
    println!("{what:<46} {ours:>9.1} {theirs:>9.1} {:>7.2}", ours / theirs);
}

/// The times of opening a page.
#[derive(Default)]
struct Loads {
    first: f64,
    largest: f64,
    shift: f64,
}

impl Loads {
    fn measure(load: impl Fn() -> Result<[f64; 3]>) -> Result<Loads> {
        let loads = (0..RUNS).map(|_| load()).collect::<Result<Vec<_>>>()?;
        let middle = |at: usize| {
            let mut values: Vec<f64> = loads.iter().map(|load| load[at]).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Ok(Loads { first: middle(0), largest: middle(1), shift: middle(2) })
    }
}

fn median(measure: impl Fn() -> Result<f64>) -> Result<f64> {
    let mut values = (0..RUNS).map(|_| measure()).collect::<Result<Vec<_>>>()?;
    values.sort_by(f64::total_cmp);
    Ok(values[values.len() / 2])
}

/// A user with an empty cache: the host has a new origin.
fn fresh<'a>(
    browser: &'a Browser,
    paper: &'a Paper,
    with_viewer: bool,
    &(_, delay, speed): &(&str, u32, i32),
) -> Result<User<'a>> {
    let mut user = User::new(browser, paper, "/")?;
    user.with_viewer = with_viewer;
    user.host.compress();
    user.session.devtools("Network.enable", &json!({}))?;
    let conditions = json!({"offline": false, "latency": delay, "downloadThroughput": speed,
        "uploadThroughput": speed});
    user.session.devtools("Network.emulateNetworkConditions", &conditions)?;
    Ok(user)
}

fn load(
    browser: &Browser,
    paper: &Paper,
    file: &str,
    with_viewer: bool,
    connection: &(&str, u32, i32),
) -> Result<[f64; 3]> {
    let user = fresh(browser, paper, with_viewer, connection)?;
    user.type_address(file)?;
    user.wait_for_snapshot("the page", |snapshot| snapshot.settled)?;
    user.wait_for_frames()?;
    let measured = user.session.run_async(
        "const done = arguments[0];
        const all = type => new Promise(told => {
            new PerformanceObserver(list => told(list.getEntries())).observe({ type, buffered: true });
            setTimeout(() => told([]), 200);
        });
        Promise.all(['paint', 'largest-contentful-paint', 'layout-shift'].map(all)).then(
            ([paints, largest, shifts]) => done([
                paints.find(it => it.name === 'first-contentful-paint')?.startTime,
                largest.at(-1)?.startTime,
                shifts.reduce((sum, it) => sum + it.value, 0),
            ]));",
        &[],
    )?;
    let number = |at: usize| measured[at].as_f64().context("the browser measured nothing");
    Ok([number(0)?, number(1)?, number(2)?])
}

/// A link to measure.
#[derive(Clone, Copy)]
struct Link {
    name: &'static str,
    with_viewer: bool,
    to: &'static str,
    /// Whether its page is prefetched, as the viewer does with Next.
    prefetched: bool,
}

const PLAIN_LINK: Link = Link { name: "", with_viewer: false, to: PLAIN[1], prefetched: false };

const OUR_LINKS: &[Link] = &[
    Link { name: "Previous", with_viewer: true, to: "C", prefetched: false },
    Link { name: "Next (prefetched)", with_viewer: true, to: "A", prefetched: true },
];

/// Measures from the click on a link until the new page is painted.
fn follow(
    browser: &Browser,
    paper: &Paper,
    Link { with_viewer, to, prefetched, .. }: Link,
    connection: &(&str, u32, i32),
) -> Result<f64> {
    let user = fresh(browser, paper, with_viewer, connection)?;
    let file = if with_viewer { paper.file("B")? } else { PLAIN[0].to_owned() };
    user.type_address(&file)?;
    user.wait_for_snapshot("the page", |snapshot| snapshot.settled)?;
    if prefetched {
        let data = format!("data/{}.json", paper.file(to)?.trim_end_matches(".html"));
        let come = format!(
            "performance.getEntriesByType('resource').some(it => \
            it.name.endsWith('{data}') && it.responseEnd)"
        );
        user.wait_until("the next page has been fetched", &come)?;
    }
    user.session.run(
        "const now = () => performance.timeOrigin + performance.now();
        addEventListener('click', event =>
            sessionStorage.clicked = performance.timeOrigin + event.timeStamp, true);
        // The title changes with the page, which the next frame shows.
        new MutationObserver(() =>
            requestAnimationFrame(() => setTimeout(() => window.painted ??= now()))
        ).observe(document.querySelector('title'), { childList: true });",
        &[],
    )?;
    if with_viewer {
        user.follow(to)?;
    } else {
        user.click(to)?;
        let address = ["/", to].concat();
        user.wait_for_snapshot("the next page", |it| it.settled && it.address == address)?;
    }
    user.wait_for_frames()?;
    let taken = user.value(
        "(window.painted ?? performance.timeOrigin
            + performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
            - Number(sessionStorage.clicked)",
    )?;
    taken.as_f64().context("nothing was measured")
}

/// Two articles as handwritten HTML: headings, paragraphs, pictures, a link.
struct Plain(Vec<PathBuf>);

impl Plain {
    fn write(browser: &Browser, paper: &Paper) -> Result<Plain> {
        let mut plain = Plain(Vec::new());
        for (at, name) in ["B", "C"].into_iter().enumerate() {
            let user = User::new(browser, paper, "/")?;
            user.open(name)?;
            let parts = user.value(
                "[...document.querySelectorAll('article :is(h1, h2, h3, p, li, figure img)')]
                    .map(it => it.tagName === 'IMG'
                        ? `<img src=\"${new URL(it.src).pathname}\" alt=\"\" width=\"${it.width}\"
                            height=\"${it.height}\">`
                        : `<${it.tagName}>${it.textContent.replaceAll('<', '&lt;')}</${it.tagName}>`)",
            )?;
            let parts: Vec<&str> =
                parts.as_array().context("no article")?.iter().filter_map(Value::as_str).collect();
            let html = format!(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{name}</title>\
                 <style>body {{ max-width: 40em; margin: auto; font: 1.1em/1.5 serif }}</style>\
                 {}<p><a href=\"/{}\">Next</a>",
                parts.concat(),
                PLAIN[1 - at]
            );
            let file = paper.site.join(PLAIN[at]);
            fs::write(&file, html)?;
            plain.0.push(file);
        }
        Ok(plain)
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        for file in &self.0 {
            let _ = fs::remove_file(file);
        }
    }
}
