//! The viewer's JSON reader, beside `serde_json`: what one takes the other takes, with the same value.
#![no_main]

use serde_json::Value;
use viewer::json::Json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let ours = Json::parse(text).is_ok();
    let theirs = serde_json::from_str::<Value>(text).is_ok();
    // Both have a limit of depth, and not the same one.
    let deep = text.matches(['[', '{']).count() > 100;
    assert!(deep || ours == theirs, "ours {ours}, serde_json {theirs}");
});
