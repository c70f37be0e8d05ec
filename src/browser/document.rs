//! The document: its address, what the press has put into it, its title.

use super::{document, window};
use crate::protocol::{APP_ID, PAGE_ATTRIBUTE};
use crate::route::{Location, Root};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// The site's root, found by the address of the viewer's own script: `viewer/x.js` below it. Without
/// such a script the whole paper is in the document.
pub fn root() -> Root {
    let script = document()
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

/// What the address bar says.
pub fn location(root: &Root) -> Location {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    root.locate(path, location.hash().unwrap_or_default())
}

/// The file of the page that the press has put into this document.
pub fn printed_file() -> Option<String> {
    document().get_element_by_id(APP_ID)?.get_attribute(PAGE_ATTRIBUTE)
}

/// Sets the title in the browser's tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes what the press has printed of the page's own address: it is not that of the next page, and
/// browsers pass it on when a reader shares the page.
pub fn remove_printed_address() {
    const PRINTED: &str = "link[rel=canonical], meta[property='og:url']";
    while let Ok(Some(element)) = document().query_selector(PRINTED) {
        element.remove();
    }
}

/// What the viewer is doing, for style sheets and tests: attributes of the root element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewerState {
    /// The viewer has taken the page over.
    Ready,
    /// A page is being loaded.
    Loading,
    /// The page is shown, scrolled and focused.
    Settled,
}

/// Makes the viewer's state known.
pub fn set_state(state: ViewerState) {
    let Some(root) = document().document_element() else {
        return;
    };
    let (name, value) = match state {
        ViewerState::Ready => ("data-viewer", "ready"),
        ViewerState::Loading => ("data-route-state", "loading"),
        ViewerState::Settled => ("data-route-state", "settled"),
    };
    // Can't fail: the name is a valid one.
    let _ = root.set_attribute(name, value);
}

/// Reloads the document.
pub fn reload() {
    let _ = window().location().reload();
}

/// Whether the reader's browser has asked to save data.
pub fn save_data() -> bool {
    window_value(&["navigator", "connection", "saveData"]).is_some_and(|save| save.is_truthy())
}

/// Whether the document was reloaded: the reader wants it as it is now.
pub fn is_reloaded() -> bool {
    window_value(&["performance", "navigation", "type"]).is_some_and(|kind| kind == 1)
}

/// The value in the window under these names, each inside the one before it.
fn window_value(names: &[&str]) -> Option<JsValue> {
    names.iter().try_fold(window().into(), |it, name| Reflect::get(&it, &(*name).into()).ok())
}

/// Whether the reader's browser has asked for less motion.
pub fn less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Makes an element below the page, for the edition's status.
pub fn add_below_page() -> Option<HtmlElement> {
    let element = document().create_element("div").ok()?;
    element.set_class_name("edition");
    document().body()?.append_child(&element).ok()?;
    element.dyn_into().ok()
}

/// Shows how much of the edition is kept: in words, and as `done` bytes.
pub fn show_kept(words: &str, done: f64) -> Option<()> {
    let element = |selector| document().query_selector(selector).ok().flatten();
    element(".keeping p")?.set_text_content(Some(words));
    element(".keeping progress")?.set_attribute("value", &((done / 1e3) as u32).to_string()).ok()
}
