//! Articles in Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::import("a.md", text));
