//! Articles in plain text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::import("a.txt", text));
