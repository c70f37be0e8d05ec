//! What Leptos calls of the crate `wasm-streams`, with nothing behind it.
//!
//! Leptos' server functions can send and receive streams. A paper has no server, so nobody calls
//! them; but the real crate exports classes to JavaScript, and what is exported stays in the
//! WebAssembly and in the script beside it, called or not. `docs/ARCHITECTURE.md` has the figures.

use futures_util::stream::{Empty, Stream};
use wasm_bindgen::JsValue;

const NOBODY: &str = "a paper has no server functions";

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The browser's own stream, wrapped.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// The browser's own stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Not to be called.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream<S>(_stream: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("{NOBODY}")
    }

    /// Not to be called.
    ///
    /// # Panics
    /// Always.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        unreachable!("{NOBODY}")
    }
}
