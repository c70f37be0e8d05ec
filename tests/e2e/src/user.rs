//! A user who reads a paper in a browser.

use crate::browser::{Browser, Engine};
use crate::host::Host;
use crate::paper::{self, Paper, Printed, one_space};
use crate::wait;
use crate::webdriver::{Element, Session};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// A user, with their own host and an empty tab.
pub struct User<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The browser's WebDriver session.
    pub session: &'a Session,
    /// The paper that the host serves.
    pub paper: &'a Paper,
    /// The host.
    pub host: Host,
    /// The origin of the paper: that of `host`, unless a test sets another.
    pub origin: String,
    /// The paper's root on the host: `/` or `/a/b/`.
    pub root: &'static str,
    /// Whether the host shows `article/x` for `article/x.html`.
    pub hides_extensions: bool,
    /// Whether the viewer is expected to start.
    pub with_viewer: bool,
}

/// What the user sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The address: decoded path and fragment.
    pub address: String,
    /// The document's title.
    pub title: String,
    /// The page's first heading.
    pub heading: String,
    /// The scroll offset, in CSS pixels.
    pub top: f64,
    /// The length of the session history.
    pub entries: u64,
    /// Whether no navigation is in progress.
    pub settled: bool,
}

const LOOK: &str = "
    const root = document.documentElement;
    return {
        address: decodeURI(location.pathname) + location.hash,
        title: document.title,
        heading: document.querySelector('h1')?.textContent ?? '',
        top: scrollY,
        entries: history.length,
        viewer: root.dataset.viewer === 'ready' && root.dataset.routeState === 'settled',
        complete: document.readyState === 'complete',
    }";

/// The first clickable link to an address, scrolled into view; `null` if there is none.
const FIND_LINK: &str = "
    const [path, hash] = arguments;
    const leads = link => decodeURI(link.pathname) === path && (!hash || link.hash === hash)
        && link.origin === location.origin;
    const links = [...document.querySelectorAll('a[href]')].filter(leads);
    const link = links.find(link => link.checkVisibility() && link.getClientRects().length
        && !link.classList.contains('skip'));
    if (!link) return null;
    const box = link.getClientRects()[0];
    if (box.top < 0 || box.bottom > innerHeight)
        link.scrollIntoView({ block: 'center', behavior: 'instant' });
    return link;";

impl<'a> User<'a> {
    /// A user in a fresh tab, with a new host that serves the paper at `root`.
    ///
    /// # Errors
    /// The browser reports an error.
    pub fn new(browser: &'a Browser, paper: &'a Paper, root: &'static str) -> Result<User<'a>> {
        browser.fresh_tab()?;
        let host = Host::start(paper.site.clone(), root)?;
        let session = &browser.session;
        let origin = host.address.clone();
        let (hides_extensions, with_viewer) = (false, true);
        Ok(User { browser, session, paper, host, origin, root, hides_extensions, with_viewer })
    }

    /// The browser's engine.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// The absolute address of a page's file.
    pub fn address_of(&self, file: &str) -> String {
        [&self.origin, self.root, paper::address(file)].concat()
    }

    /// Whether a path is an address of `file` on this host.
    pub fn is_address_of(&self, path: &str, file: &str) -> bool {
        let below = path.strip_prefix(self.root);
        below.is_some_and(|below| {
            below == file || self.hides_extensions && file.strip_suffix(".html") == Some(below)
        })
    }

    /// Opens an address, without waiting.
    ///
    /// # Errors
    /// The browser reports an error, or a wait times out; the same for all methods here.
    pub fn type_address(&self, file: &str) -> Result<()> {
        self.session.open(&self.address_of(file))
    }

    /// Opens a page by its address, and waits until it is shown.
    pub fn open(&self, name: &str) -> Result<()> {
        let file = self.paper.file(name)?;
        self.type_address(&file)?;
        self.wait_for_page(name).map(drop)
    }

    /// Waits until the page called `name` is shown and settled.
    pub fn wait_for_page(&self, name: &str) -> Result<Snapshot> {
        let file = self.paper.file(name)?;
        let Printed { title, heading } = self.paper.printed(&file)?;
        self.wait_for_snapshot(&format!("page {name}"), |snapshot| {
            let path = snapshot.address.split('#').next().unwrap_or_default();
            let at_file = file != "index.html" && self.is_address_of(path, &file);
            snapshot.settled
                && (at_file || path == [self.root, paper::address(&file)].concat())
                && snapshot.title == title
                && snapshot.heading == heading
        })
    }

    /// Waits until the page is settled and its first heading is `words`.
    pub fn wait_for_heading(&self, words: &str) -> Result<Snapshot> {
        self.wait_for_snapshot(&format!("heading “{words}”"), |snapshot| {
            snapshot.settled && snapshot.heading == words
        })
    }

    /// Waits until a snapshot is as wanted.
    pub fn wait_for_snapshot(
        &self,
        what: &str,
        wanted: impl Fn(&Snapshot) -> bool,
    ) -> Result<Snapshot> {
        let mut last = None;
        let seen = wait::until(|| match self.snapshot() {
            Ok(snapshot) if wanted(&snapshot) => Some(snapshot),
            other => {
                last = Some(other);
                None
            }
        });
        seen.with_context(|| format!("timed out waiting for {what}; seen: {last:?}"))
    }

    /// Waits until a script's expression is true.
    pub fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        self.wait_within(wait::TIMEOUT, what, expression)
    }

    /// The same, with the given timeout.
    pub fn wait_within(&self, timeout: Duration, what: &str, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression})");
        // Scripts fail while a document is being replaced.
        let holds = || self.session.run(&script, &[]).is_ok_and(|value| value == true);
        wait::within(timeout, || holds().then_some(())).with_context(|| {
            format!("timed out waiting until {what} ({expression}); seen: {:?}", self.snapshot())
        })
    }

    /// Waits until the host has received a request for `file`.
    pub fn wait_until_requested(&self, file: &str) -> Result<()> {
        let asked = || self.host.requests().iter().any(|asked| asked == file);
        wait::until(|| asked().then_some(())).with_context(|| {
            format!("the host has no request for {file}, only {:?}", self.host.requests())
        })
    }

    /// The same for any file with this suffix, after the first `before` requests.
    pub fn wait_until_requested_since(&self, before: usize, ending: &str) -> Result<()> {
        let asked = || self.host.requests()[before..].iter().any(|asked| asked.ends_with(ending));
        wait::until(|| asked().then_some(()))
            .with_context(|| format!("the host has no request for {ending}"))
    }

    /// Waits until the service worker has cached the page called `name`, and its data.
    pub fn wait_until_cached(&self, name: &str) -> Result<()> {
        self.wait_until_file_cached(&self.paper.file(name)?)?;
        self.wait_until_file_cached(&self.paper.data(name)?)
    }

    /// Waits until the service worker has cached `file`.
    pub fn wait_until_file_cached(&self, file: &str) -> Result<()> {
        let script = "const [path, done] = arguments;
            caches.match(new URL(path, location.origin), { ignoreVary: true })
                .then(it => done(!!it), () => done(false))";
        let path = [self.root, file].concat();
        let look = || self.session.run_async(script, &[json!(path)]);
        let is_kept = || look().is_ok_and(|kept| kept == true);
        wait::until(|| is_kept().then_some(()))
            .with_context(|| format!("{path} is not cached: {:?}", look()))
    }

    /// Checks that `file` was requested once after the first `before` requests: nothing reloads by itself.
    pub fn requested_once(&self, before: usize, file: &str) -> Result<()> {
        let times = self.request_count(before, file);
        ensure!(times == 1, "{file} was requested {times} times");
        Ok(())
    }

    /// Checks that `file` was requested at most `most` times after the first `before` requests.
    pub fn requested_at_most(&self, before: usize, file: &str, most: usize) -> Result<()> {
        let times = self.request_count(before, file);
        ensure!(times <= most, "{file} was requested {times} times");
        Ok(())
    }

    fn request_count(&self, before: usize, file: &str) -> usize {
        self.host.requests()[before..].iter().filter(|asked| *asked == file).count()
    }

    /// Waits for two frames, so that changes right after a page has settled are seen too.
    pub fn wait_for_frames(&self) -> Result<()> {
        let frames = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.session.run_async(frames, &[]).map(drop)
    }

    /// What is visible now.
    pub fn snapshot(&self) -> Result<Snapshot> {
        let seen = self.session.run(LOOK, &[])?;
        let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
        let is = |name: &str| seen[name] == true;
        Ok(Snapshot {
            address: text("address"),
            title: one_space(&text("title")),
            heading: one_space(&text("heading")),
            top: seen["top"].as_f64().unwrap_or_default(),
            entries: seen["entries"].as_u64().unwrap_or_default(),
            settled: is("complete") && (is("viewer") || !self.with_viewer),
        })
    }

    /// The link to the page called `name` (or `#fragment` on this page), scrolled into view.
    pub fn link_to(&self, name: &str) -> Result<Element> {
        let (path, hash) = if name.starts_with('#') {
            let here = self.snapshot()?.address;
            (here.split('#').next().unwrap_or_default().to_owned(), name)
        } else {
            let file = self.paper.file(name)?;
            // A link has the page's file name, where the address bar may show less.
            ([self.root, &file].concat(), "")
        };
        let found = self.session.find(FIND_LINK, &[json!(path), json!(hash)])?;
        found.with_context(|| format!("no link to {name} ({path}{hash}) can be clicked here"))
    }

    /// Clicks the link to the page called `name`, without waiting.
    pub fn click(&self, name: &str) -> Result<()> {
        self.session.click(&self.link_to(name)?)
    }

    /// Clicks the link to the page called `name`, and waits for the page.
    pub fn follow(&self, name: &str) -> Result<()> {
        self.click(name)?;
        self.wait_for_page(name).map(drop)
    }

    /// Clicks the first link with this text, without waiting.
    pub fn click_words(&self, words: &str) -> Result<()> {
        let find = "return [...document.querySelectorAll('a[href]')]
            .find(link => link.textContent.trim() === arguments[0] && link.checkVisibility())";
        let link = self.session.find(find, &[json!(words)])?;
        self.session.click(&link.with_context(|| format!("no link has the text “{words}”"))?)
    }

    /// Scrolls to the offset `top`, in CSS pixels.
    pub fn scroll_to(&self, top: f64) -> Result<()> {
        let script = "scrollTo({ top: arguments[0], behavior: 'instant' })";
        self.session.run(script, &[json!(top)]).map(drop)
    }

    /// Evaluates a JavaScript expression.
    pub fn value(&self, expression: &str) -> Result<Value> {
        self.session.run(&format!("return {expression}"), &[])
    }
}
