//! Byte ranges (RFC 9110, section 14): media players request the part that they play, and Safari plays
//! nothing from a host without ranges.

/// The part of a file that is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// All of it. Also the response to several ranges at once, and to a malformed range.
    Whole,
    /// One range.
    Part {
        /// The first byte.
        from: u64,
        /// The number of bytes.
        length: u64,
    },
    /// A range outside the file.
    Unsatisfiable,
}

impl ByteRange {
    /// Parses the header `Range` for a file of `size` bytes.
    pub fn parse(header: &str, size: u64) -> ByteRange {
        let range = header.strip_prefix("bytes=").and_then(|range| range.split_once('-'));
        let Some((first, last)) = range else {
            return ByteRange::Whole;
        };
        let (from, to) = match (number(first.trim()), number(last.trim())) {
            (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1)),
            (Some(first), None) if last.trim().is_empty() => (first, size),
            // A suffix: the last bytes of the file.
            (None, Some(last)) if first.trim().is_empty() => (size.saturating_sub(last), size),
            _ => return ByteRange::Whole,
        };
        match to.min(size).checked_sub(from) {
            None | Some(0) => ByteRange::Unsatisfiable,
            Some(length) => ByteRange::Part { from, length },
        }
    }
}

/// A number of digits only; one that is too large becomes the largest.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::ByteRange;
    use expect_test::{Expect, expect};

    fn check(size: u64, headers: &[&str], expected: Expect) {
        let wanted = |header: &&str| match ByteRange::parse(header, size) {
            ByteRange::Part { from, length } => format!("{header}: {length} from {from}\n"),
            other => format!("{header}: {other:?}\n"),
        };
        expected.assert_eq(&headers.iter().map(wanted).collect::<String>());
    }

    #[test]
    fn parts() {
        check(
            10,
            &["bytes=0-1", "bytes=0-", "bytes=9-9", "bytes=2-99", "bytes=-3", "bytes=-99"],
            expect![[r#"
                bytes=0-1: 2 from 0
                bytes=0-: 10 from 0
                bytes=9-9: 1 from 9
                bytes=2-99: 8 from 2
                bytes=-3: 3 from 7
                bytes=-99: 10 from 0
            "#]],
        );
    }

    #[test]
    fn no_parts() {
        check(
            10,
            &[
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,4-5",
                "bytes=+1-2",
                "bytes=a-b",
                "pages=1-2",
            ],
            expect![[r#"
                : Whole
                bytes=: Whole
                bytes=-: Whole
                bytes=5-2: Whole
                bytes=0-1,4-5: Whole
                bytes=+1-2: Whole
                bytes=a-b: Whole
                pages=1-2: Whole
            "#]],
        );
    }

    #[test]
    fn parts_beyond_the_end() {
        check(
            10,
            &["bytes=10-", "bytes=99999999999999999999-", "bytes=-0"],
            expect![[r#"
            bytes=10-: Unsatisfiable
            bytes=99999999999999999999-: Unsatisfiable
            bytes=-0: Unsatisfiable
        "#]],
        );
        check(
            0,
            &["bytes=0-", "bytes=-1", "bytes=0-0"],
            expect![[r#"
            bytes=0-: Unsatisfiable
            bytes=-1: Unsatisfiable
            bytes=0-0: Unsatisfiable
        "#]],
        );
    }
}
