//! The configurations in `docs/HOSTING.md`, which the tests use as they are.

const HOSTING_DOC: &str = include_str!("../../../../docs/HOSTING.md");

/// The contents of the fenced block whose info string has `name` as its second word: `nginx nginx`.
pub(super) fn block(name: &str) -> Option<&'static str> {
    block_in(HOSTING_DOC, name)
}

fn block_in<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (info, after) = after.split_once('\n')?;
        let (inside, after) = after.split_once("```\n")?;
        if info.split_whitespace().nth(1) == Some(name) {
            return Some(inside);
        }
        // Skip to the end of this block.
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::block_in;

    #[test]
    fn finds_a_block_by_its_name() {
        let text = "x\n\n```sh one\na\n```\n\n```sh\nb\n```\ntext\n```json three\nc\nd\n```\n";
        assert_eq!(block_in(text, "one"), Some("a\n"));
        assert_eq!(block_in(text, "three"), Some("c\nd\n"));
        assert_eq!(block_in(text, "two"), None);
    }
}
