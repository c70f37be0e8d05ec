//! Front matter in YAML, TOML and JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    for (start, end) in [("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{", "}\n\n")] {
        fuzz::import("a.md", &[start, text, end, "Text."].concat());
    }
});
