//! The names of the viewer's wasm tests, parsed from their sources, because compiling them just to list them takes
//! minutes.

use anyhow::Result;
use std::fs;
use std::path::Path;

/// Whether the name of a test in `browser*.rs` in `folder` contains `name`.
pub(super) fn has_browser_test(folder: &Path, name: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let is_one = file
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("browser") && name.ends_with(".rs"));
        if is_one && tests(&fs::read_to_string(&file)?).any(|test| test.contains(name)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The names of a source's wasm tests.
fn tests(source: &str) -> impl Iterator<Item = &str> {
    source.split("#[wasm_bindgen_test]").skip(1).filter_map(|rest| {
        let (_, rest) = rest.split_once("fn ")?;
        Some(rest.split_once('(')?.0)
    })
}

#[cfg(test)]
mod tests {
    use super::tests;

    #[test]
    fn finds_the_tests_of_a_source() {
        let source = "use wasm_bindgen_test::wasm_bindgen_test;\nfn helper() {}\n\
                      #[wasm_bindgen_test]\nfn builds() {}\n\
                      #[wasm_bindgen_test]\n/// Words.\nasync fn loads() {\n    fn inner() {}\n}\n";
        assert_eq!(tests(source).collect::<Vec<_>>(), ["builds", "loads"]);
    }
}
