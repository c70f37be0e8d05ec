//! The order of names that people expect: numbers in them count as numbers.

use std::cmp::Ordering;

/// Compares two names: `issue-9` comes before `issue-100`.
pub(super) fn cmp(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while !left.is_empty() && !right.is_empty() {
        let (part, other) = (first_run(left), first_run(right));
        let order = match (is_number(part), is_number(other)) {
            // Of two numbers without leading zeros the longer is larger.
            (true, true) => {
                let (m, n) = (part.trim_start_matches('0'), other.trim_start_matches('0'));
                (m.len(), m).cmp(&(n.len(), n))
            }
            _ => part.cmp(other),
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[part.len()..], &right[other.len()..]);
    }
    // What is equal but for leading zeros is still told apart.
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The digits that a name begins with, or what stands before the first digit.
fn first_run(name: &str) -> &str {
    let digits = is_number(name);
    let end = name.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(name.len());
    &name[..end]
}

fn is_number(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::cmp;

    #[test]
    fn numbers_count() {
        let mut names =
            ["b", "issue-100", "issue-9", "issue-010", "issue-10", "a10b2", "a10b", "a2", "가"];
        names.sort_by(|a, b| cmp(a, b));
        let expected =
            ["a2", "a10b", "a10b2", "b", "issue-9", "issue-010", "issue-10", "issue-100", "가"];
        assert_eq!(names, expected);
    }
}
