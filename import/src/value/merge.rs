//! YAML's merge key: `<<: *base` puts another map's keys into a map that doesn't have them.

use super::{Entry, Value};

/// The entries with those that they ask for. Of several maps the first that has a key gives it.
pub(super) fn merged(entries: Vec<Entry>) -> Vec<Entry> {
    if !entries.iter().any(|entry| entry.key == "<<") {
        return entries;
    }
    let (merges, own): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| entry.key == "<<");
    let maps = merges.into_iter().flat_map(|entry| match entry.node.value {
        Value::List(items) => items,
        _ => vec![entry.node],
    });
    let mut merged: Vec<Entry> = Vec::new();
    for entry in maps.flat_map(|map| match map.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    }) {
        let is_known = own.iter().chain(&merged).any(|known| known.key == entry.key);
        if !is_known {
            merged.push(entry);
        }
    }
    merged.extend(own);
    merged
}
