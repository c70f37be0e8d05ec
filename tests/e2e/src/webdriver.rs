//! A minimal WebDriver client (W3C WebDriver: JSON over HTTP).
//!
//! Existing clients are asynchronous, but tests are simpler with blocking calls, and use only a dozen commands.

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::time::Duration;
use ureq::Agent;

/// The web element identifier of the WebDriver standard.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The point at which to click an element, in CSS pixels of the viewport; or the element that covers it.
const PLACE_OF: &str = "
    const [element] = arguments;
    const middle = () => {
        const box = element.getClientRects()[0];
        return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
    };
    const inSight = ({ x, y }) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight;
    if (!inSight(middle())) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y } = middle();
    const there = document.elementFromPoint(x, y);
    if (element.contains(there) || there?.contains(element)) return { x, y };
    return { covered: there?.outerHTML.slice(0, 200) ?? 'nothing: it is out of snapshot' };";

/// The maximum size of a response; screenshots are large.
const LONGEST_ANSWER: u64 = 256 << 20;

/// A WebDriver session.
pub struct Session {
    agent: Agent,
    address: String,
}

/// An element of the current page.
#[derive(Clone, Debug)]
pub struct Element(String);

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window(String);

impl Session {
    /// Starts a browser by the driver that listens on `port`. Every command has this `timeout`.
    ///
    /// # Errors
    /// The driver reports an error.
    pub fn start(port: u16, timeout: Duration, capabilities: &Value) -> Result<Session> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(timeout))
            .build();
        let mut session =
            Session { agent: config.into(), address: format!("http://127.0.0.1:{port}/session") };
        let answer = session
            .post("", &json!({"capabilities": {"alwaysMatch": capabilities}}))
            .context("the browser didn't start")?;
        let id = answer["sessionId"].as_str().context("the driver returned no session")?;
        session.address = format!("{}/{id}", session.address);
        Ok(session)
    }

    fn get(&self, command: &str) -> Result<Value> {
        let response = self.agent.get(format!("{}{command}", self.address)).call();
        value(command, response)
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value> {
        let request = self.agent.post(format!("{}{command}", self.address));
        let response =
            request.header("Content-Type", "application/json").send(body.to_string().as_str());
        value(command, response)
    }

    fn delete(&self, command: &str) -> Result<Value> {
        value(command, self.agent.delete(format!("{}{command}", self.address)).call())
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// The driver reports an error; the same for all commands.
    pub fn end(&self) -> Result<()> {
        self.delete("").map(drop)
    }

    /// Opens an address.
    pub fn open(&self, address: &str) -> Result<()> {
        self.post("/url", &json!({ "url": address })).map(drop)
    }

    /// Goes back, as by the browser's button.
    pub fn back(&self) -> Result<()> {
        self.post("/back", &json!({})).map(drop)
    }

    /// Goes forward, as by the browser's button.
    pub fn forward(&self) -> Result<()> {
        self.post("/forward", &json!({})).map(drop)
    }

    /// Reloads, as by the browser's button.
    pub fn reload(&self) -> Result<()> {
        self.post("/refresh", &json!({})).map(drop)
    }

    /// Runs a script, and returns its result.
    pub fn run(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs an asynchronous script, and returns what it passes to its last argument, a callback.
    pub fn run_async(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("/execute/async", &json!({ "script": script, "args": args }))
    }

    /// Runs a script that returns an element or `null`.
    pub fn find(&self, script: &str, args: &[Value]) -> Result<Option<Element>> {
        let found = self.run(script, args)?;
        Ok(found[ELEMENT].as_str().map(|id| Element(id.to_owned())))
    }

    /// The first element that matches a CSS selector, without a script.
    pub fn find_by(&self, selector: &str) -> Result<Element> {
        let found =
            self.post("/element", &json!({ "using": "css selector", "value": selector }))?;
        let id = found[ELEMENT].as_str().with_context(|| format!("there is no {selector}"))?;
        Ok(Element(id.to_owned()))
    }

    /// Clicks an element by WebDriver's own command, without a script.
    pub fn click_by_driver(&self, element: &Element) -> Result<()> {
        self.post(&format!("/element/{}/click", element.0), &json!({})).map(drop)
    }

    /// A property of an element, as text.
    pub fn property(&self, element: &Element, name: &str) -> Result<String> {
        self.words(element, &format!("property/{name}"))
    }

    /// The document's title.
    pub fn title(&self) -> Result<String> {
        Ok(self.get("/title")?.as_str().context("the driver returned no title")?.to_owned())
    }

    /// The current address.
    pub fn address(&self) -> Result<String> {
        Ok(self.get("/url")?.as_str().context("the driver returned no address")?.to_owned())
    }

    /// Clicks an element with the pointer, on its first visible line box.
    ///
    /// Not by WebDriver's own command: WebKitGTK's driver reports some clickable elements as not interactable.
    pub fn click(&self, element: &Element) -> Result<()> {
        let place = self.run(PLACE_OF, &[json!({ ELEMENT: element.0 })])?;
        if let Some(other) = place["covered"].as_str() {
            bail!("the element is covered by {other}");
        }
        let there = json!({"type": "pointerMove", "duration": 0, "origin": "viewport",
            "x": place["x"], "y": place["y"]});
        let press = json!({"type": "pointerDown", "button": 0});
        let release = json!({"type": "pointerUp", "button": 0});
        self.act(&mouse(&[there, press, release]))
    }

    /// Performs the actions of an input source (W3C WebDriver, "Actions").
    pub fn act(&self, source: &Value) -> Result<()> {
        self.post("/actions", &json!({ "actions": [source] })).map(drop)
    }

    /// Presses a key, given by its character or WebDriver code.
    pub fn press(&self, key: &str) -> Result<()> {
        let keys = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.act(&json!({"type": "key", "id": "keyboard", "actions": keys}))
    }

    /// Moves the pointer to the centre of an element, and performs `then` there.
    pub fn point(&self, element: &Element, then: &[Value]) -> Result<()> {
        let origin = json!({ ELEMENT: element.0 });
        let there = json!({"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": origin});
        let actions: Vec<Value> = [&there].into_iter().chain(then).cloned().collect();
        self.act(&mouse(&actions))
    }

    /// Touches the viewport at `x`, `y`, in CSS pixels, performs `then`, and releases.
    pub fn touch(&self, x: f64, y: f64, then: &[Value]) -> Result<()> {
        let there = json!({"type": "pointerMove", "duration": 0, "origin": "viewport",
            "x": x.round(), "y": y.round()});
        let down = json!({"type": "pointerDown", "button": 0});
        let up = json!({"type": "pointerUp", "button": 0});
        let actions: Vec<&Value> = [&there, &down].into_iter().chain(then).chain([&up]).collect();
        let parameters = json!({"pointerType": "touch"});
        let id = "finger";
        self.act(
            &json!({"type": "pointer", "id": id, "parameters": parameters, "actions": actions}),
        )
    }

    /// An element's computed ARIA role.
    pub fn role(&self, element: &Element) -> Result<String> {
        self.words(element, "computedrole")
    }

    /// An element's computed accessible name.
    pub fn label(&self, element: &Element) -> Result<String> {
        self.words(element, "computedlabel")
    }

    fn words(&self, element: &Element, of: &str) -> Result<String> {
        let words = self.get(&format!("/element/{}/{of}", element.0))?;
        Ok(words.as_str().with_context(|| format!("the driver returned no {of}"))?.to_owned())
    }

    /// Switches to the first frame of the page, until another page is opened.
    pub fn enter_first_frame(&self) -> Result<()> {
        self.post("/frame", &json!({ "id": 0 })).map(drop)
    }

    /// All tabs.
    pub fn windows(&self) -> Result<Vec<Window>> {
        let windows = self.get("/window/handles")?;
        let windows = windows.as_array().context("the driver listed no tabs")?;
        Ok(windows.iter().filter_map(Value::as_str).map(|id| Window(id.to_owned())).collect())
    }

    /// Opens a new `tab` or `window`, without switching to it.
    pub fn new_window(&self, kind: &str) -> Result<Window> {
        let answer = self.post("/window/new", &json!({ "type": kind }))?;
        Ok(Window(answer["handle"].as_str().context("the driver returned no tab")?.to_owned()))
    }

    /// Switches to a tab.
    pub fn switch_to(&self, window: &Window) -> Result<()> {
        self.post("/window", &json!({ "handle": window.0 })).map(drop)
    }

    /// Closes the current tab.
    pub fn close_window(&self) -> Result<()> {
        self.delete("/window").map(drop)
    }

    /// Sets the size of the window including borders, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.post("/window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// A screenshot of the viewport, as PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        let answer = self.get("/screenshot")?;
        let text = answer.as_str().context("the driver returned no screenshot")?;
        Ok(BASE64_STANDARD.decode(text)?)
    }

    /// Runs a command of the Chrome DevTools Protocol, in Chromium only.
    pub fn devtools(&self, command: &str, params: &Value) -> Result<Value> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }
}

/// The input source of a mouse.
fn mouse(actions: &[Value]) -> Value {
    let parameters = json!({"pointerType": "mouse"});
    json!({"type": "pointer", "id": "mouse", "parameters": parameters, "actions": actions})
}

/// Extracts the value of a driver's response.
fn value(
    command: &str,
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value> {
    let mut response = response.with_context(|| format!("the driver didn't answer {command}"))?;
    let text = response.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string()?;
    let mut answer: Value =
        text.parse().with_context(|| format!("{command}: not WebDriver: {text}"))?;
    let value = answer["value"].take();
    if response.status().is_success() {
        return Ok(value);
    }
    let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    bail!("{command}: {}: {}", word("error"), word("message"))
}
