//! Articles in HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::import("a.html", text));
