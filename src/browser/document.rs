//! The document at hand: where the site stands, what the press put on the page, its title.

use super::{page, window};
use crate::route::{Root, Route, page_and_place};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// The address bar: the route and the fragment (without `#`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub route: Route,
    /// The place in the page; empty for its top.
    pub fragment: String,
}

/// The site's root, found by where the viewer's own script came from: `viewer/x.js` below it. Without
/// one the script is in the page, and so is the whole paper.
pub fn root() -> Root {
    let script = page()
        .query_selector("script[type=module][src*='viewer/']")
        .ok()
        .flatten()
        .and_then(|script| Reflect::get(&script, &JsValue::from_str("src")).ok())
        .and_then(|source| source.as_string());
    let Some(script) = script else {
        return Root::at(Root::FRAGMENT);
    };
    // `https:`, ``, `host`, folders …, `viewer`, `x.js`.
    let mut folders: Vec<&str> = script.split('/').skip(3).collect();
    folders.truncate(folders.len().saturating_sub(2));
    Root::at(&["/", &folders.join("/")].concat())
}

/// Where the address bar says we are.
pub fn here(root: &Root) -> Place {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let (path, fragment) = page_and_place(path, location.hash().unwrap_or_default());
    Place {
        route: root.route(&path).unwrap_or(Route::NotFound(path)),
        fragment: decoded_fragment(&fragment),
    }
}

/// The fragment of an address, decoded and without its `#`.
pub fn decoded_fragment(hash: &str) -> String {
    let fragment = hash.trim_start_matches('#');
    js_sys::decode_uri_component(fragment).map_or_else(|_| fragment.to_owned(), String::from)
}

/// The file of the page that the press has put into this document.
pub fn printed_file() -> Option<String> {
    page().get_element_by_id(APP_ID)?.get_attribute("data-page")
}

/// The id of the element that holds the page, printed by the press and replaced by the viewer.
pub const APP_ID: &str = "app";

/// Sets the title in the browser's tab.
pub fn set_title(title: &str) {
    page().set_title(title);
}

/// Takes away what the press has printed of the page's own address: it is that of another page now, and
/// browsers hand it on when a reader shares the page.
pub fn drop_printed_address() {
    const PRINTED: &str = "link[rel=canonical], meta[property='og:url']";
    while let Ok(Some(element)) = page().query_selector(PRINTED) {
        element.remove();
    }
}

/// What the viewer is doing, for style sheets and for tests: attributes of the root element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The viewer has taken the page over.
    Ready,
    /// A page is on its way.
    Loading,
    /// The page is shown, scrolled and focused.
    Settled,
}

/// Makes the viewer's state known.
pub fn set_state(state: State) {
    let Some(root) = page().document_element() else {
        return;
    };
    let (name, value) = match state {
        State::Ready => ("data-viewer", "ready"),
        State::Loading => ("data-route-state", "loading"),
        State::Settled => ("data-route-state", "settled"),
    };
    // Can't fail: the name is a valid one.
    let _ = root.set_attribute(name, value);
}

/// Loads the address anew, from the host.
pub fn reload() {
    let _ = window().location().reload();
}

/// Whether the reader's browser has asked to be sparing with data.
pub fn save_data() -> bool {
    told(&["navigator", "connection", "saveData"]).is_some_and(|save| save.is_truthy())
}

/// Whether the reader has loaded the page anew, and so wants it as it is now.
pub fn is_reloaded() -> bool {
    told(&["performance", "navigation", "type"]).is_some_and(|way| way == 1)
}

/// What the window says under these names, each inside the one before it.
fn told(names: &[&str]) -> Option<JsValue> {
    names.iter().try_fold(window().into(), |it, name| Reflect::get(&it, &(*name).into()).ok())
}

/// Whether the reader's browser has asked for less motion.
pub fn less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// An element below the page, for what the paper says of itself.
pub fn below() -> Option<HtmlElement> {
    let element = page().create_element("div").ok()?;
    element.set_class_name("desk");
    page().body()?.append_child(&element).ok()?;
    element.dyn_into().ok()
}

/// Shows how far the keeping of the paper has come: in words, and as `done` bytes.
pub fn show_progress(words: &str, done: f64) -> Option<()> {
    let element = |selector| page().query_selector(selector).ok().flatten();
    element(".keeping p")?.set_text_content(Some(words));
    element(".keeping progress")?.set_attribute("value", &((done / 1e3) as u32).to_string()).ok()
}
