//! The constants that the press writes before the worker's script, so that names of files and messages
//! are in one place: `article::site_files` and `viewer::protocol`.
//!
//! TypeScript knows them by `xtask/src/test/checks/worker.d.ts`.

use article::{FORMAT_VERSION, site_files};
use serde_json::{Value, json};
use std::fmt::Debug;
use viewer::protocol::{DownloadState, PAGE_ATTRIBUTE, Request};
use viewer::route::article_data_folder;

/// The constants, by their names in the worker; `shell` are the viewer's files.
fn constants(shell: [&str; 3]) -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = [
        ("SHELL", json!(shell)),
        ("FORMAT_VERSION", json!(FORMAT_VERSION)),
        ("DATA", json!(site_files::DATA)),
        ("ARTICLE_DATA", json!(article_data_folder())),
        ("MEDIA", json!(site_files::MEDIA)),
        ("VIEWER", json!(site_files::VIEWER)),
        ("INDEX", json!(site_files::INDEX)),
        ("OFFLINE", json!(site_files::OFFLINE)),
        ("DAMAGED", json!(site_files::DAMAGED)),
        ("PUBLICATION", json!(site_files::PUBLICATION)),
        ("FILE_LIST", json!(site_files::FILE_LIST)),
        ("KEPT", json!(site_files::KEPT)),
        ("PROGRESS", json!(site_files::PROGRESS)),
        ("WORKER", json!(site_files::WORKER)),
        ("PAGE_ATTRIBUTE", json!(PAGE_ATTRIBUTE)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let requests = Request::ALL.map(|request| (constant_name("REQUEST", request), request.name()));
    let states = DownloadState::ALL.map(|state| (constant_name("STATE", state), state.name()));
    all.extend(requests.into_iter().chain(states).map(|(name, value)| (name, value.into())));
    all
}

/// The name of a variant's constant: `STATE_NOT_STARTED` for `NotStarted`.
fn constant_name(prefix: &str, variant: impl Debug) -> String {
    let mut name = prefix.to_owned();
    for letter in format!("{variant:?}").chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}

/// The constants as a line of JavaScript.
pub fn declaration(shell: [&str; 3]) -> String {
    let constants = constants(shell).into_iter();
    let constants: Vec<String> = constants.map(|(name, value)| format!("{name}={value}")).collect();
    format!("const {};\n", constants.join(","))
}

#[cfg(test)]
mod tests {
    use super::constants;
    use article::site_files;
    use serde_json::Value;
    use std::collections::BTreeSet;
    use viewer::protocol::TRUSTED_TYPES_POLICY;

    const SCRIPTS: [(&str, &str); 3] = [
        ("check.js", include_str!("../../../public/worker/check.js")),
        ("edition.js", include_str!("../../../public/worker/edition.js")),
        ("worker.js", include_str!("../../../public/worker/worker.js")),
    ];

    /// The code of a script, without lines that are comments.
    fn code(script: &str) -> impl Iterator<Item = &str> {
        let is_comment = |line: &&str| {
            let line = line.trim_start();
            line.starts_with("//") || line.starts_with("/*") || line.starts_with('*')
        };
        script.lines().filter(move |line| !is_comment(line))
    }

    #[test]
    fn the_worker_spells_none_of_them_out() {
        for (name, value) in constants([""; 3]) {
            let Value::String(value) = value else { continue };
            for (script, text) in SCRIPTS {
                for line in code(text) {
                    // In a regular expression the slash is escaped.
                    let line = line.replace("\\/", "/");
                    let spelled = match value.contains(['/', '.', '-']) {
                        true => line.contains(&value),
                        false => ['\'', '"', '`']
                            .iter()
                            .any(|quote| line.contains(&format!("{quote}{value}{quote}"))),
                    };
                    assert!(!spelled, "{script} has `{value}` instead of {name}: {line}");
                }
            }
        }
    }

    #[test]
    fn the_start_spells_out_none_of_its_names() {
        let start = include_str!("../../../src/browser/start.js");
        for line in code(start) {
            for name in [site_files::VIEWER, site_files::WORKER, TRUSTED_TYPES_POLICY] {
                let spelled = ['\'', '"', '`'].map(|quote| format!("{name}{quote}"));
                assert!(!spelled.iter().any(|spelled| line.contains(spelled)), "{line}");
            }
        }
    }

    #[test]
    fn each_is_used_and_has_a_type() {
        let types = include_str!("../../../xtask/src/test/checks/worker.d.ts");
        let typed = types.lines().filter_map(|line| line.strip_prefix("declare const "));
        let typed: BTreeSet<&str> = typed.filter_map(|rest| rest.split(':').next()).collect();
        let constants = constants([""; 3]);
        let mut names: BTreeSet<&str> = constants.iter().map(|(name, _)| name.as_str()).collect();
        for name in &names {
            let used = SCRIPTS.iter().any(|(_, text)| code(text).any(|line| line.contains(name)));
            assert!(used, "the worker does not use {name}");
        }
        // What browsers give to workers.
        names.extend(["registration", "clients"]);
        assert_eq!(names, typed);
    }
}
