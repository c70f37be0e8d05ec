//! A reader's visit: a host with a new origin (so that the caches are empty), and a tab.

use crate::contestant::Contestant;
use crate::network::Network;
use anyhow::{Context as _, Result};
use e2e::host::{HostKind, Sent};
use e2e::{Browser, Host, wait};
use serde_json::{Value, json};
use std::path::Path;
use std::thread;
use std::time::Duration;

const OBSERVE: &str = include_str!("observe.js");

/// How long the browser is left alone after a page has been opened, for the reason of [`Network::rest_ms`].
const QUIET: Duration = Duration::from_secs(2);

/// The first link to an address, scrolled into view.
const FIND_LINK: &str = "
    const link = [...document.querySelectorAll('a[href]')].findLast(it =>
        new URL(it.href).pathname === arguments[0] && it.checkVisibility());
    link?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return link ?? null;";

/// Waits until two seconds after the load, and until the scripts have started.
const LOADED: &str = "
    const done = arguments[0];
    const wait = () => {
        const load = performance.getEntriesByType('navigation')[0]?.loadEventEnd;
        if (!STARTED || !load) return setTimeout(wait, 50);
        bench.ready ??= performance.now();
        if (performance.now() < load + 2000) return setTimeout(wait, 50);
        done(bench.load());
    };
    wait();";

pub(crate) struct Visit<'a> {
    pub browser: &'a Browser,
    pub contestant: Contestant,
    network: Network,
    host: Host,
}

impl<'a> Visit<'a> {
    pub(crate) fn begin(
        browser: &'a Browser,
        contestant: Contestant,
        site: &Path,
        network: Network,
    ) -> Result<Visit<'a>> {
        let host = Host::start(site.to_owned(), "/")?;
        // It sends what `_headers` says.
        host.emulate(HostKind::Netlify);
        host.serve_worker();
        host.serve_over(network.line());
        let visit = Visit { browser, contestant, network, host };
        visit.new_tab()?;
        Ok(visit)
    }

    /// Closes the tab, and opens another one.
    pub(crate) fn new_tab(&self) -> Result<()> {
        self.browser.fresh_tab()?;
        let session = &self.browser.session;
        session.devtools("Page.enable", &json!({}))?;
        session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": OBSERVE }))?;
        session.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": self.network.cpu }))?;
        Ok(())
    }

    pub(crate) fn sent(&self) -> Sent {
        self.host.sent()
    }

    /// The files that the host has been asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.host.requests()
    }

    /// Opens an article, without waiting.
    pub(crate) fn open(&self, file: &str) -> Result<()> {
        self.browser.session.open(&format!("{}/{file}", self.host.address))
    }

    /// Opens an article, and returns what the browser has measured until two seconds after the load.
    pub(crate) fn load(&self, file: &str) -> Result<Value> {
        self.open(file)?;
        thread::sleep(QUIET);
        let script = LOADED.replace("STARTED", &format!("({})", self.contestant.started()));
        self.browser.session.run_async(&script, &[])
    }

    /// Ends the visit: waits until the service worker has kept the page, if there is a worker, opens a new tab, and
    /// stops the worker.
    pub(crate) fn end(&self) -> Result<()> {
        if self.contestant != Contestant::Dateline {
            return self.new_tab();
        }
        self.wait_until("navigator.serviceWorker.controller")?;
        let session = &self.browser.session;
        let kept = "const done = arguments[0];
            caches.match(location.href, { ignoreVary: true }).then(it => done(!!it))";
        let is_kept = || session.run_async(kept, &[]).is_ok_and(|kept| kept == true).then_some(());
        wait::until(is_kept).context("the worker doesn't keep the page")?;
        self.new_tab()?;
        session.devtools("ServiceWorker.enable", &json!({}))?;
        session.devtools("ServiceWorker.stopAllWorkers", &json!({}))?;
        session.devtools("ServiceWorker.disable", &json!({})).map(drop)
    }

    /// Waits until the page `file` is shown and its scripts have started.
    pub(crate) fn wait_for(&self, file: &str) -> Result<()> {
        thread::sleep(Duration::from_millis(self.network.rest_ms));
        self.wait_until(&format!(
            "location.pathname === {} && document.readyState === 'complete' && {}",
            json!(format!("/{file}")),
            self.contestant.started()
        ))
    }

    pub(crate) fn wait_until(&self, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression})");
        let holds = || self.browser.session.run(&script, &[]).is_ok_and(|it| it == true);
        wait::until(|| holds().then_some(()))
            .with_context(|| format!("{}: timed out: {expression}", self.contestant.title()))
    }

    pub(crate) fn number(&self, expression: &str) -> Result<Option<f64>> {
        Ok(self.browser.session.run(&format!("return {expression}"), &[])?.as_f64())
    }

    /// Scrolls to the link to `file`.
    pub(crate) fn find_link(&self, file: &str) -> Result<e2e::webdriver::Element> {
        let path = format!("/{file}");
        let link = self.browser.session.find(FIND_LINK, &[json!(path)])?;
        link.with_context(|| format!("{}: no link to {file}", self.contestant.title()))
    }

    /// Whether the data of the article `file` has come.
    pub(crate) fn has_data(&self, file: &str) -> Result<bool> {
        let script = "const [data] = arguments;
            return performance.getEntriesByType('resource')
                .some(it => new RegExp(data).test(it.name) && it.responseEnd > 0)";
        let slug = file.trim_start_matches("article/").trim_end_matches(".html");
        let data = json!(self.contestant.data(slug));
        Ok(self.browser.session.run(script, &[data])? == true)
    }

    /// Waits until the page is painted, and returns the time since the measurement has begun.
    pub(crate) fn taken(&self) -> Result<f64> {
        let look = || self.number("window.bench?.taken() ?? null").ok().flatten();
        wait::until(look).with_context(|| format!("{}: nothing painted", self.contestant.title()))
    }
}
