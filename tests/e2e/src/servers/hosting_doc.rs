//! The blocks of `docs/HOSTING.md`: what stands there is what is tested.

const HOSTING_DOC: &str = include_str!("../../../../docs/HOSTING.md");

/// What is inside the fenced block whose second word is `name`: after three backticks,
/// `nginx nginx`.
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
        // The next block's fence follows a line's end, which this one has taken.
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
