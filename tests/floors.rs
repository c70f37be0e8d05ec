//! Checks that no crate has a cycle of modules: modules are layered, and import only from lower layers.
//!
//! At each level of a crate's module tree, sibling modules must have a topological order of their imports. A module and
//! its descendants count as one. Imports of a module's own children from it are ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules of a crate and what each imports, as paths from the crate's root: `site::lock`.
struct Modules(BTreeMap<String, BTreeSet<String>>);

impl Modules {
    fn of(source: &Path) -> Modules {
        let mut texts = BTreeMap::new();
        let mut folders = vec![(source.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                if name == "tests" || name == "bin" {
                    continue;
                }
                let inner = format!("{prefix}{name}");
                if path.is_dir() {
                    folders.push((path, format!("{inner}::")));
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let module = match &*name {
                        "mod" => prefix.trim_end_matches("::").to_owned(),
                        // The root re-exports from everywhere.
                        "lib" | "main" if prefix.is_empty() => continue,
                        _ => inner,
                    };
                    texts.insert(module, fs::read_to_string(&path).unwrap());
                }
            }
        }
        let known: BTreeSet<String> = texts.keys().cloned().collect();
        let imports = |(module, text): (&String, &String)| {
            let found = paths(text).filter_map(|path| module_of(&path, module, &known));
            (module.clone(), found.filter(|found| found != module).collect())
        };
        Modules(texts.iter().map(imports).collect())
    }

    /// The imports among the modules in `parent`.
    fn beside(&self, parent: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let child = |module: &str| -> Option<usize> {
            let inner = if parent.is_empty() {
                module
            } else {
                module.strip_prefix(parent)?.strip_prefix("::")?
            };
            let first = inner.split("::").next()?.len();
            (first > 0).then_some(module.len() - inner.len() + first)
        };
        let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, imports) in &self.0 {
            let Some(end) = child(from) else { continue };
            let from = &from[..end];
            let others = imports.iter().filter_map(|to| child(to).map(|end| &to[..end]));
            edges.entry(from).or_default().extend(others.filter(|to| *to != from));
        }
        edges
    }
}

/// The paths of a file's `use` items, and those that begin with `crate::` or `super::`.
fn paths(text: &str) -> impl Iterator<Item = String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    let code = lines.collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for (at, word) in code.match_indices("use ") {
        let rest = &code[at + word.len()..];
        if let Some((tree, _)) = rest.split_once(';').filter(|(tree, _)| !tree.contains(['(', '"']))
        {
            expand("", tree, &mut found);
        }
    }
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let path = code[at..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
            found.extend(path.take(1).map(str::to_owned));
        }
    }
    found.into_iter()
}

/// Lists the paths of a `use` tree: `a::{b, c::d}`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        return found.push([prefix, path].concat().trim_end_matches("::self").to_owned());
    };
    let (prefix, inner) = ([prefix, head].concat(), inner.trim_end().trim_end_matches('}'));
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&prefix, &inner[start..at], found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&prefix, &inner[start..], found);
    }
}

/// The module that a path in `here` refers to or into; `None` if that isn't another module of this crate.
fn module_of(path: &str, here: &str, known: &BTreeSet<String>) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
    let mut base: Vec<&str> = here.split("::").collect();
    match *parts.first()? {
        "crate" => {
            base.clear();
            parts.remove(0);
        }
        "self" => {
            parts.remove(0);
        }
        "super" => {
            while parts.first() == Some(&"super") {
                base.pop();
                parts.remove(0);
            }
        }
        _ => {}
    }
    base.extend(parts);
    while !base.is_empty() && !known.contains(&base.join("::")) {
        base.pop();
    }
    // A path into another crate ends at the module itself.
    Some(base.join("::")).filter(|found| !found.is_empty())
}

/// A cycle among the modules, if there is one.
fn circle<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<BTreeSet<&'a str>> {
    let mut left: BTreeSet<&str> = edges.keys().copied().collect();
    loop {
        let free = |module: &&&str| edges[**module].iter().all(|to| !left.contains(to));
        let free: Vec<&str> = left.iter().filter(free).copied().collect();
        if free.is_empty() {
            return (!left.is_empty()).then_some(left);
        }
        left.retain(|module| !free.contains(module));
    }
}

#[track_caller]
fn check(folder: &str) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let modules = Modules::of(&source);
    assert!(modules.0.len() > 3, "{folder} has modules");
    let parents = modules.0.keys().map(String::as_str).chain([""]);
    for parent in parents {
        let edges = modules.beside(parent);
        if let Some(left) = circle(&edges) {
            let shown: Vec<String> = left
                .iter()
                .map(|from| {
                    let to: Vec<_> = edges[from].intersection(&left).collect();
                    format!("  {from} → {to:?}")
                })
                .collect();
            panic!("{folder}: a circle of modules\n{}", shown.join("\n"));
        }
    }
}

#[test]
fn the_format_has_floors() {
    check("article/src");
}

#[test]
fn the_import_has_floors() {
    check("import/src");
}

#[test]
fn the_press_has_floors() {
    check("press/src");
}

#[test]
fn xtask_has_floors() {
    check("xtask/src");
}

#[test]
fn the_viewer_has_floors() {
    check("src");
}
