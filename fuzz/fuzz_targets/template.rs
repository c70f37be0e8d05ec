//! Template tags.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    for (start, end) in [("{{", "}}"), ("{%", "%}"), ("{{<", ">}}"), ("{#", "#}")] {
        fuzz::import("a.md", &["Before ", start, text, end, " after."].concat());
    }
});
