//! When the viewer itself fails: the page stays readable, its links become ordinary links, and the
//! reader is offered a reload.

use super::{page, window};
use std::sync::atomic::{AtomicBool, Ordering};
use web_sys::ErrorEvent;

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
    super::listen(&window(), "error", |event: ErrorEvent| {
        let error = event.error();
        let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|it| it.as_string());
        let ours = matches!(name.as_deref(), Some("RuntimeError" | "RangeError"))
            || event.filename().rsplit('/').next().is_some_and(|file| file.starts_with("viewer-"));
        if ours && !HAPPENED.swap(true, Ordering::Relaxed) {
            tell();
        }
    });
}

/// Puts a notice above the page, with plain DOM calls: nothing of the viewer may be relied on now.
fn tell() -> Option<()> {
    let document = page();
    let root = document.document_element()?;
    root.set_attribute("data-viewer", "failed").ok()?;
    let notice = document.create_element("div").ok()?;
    notice.set_class_name("failed");
    notice.set_attribute("role", "alert").ok()?;
    let link = document.create_element("a").ok()?;
    let here = window().location().href().ok()?;
    let without_fragment = here.split('#').next().unwrap_or(&here);
    link.set_attribute("href", without_fragment).ok()?;
    link.set_text_content(Some("Reload"));
    let words = "The viewer has stopped working. You can go on reading. ";
    notice.append_child(&document.create_text_node(words)).ok()?;
    notice.append_child(&link).ok()?;
    let body = document.body()?;
    body.insert_before(&notice, body.first_child().as_ref()).ok()?;
    Some(())
}
