//! Callouts of Obsidian and Hugo: `> [!tip]- Title`. Their first line becomes a paragraph, which the
//! conversion of quotations takes for the title. (GitHub's, which have no title, are CommonMark's
//! parser's.)

use super::{Edit, Source};

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, line) in source.lines() {
        let prefix = line.len() - line.trim_start_matches([' ', '>', '\t']).len();
        let rest = &line[prefix..];
        let Some((kind, after)) = rest.strip_prefix("[!").and_then(|rest| rest.split_once(']'))
        else {
            continue;
        };
        let plain = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
        let github = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let known = github.iter().any(|known| known.eq_ignore_ascii_case(kind));
        if plain && line[..prefix].contains('>') && !(known && after.trim().is_empty()) {
            let quoted = line[..prefix].trim_end();
            edits.push(Edit::insert(at + line.len(), [quoted, "\n"].concat()));
        }
    }
    edits
}
