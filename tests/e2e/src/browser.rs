//! Browsers and their WebDriver servers.

use crate::wait;
use crate::webdriver::Session;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The window's size in the walks.
pub const WINDOW: (u32, u32) = (1000, 800);

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, Chrome, Edge, …
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the closest to Safari on Linux.
    WebKit,
}

impl Engine {
    /// All engines.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Its index in [`Engine::ALL`].
    pub(crate) fn number(self) -> usize {
        self as usize
    }

    /// The engine with this name.
    ///
    /// # Errors
    /// No engine has this name.
    pub fn named(name: &str) -> Result<Engine> {
        let found = Engine::ALL.into_iter().find(|engine| engine.name() == name);
        found.with_context(|| format!("no engine is named `{name}`: chromium, firefox, webkit"))
    }

    /// What each trial opens, as a WebDriver window type. WebKitGTK's test browser has no tabs, so it opens a window.
    fn kind_of_window(self) -> &'static str {
        if self == Engine::WebKit { "window" } else { "tab" }
    }

    /// Its name in the names of trials.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The timeout of page loads and scripts. WebKitGTK takes 15 seconds for a list with a headline of a megabyte, and longer
    /// next to another browser.
    pub fn timeout(self) -> Duration {
        Duration::from_secs(if self == Engine::WebKit { 120 } else { 60 })
    }

    fn driver(self, port: u16) -> Command {
        match self {
            Engine::Chromium => {
                let mut driver = Command::new("chromedriver");
                driver.arg(format!("--port={port}"));
                driver
            }
            Engine::Firefox => {
                let mut driver = Command::new("geckodriver");
                // Every instance listens on a second port, which must be unique.
                let second = free_port().unwrap_or_default().to_string();
                driver.args(["--port", &port.to_string(), "--websocket-port", &second]);
                driver
            }
            Engine::WebKit => {
                let mut driver = Command::new("WebKitWebDriver");
                driver.arg(format!("--port={port}"));
                driver.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                driver
            }
        }
    }

    fn capabilities(self) -> Value {
        let (width, height) = WINDOW;
        let mut capabilities = match self {
            Engine::Chromium => {
                let size = format!("--window-size={width},{height}");
                // Don't start a spare renderer process, which slows this one down.
                let features = "--disable-features=SpareRendererForSitePerProcess";
                let mut options = json!({ "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--hide-scrollbars", features, size,
                ]});
                if let Some(binary) = which(&["chromium", "google-chrome", "chromium-browser"]) {
                    options["binary"] = json!(binary);
                }
                json!({ "goog:chromeOptions": options })
            }
            Engine::Firefox => {
                let size = [format!("--width={width}"), format!("--height={height}")];
                // The driver lets `file://` pages read other files, unlike a normal Firefox.
                let prefs = json!({ "security.fileuri.strict_origin_policy": true });
                let args = json!(["-headless", size[0], size[1]]);
                let mut options = json!({ "args": args, "prefs": prefs });
                if let Some(binary) = which(&["firefox-esr", "firefox"]) {
                    options["binary"] = json!(binary);
                }
                json!({ "moz:firefoxOptions": options })
            }
            Engine::WebKit => json!({ "webkitgtk:browserOptions": {
                "binary": mini_browser(), "args": ["--automation"] } }),
        };
        // Don't wait for subresources: tests hold them back. WebKitGTK's driver hangs with that strategy.
        let strategy = if self == Engine::WebKit { "normal" } else { "eager" };
        capabilities["pageLoadStrategy"] = json!(strategy);
        let timeout = self.timeout().as_millis();
        capabilities["timeouts"] = json!({ "script": timeout, "pageLoad": timeout });
        capabilities
    }
}

/// Command-line switches and preferences, to test browsers as some people have set them.
#[derive(Clone, Debug, Default)]
pub struct LaunchOptions {
    /// Chromium's switches.
    pub chromium: &'static [&'static str],
    /// Chromium's preferences by name.
    pub chromium_prefs: Value,
    /// Firefox's preferences by name.
    pub firefox: Value,
    /// The switches of WebKitGTK's test browser.
    pub webkit: &'static [&'static str],
    /// Whether reduced motion is preferred.
    pub less_motion: bool,
}

impl LaunchOptions {
    fn add_to(&self, engine: Engine, capabilities: &mut Value) {
        match engine {
            Engine::Chromium => {
                let options = &mut capabilities["goog:chromeOptions"];
                let less_motion = self.less_motion.then_some(&"--force-prefers-reduced-motion");
                if let Some(args) = options["args"].as_array_mut() {
                    args.extend(self.chromium.iter().chain(less_motion).map(|it| json!(it)));
                }
                if self.chromium_prefs.is_object() {
                    options["prefs"] = self.chromium_prefs.clone();
                }
            }
            Engine::Firefox => {
                let prefs = &mut capabilities["moz:firefoxOptions"]["prefs"];
                for (name, value) in self.firefox.as_object().into_iter().flatten() {
                    prefs[name] = value.clone();
                }
                if self.less_motion {
                    prefs["ui.prefersReducedMotion"] = json!(1);
                }
            }
            Engine::WebKit => {
                let options = &mut capabilities["webkitgtk:browserOptions"];
                if let Some(args) = options["args"].as_array_mut() {
                    args.extend(self.webkit.iter().map(|&switch| json!(switch)));
                }
            }
        }
    }
}

/// A browser controlled by a driver. It is closed when dropped.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    /// The WebDriver session.
    pub session: Session,
    driver: Driver,
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    /// The driver is missing, or reports an error.
    pub fn start(engine: Engine, options: &LaunchOptions) -> Result<Browser> {
        let driver = Driver::start(engine, options)?;
        let mut capabilities = engine.capabilities();
        options.add_to(engine, &mut capabilities);
        let session = Session::start(driver.port, engine.timeout() * 2, &capabilities)?;
        Ok(Browser { engine, session, driver })
    }

    /// Opens a fresh tab, with empty history and session storage, and closes the old one.
    ///
    /// # Errors
    /// The driver reports an error.
    pub fn fresh_tab(&self) -> Result<()> {
        let old = self.session.windows()?;
        if self.keeps_its_window() && old.len() == 1 && self.has_short_history() {
            return Ok(());
        }
        let fresh = self.session.new_window(self.engine.kind_of_window())?;
        for window in old {
            self.session.switch_to(&window)?;
            self.session.close_window()?;
        }
        self.session.switch_to(&fresh)
    }
}

impl Browser {
    fn keeps_its_window(&self) -> bool {
        self.engine == Engine::WebKit
    }

    fn has_short_history(&self) -> bool {
        const LONGEST: u64 = 30;
        let length = self.session.run("return history.length", &[]);
        length.is_ok_and(|length| length.as_u64().is_some_and(|length| length <= LONGEST))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Fails if the browser has crashed.
        let _ = self.session.end();
        self.driver.stop();
    }
}

struct Driver {
    process: Child,
    screen: Option<Child>,
    port: u16,
}

impl Driver {
    fn start(engine: Engine, options: &LaunchOptions) -> Result<Driver> {
        let port = free_port()?;
        let mut command = engine.driver(port);
        let mut screen = None;
        if engine == Engine::WebKit {
            let (process, display) = start_screen()?;
            command.env("DISPLAY", display);
            screen = Some(process);
            if options.less_motion {
                command.env("XDG_CONFIG_HOME", settings_without_animations()?);
            }
        }
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn();
        let process = process
            .with_context(|| format!("{name} doesn't start; `cargo xtask setup --test` helps"))?;
        let driver = Driver { process, screen, port };
        let connect = || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok();
        wait::until(connect).with_context(|| format!("{name} doesn't listen on port {port}"))?;
        Ok(driver)
    }

    fn stop(&mut self) {
        for process in [Some(&mut self.process), self.screen.as_mut()].into_iter().flatten() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Starts a virtual display, for browsers without a headless mode. Returns its name too.
fn start_screen() -> Result<(Child, String)> {
    let mut command = Command::new("Xvfb");
    // Xvfb chooses a free display number, and prints it.
    command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().context("Xvfb doesn't start")?;
    let mut number = String::new();
    let output = process.stdout.take().context("Xvfb has no output")?;
    BufReader::new(output).read_line(&mut number)?;
    Ok((process, format!(":{}", number.trim())))
}

/// A folder with desktop settings without animations, which WebKitGTK reads its preference from.
fn settings_without_animations() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join("dateline-without-animations");
    let settings = folder.join("gtk-3.0");
    let file = settings.join("settings.ini");
    // Another browser may be reading the file.
    if !file.is_file() {
        fs::create_dir_all(&settings)?;
        fs::write(file, "[Settings]\ngtk-enable-animations=false\n")?;
    }
    Ok(folder)
}

/// A free port.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

pub(crate) fn which(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    candidates.into_iter().find(|file| file.is_file())
}

/// The path of WebKitGTK's test browser, which depends on the architecture.
fn mini_browser() -> PathBuf {
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let folders = libraries.map(|entry| entry.path().join("webkit2gtk-4.1/MiniBrowser"));
    let mut found = folders.filter(|file| file.is_file());
    found.next().unwrap_or_else(|| Path::new("MiniBrowser").to_owned())
}
