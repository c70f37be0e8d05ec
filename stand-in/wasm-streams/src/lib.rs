//! A stub of the crate `wasm-streams`: the functions that Leptos calls, without an implementation.
//!
//! Leptos' server functions can use streams, but the viewer has no server functions. The real crate exports classes to
//! JavaScript, and exports aren't removed from the WebAssembly and its glue, even if unused. `docs/ARCHITECTURE.md` has the
//! sizes.

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
