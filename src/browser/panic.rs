//! When the viewer itself fails: the page stays readable, its links become ordinary links, and the
//! reader is offered a reload.

use super::{page, window};
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsValue;

static HAPPENED: AtomicBool = AtomicBool::new(false);

/// Whether the viewer has failed. From then on it leaves every event to the browser, which follows
/// links to the pages that the press has made.
pub fn happened() -> bool {
    HAPPENED.load(Ordering::Relaxed)
}

/// From now on a failure is told to the reader.
///
/// A panic is a trap, which the browser reports as an error like a full stack or memory used up. A
/// browser object that is not what it should be (an extension has changed it) ends in an error of
/// our script. What has happened, only a viewer built for developers says, in the console.
pub fn install() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
    // What fails while the browser waits for our promise (a view transition) is told another way.
    for (event, cause) in [("error", "error"), ("unhandledrejection", "reason")] {
        super::listen(&window(), event, move |event: JsValue| {
            let name = get(&get(&event, cause), "name");
            let is = |error: &str| name == JsValue::from_str(error);
            let ours = is("RuntimeError") || is("RangeError") || in_our_script(&event);
            if ours && !HAPPENED.swap(true, Ordering::Relaxed) {
                tell();
            }
        });
    }
}

fn in_our_script(event: &JsValue) -> bool {
    let file = get(event, "filename").as_string().unwrap_or_default();
    file.rsplit('/').next().is_some_and(|file| file.starts_with("viewer-"))
}

fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Puts a notice above the page, with plain DOM calls: nothing of the viewer may be relied on now.
/// There may be no memory left either, so nothing here takes any.
fn tell() -> Option<()> {
    let document = page();
    let root = document.document_element()?;
    root.set_attribute("data-viewer", "failed").ok()?;
    let notice = document.create_element("div").ok()?;
    notice.set_class_name("failed");
    notice.set_attribute("role", "alert").ok()?;
    let link = document.create_element("a").ok()?;
    // The page at hand, by its own address.
    link.set_attribute("href", "").ok()?;
    link.set_text_content(Some("Reload"));
    let words = "The viewer has stopped working. You can go on reading. ";
    notice.append_child(&document.create_text_node(words)).ok()?;
    notice.append_child(&link).ok()?;
    let body = document.body()?;
    body.insert_before(&notice, body.first_child().as_ref()).ok()?;
    Some(())
}
