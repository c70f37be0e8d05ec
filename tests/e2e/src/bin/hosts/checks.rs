//! The checks for every host.

use crate::deployments::{Deployment, RunningSite};
use crate::http::get;
use crate::offline::offline;
use anyhow::{Context as _, Result, ensure};
use e2e::walk::walk;
use e2e::words;
use e2e::{Run, Tier, User};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

/// A check, and which deployments it applies to.
pub(crate) struct Check {
    pub name: &'static str,
    pub steps: Method,
    is_for: fn(&Deployment) -> bool,
}

/// How a check is made.
pub(crate) enum Method {
    /// In a browser; by default only at [typical deployments](Deployment::is_typical).
    Browser(fn(&User, &RunningSite) -> Result<()>),
    /// By HTTP requests; at every deployment, by default for fewer files.
    Http(fn(&RunningSite, &Run) -> Result<()>),
}

impl Check {
    /// Whether a run includes it for this deployment.
    pub(crate) fn is_in(&self, run: &Run, deployment: &Deployment) -> bool {
        let is_essential = matches!(self.steps, Method::Http(_)) || deployment.is_typical();
        (run.tier == Tier::All || is_essential) && (self.is_for)(deployment)
    }
}

const fn in_browser(name: &'static str, steps: fn(&User, &RunningSite) -> Result<()>) -> Check {
    Check { name, steps: Method::Browser(steps), is_for: |_| true }
}

const fn over_http(name: &'static str, steps: fn(&RunningSite, &Run) -> Result<()>) -> Check {
    Check { name, steps: Method::Http(steps), is_for: |_| true }
}

const fn only(is_for: fn(&Deployment) -> bool, check: Check) -> Check {
    Check { is_for, ..check }
}

/// All checks. Each is a line here, and a function below or in its own file.
pub(crate) const CHECKS: &[Check] = &[
    only(Deployment::has_index_documents, in_browser("front_page", front_page)),
    in_browser("front_page_by_its_file", front_page_by_its_file),
    in_browser("deep_links", deep_links),
    in_browser("deep_links_without_endings", without_endings),
    in_browser("reload", |user, _| {
        walk(user, "open headlines, B, reload, C, reload")?;
        walk(user, "open B, scroll 300, reload")
    }),
    only(
        |deployment| !deployment.hides_extensions(),
        in_browser("reload_keeps_the_spot", |user, _| {
            walk(user, "open headlines, B, scroll 300, reload")
        }),
    ),
    in_browser("back_and_forward", |user, _| {
        walk(user, "open headlines, B, C, back, forward, B, go -2, back, forward")
    }),
    in_browser("previous_and_next", previous_and_next),
    in_browser("a_place_on_a_page", |user, _| {
        let page = "article/what-a-place-name-promises.html";
        walk(user, &format!("open {page}#d-note-1, headlines, back, reload"))
    }),
    over_http("missing_is_said_to_be", missing_status),
    only(Deployment::shows_not_found_page, in_browser("missing_shows_a_way_on", missing_page)),
    only(
        |deployment| !deployment.shows_not_found_page(),
        in_browser("missing_leaves_a_way_back", missing_words),
    ),
    over_http("media_types", media_types),
    over_http("whole_files", whole_files),
    only(Deployment::sets_cache_control, over_http("what_may_be_kept", what_may_be_kept)),
    only(Deployment::sends_precompressed, over_http("precompressed", precompressed)),
    only(
        Deployment::sends_precompressed,
        in_browser("precompressed_is_read", |user, _| {
            walk(user, "open headlines, B, reload, back")
        }),
    ),
    in_browser("offline", offline),
];

fn front_page(user: &User, running: &RunningSite) -> Result<()> {
    walk(user, "open front, craft, back, reload, headlines, front")?;
    // Not through the "not found" page, from which the viewer would show the front page too.
    let status = get(&running.address(""), &[])?.status;
    ensure!(status == 200, "the front page has the status {status}");
    // Relative addresses need the trailing slash.
    if running.deployment.root != "/" && running.deployment.adds_slash() {
        user.session.open(running.address("").trim_end_matches('/'))?;
        user.wait_for_page("front")?;
    }
    Ok(())
}

fn front_page_by_its_file(user: &User, running: &RunningSite) -> Result<()> {
    user.session.open(&running.address("index.html"))?;
    let printed = user.paper.printed("index.html")?;
    user.wait_for_snapshot("the front page", |it| it.settled && it.heading == printed.heading)?;
    user.follow("headlines")?;
    user.follow("B")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    user.session.back()?;
    user.wait_for_snapshot("the front page", |it| it.settled && it.heading == printed.heading)?;
    Ok(())
}

fn deep_links(user: &User, _: &RunningSite) -> Result<()> {
    let pages = [
        "A",
        "headlines",
        "headlines/1.html",
        "craft",
        "section/craft/1.html",
        "author/edith-marlow.html",
        "topic/telegraph.html",
        "article/geumsok-hwalja.html",
    ];
    pages.iter().try_for_each(|page| user.open(page))
}

/// Where a host serves `x.html` for `x`, the viewer handles that.
fn without_endings(user: &User, running: &RunningSite) -> Result<()> {
    for file in [user.paper.file("B")?, "headlines.html".into(), "section/craft.html".into()] {
        let address = running.address(file.trim_end_matches(".html"));
        // Other hosts have a folder of that name, or nothing.
        if get(&address, &[])?.status != 200 {
            continue;
        }
        user.session.open(&address)?;
        let printed = user.paper.printed(&file)?;
        user.wait_for_snapshot(&file, |it| it.settled && it.heading == printed.heading)?;
        user.follow("C").or_else(|_| user.follow("headlines"))?;
    }
    Ok(())
}

fn previous_and_next(user: &User, _: &RunningSite) -> Result<()> {
    let go = |rel: &str, page: &str| {
        let find = "const link = document.querySelector(`.neighbours a[rel=${arguments[0]}]`);
            link?.scrollIntoView({ block: 'center', behavior: 'instant' });
            return link";
        let link = user.session.find(find, &[rel.into()])?;
        user.session.click(&link.with_context(|| format!("there is no {rel}"))?)?;
        user.wait_for_page(page).map(drop)
    };
    user.open("B")?;
    go("prev", "C")?;
    go("prev", "D")?;
    go("next", "C")?;
    user.session.reload()?;
    user.wait_for_page("C")?;
    go("next", "B")?;
    go("next", "A")
}

/// Addresses without a page, at several depths, among the pages' folders and elsewhere.
const NOWHERE: [&str; 4] =
    ["nowhere.html", "article/nowhere.html", "section/no/9.html", "viewer/nowhere.js"];

fn missing_status(running: &RunningSite, _: &Run) -> Result<()> {
    for file in NOWHERE {
        let answer = get(&running.address(file), &[])?;
        ensure!(answer.status == running.deployment.missing_status(), "{file}: {}", answer.status);
        let kept = answer.header("cache-control");
        ensure!(!kept.contains("max-age=31"), "{file} is missing, but cacheable: {kept}");
    }
    Ok(())
}

fn missing_page(user: &User, running: &RunningSite) -> Result<()> {
    for file in NOWHERE {
        user.session.open(&running.address(file))?;
        user.wait_for_heading(words::NOT_FOUND)?;
        let styled = "getComputedStyle(document.querySelector('.skip')).position !== 'static'";
        user.wait_until("the page has its style", styled)?;
        user.follow("headlines")?;
        user.session.back()?;
        user.wait_for_heading(words::NOT_FOUND)?;
    }
    Ok(())
}

fn missing_words(user: &User, running: &RunningSite) -> Result<()> {
    user.open("headlines")?;
    user.session.open(&running.address(NOWHERE[1]))?;
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

/// The valid media types of a file; browsers detect others by themselves.
fn media_types_of(ending: &str) -> Option<&'static [&'static str]> {
    Some(match ending {
        "html" => &["text/html"],
        "css" => &["text/css"],
        "js" => &["text/javascript", "application/javascript"],
        "json" => &["application/json"],
        "wasm" => &["application/wasm"],
        "svg" => &["image/svg+xml"],
        "png" => &["image/png"],
        _ => return None,
    })
}

fn media_types(running: &RunningSite, run: &Run) -> Result<()> {
    let mut seen = Vec::new();
    for file in files(running, run)? {
        let ending = file.rsplit('.').next().unwrap_or_default();
        let Some(allowed) = media_types_of(ending) else { continue };
        let answer = get(&running.address(&file), &[])?;
        let media_type = answer.media_type();
        // Requests for a page's file may be redirected.
        if !(300..400).contains(&answer.status) {
            ensure!(allowed.contains(&media_type), "{file}: {media_type}");
        }
        let charset = answer.header("content-type").to_ascii_lowercase();
        let charset = charset.split_once("charset=").map_or("utf-8", |(_, charset)| charset);
        ensure!(charset == "utf-8", "{file}: {charset}");
        seen.push(ending.to_owned());
    }
    let all = ["html", "css", "js", "json", "wasm", "svg", "png"];
    let missing = all.iter().find(|ending| !seen.iter().any(|it| it == *ending));
    ensure!(missing.is_none(), "the paper has no {missing:?} to look at");
    Ok(())
}

/// Every file is served unchanged.
fn whole_files(running: &RunningSite, run: &Run) -> Result<()> {
    for file in files(running, run)? {
        let sent_on =
            file.ends_with(".html") && get(&running.address(&file), &[])?.status / 100 == 3;
        if sent_on || file == "serve.json" || file.starts_with('_') {
            continue;
        }
        let answer = get(&running.address(&file), &[])?;
        ensure!(answer.status == 200, "{file}: {}", answer.status);
        ensure!(answer.body == fs::read(running.site.join(&file))?, "{file} is another one");
    }
    Ok(())
}

/// Files with a hash in their names are immutable, and no others.
fn what_may_be_kept(running: &RunningSite, run: &Run) -> Result<()> {
    let mut kept = 0;
    for file in files(running, run)? {
        if file == "serve.json" || file.starts_with('_') {
            continue;
        }
        let answer = get(&running.address(&file), &[])?;
        let says = answer.header("cache-control");
        if file.starts_with("viewer/") || file.starts_with("media/") {
            let a_year = says.contains("max-age=31") && !says.contains("no-cache");
            ensure!(a_year, "{file}: {says}");
            kept += 1;
        } else if answer.status == 200 {
            let asks = ["no-cache", "must-revalidate"].iter().any(|word| says.contains(word));
            ensure!(asks && !says.contains("max-age=31"), "{file}: {says}");
        }
        let sniff = answer.header("x-content-type-options");
        ensure!(answer.status != 200 || sniff == "nosniff", "{file} may be taken for another type");
    }
    ensure!(kept > 3, "only {kept} files are immutable");
    Ok(())
}

/// A file with a `.gz` beside it is sent precompressed, with its media type, if the client accepts gzip.
fn precompressed(running: &RunningSite, run: &Run) -> Result<()> {
    let mut looked_at = 0;
    for file in files(running, run)? {
        let allowed = match file.rsplit('.').next() {
            Some(ending @ ("js" | "css" | "wasm" | "html")) => media_types_of(ending),
            _ => None,
        };
        let Some(allowed) = allowed else { continue };
        let whole = fs::read(running.site.join(&file))?;
        // Recognizable, to tell it from the host's own compression.
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&whole)?;
        let ready = encoder.finish()?;
        fs::write(running.site.join([&file, ".gz"].concat()), &ready)?;
        let answer = get(&running.address(&file), &[("Accept-Encoding", "gzip")])?;
        ensure!(answer.header("content-encoding") == "gzip", "{file} is not sent compressed");
        ensure!(answer.body == ready, "{file} is compressed by the host");
        ensure!(allowed.contains(&answer.media_type()), "{file}: {}", answer.media_type());
        ensure!(
            answer.header("vary").to_ascii_lowercase().contains("accept-encoding"),
            "{file}: Vary"
        );
        let mut text = Vec::new();
        GzDecoder::new(&*answer.body).read_to_end(&mut text)?;
        ensure!(text == whole, "{file} is another one");
        let plain = get(&running.address(&file), &[("Accept-Encoding", "identity")])?;
        ensure!(
            plain.header("content-encoding").is_empty(),
            "{file} is sent compressed to clients without gzip"
        );
        looked_at += 1;
    }
    ensure!(looked_at > 3, "only {looked_at} files were looked at");
    Ok(())
}

/// The files to request: all, or by default one for each extension in each folder.
fn files(running: &RunningSite, run: &Run) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![running.site.clone()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(&running.site)?.to_string_lossy().into_owned());
            }
        }
    }
    // Precompressed files are covered by the files that they belong to.
    files.retain(|file| !file.ends_with(".gz") && !file.ends_with(".br"));
    files.sort();
    if run.tier == Tier::Essential {
        let mut seen = HashSet::new();
        files.retain(|file| {
            let path = Path::new(file);
            seen.insert((path.parent().map(Path::to_owned), path.extension().map(OsStr::to_owned)))
        });
    }
    Ok(files)
}
