//! The viewer's JSON reader, beside `serde_json`: it accepts all that is JSON, with the same value. It is more
//! lenient, as `src/json/value.rs` says.
#![no_main]

use serde_json::Value;
use viewer::json::Json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let ours = Json::parse(text);
    // Both have a limit of depth, and not the same one.
    let is_deep = text.matches(['[', '{']).count() > 100;
    if serde_json::from_str::<Value>(text).is_ok() {
        assert!(is_deep || ours.is_ok(), "serde_json accepts this, the viewer does not");
        let theirs = serde_json::from_str::<Vec<Option<String>>>(text).ok();
        let ours = ours.and_then(|json| json.read::<Vec<Option<String>>>()).ok();
        assert_eq!(ours, theirs);
    }
});
