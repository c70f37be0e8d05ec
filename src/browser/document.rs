//! The document: its location, and the attributes and elements that the press or the viewer adds.

use super::{Element, document, window};
use crate::protocol::{APP_ID, PAGE_ATTRIBUTE};
use crate::route::{Location, Root};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The site's root, derived from the address of the viewer's script: `viewer/x.js` below the root. Without
/// such a script, this is a single-file paper.
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
    // The parts: `https:`, ``, `host`, folders …, `viewer`, `x.js`.
    let mut folders: Vec<&str> = script.split('/').skip(3).collect();
    folders.truncate(folders.len().saturating_sub(2));
    Root::at(&["/", &folders.join("/")].concat())
}

/// The location in the address bar.
pub fn location(root: &Root) -> Location {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    root.locate(path, location.hash().unwrap_or_default())
}

/// The file of the prerendered page in this document.
pub fn printed_file() -> Option<String> {
    document().get_element_by_id(APP_ID)?.get_attribute(PAGE_ATTRIBUTE)
}

/// The viewer's state, exposed to style sheets and tests as attributes of the root element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewerState {
    /// The viewer has started: it handles clicks and history.
    Ready,
    /// A page is loading.
    Loading,
    /// The page is shown; scroll and focus are set.
    Settled,
}

/// Exposes the viewer's state.
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

/// Lets the browser open a page, as it would without the viewer.
pub fn open(root: &Root, to: &Location) {
    let location = window().location();
    // Back and forward have changed the address already.
    let _ = match self::location(root) == *to {
        true => location.reload(),
        false => location.assign(&root.address(to)),
    };
}

/// Reloads the document.
pub fn reload() {
    let _ = window().location().reload();
}

/// Whether the browser is set to save data (`navigator.connection.saveData`).
pub fn save_data() -> bool {
    window_value(&["navigator", "connection", "saveData"]).is_some_and(|save| save.is_truthy())
}

/// Whether the document was opened by a reload.
pub fn is_reloaded() -> bool {
    window_value(&["performance", "navigation", "type"]).is_some_and(|kind| kind == 1)
}

/// A property of the window by its path.
fn window_value(names: &[&str]) -> Option<JsValue> {
    names.iter().try_fold(window().into(), |it, name| Reflect::get(&it, &(*name).into()).ok())
}

/// Appends an element for the edition's status below the page.
pub fn create_status_element() -> Option<Element> {
    let element = document().create_element("div").ok()?;
    element.set_class_name("edition");
    document().body()?.append_child(&element).ok()?;
    Some(element)
}

/// Updates the progress of the edition's download: `words`, and `done` bytes in the bar.
pub fn update_progress(words: &str, done: f64) -> Option<()> {
    let element = |selector| document().query_selector(selector).ok().flatten();
    element(".keeping p")?.set_text_content(Some(words));
    element(".keeping progress")?.set_attribute("value", &((done / 1e3) as u32).to_string()).ok()
}
