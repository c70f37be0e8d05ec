//! Quick answers to whether a text can hold certain signs. Most texts hold none of those that cost
//! work.

/// Whether a byte of the text is wanted. Looks at the bytes in blocks, so that the compiler can
/// compare many at once: several times faster than [`Iterator::any`].
pub(crate) fn has_byte(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    let (blocks, rest) = text.as_bytes().as_chunks::<64>();
    blocks.iter().any(|block| block.iter().fold(false, |found, &byte| found | is_wanted(byte)))
        || rest.iter().any(|&byte| is_wanted(byte))
}

/// Whether the text has one of these ASCII signs twice in a row.
pub(crate) fn has_pair(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    bytes.iter().zip(next).fold(false, |found, (&a, &b)| found | ((a == b) & is_wanted(a)))
}

/// The bytes that a text has.
pub(crate) struct Bytes([bool; 256]);

impl Bytes {
    pub(crate) fn of(text: &str) -> Bytes {
        let mut bytes = [false; 256];
        for byte in text.bytes() {
            bytes[usize::from(byte)] = true;
        }
        Bytes(bytes)
    }

    /// Whether the text has all bytes of `sign`. If not, it doesn't contain it.
    pub(crate) fn has_all_of(&self, sign: &str) -> bool {
        sign.bytes().all(|byte| self.0[usize::from(byte)])
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, has_byte, has_pair};

    #[test]
    fn a_byte_is_found_wherever_it_is() {
        for at in 0..200 {
            let mut text = "é".repeat(100);
            assert!(!has_byte(&text, |byte| byte == b'#'));
            text.insert(at & !1, '#');
            assert!(has_byte(&text, |byte| byte == b'#'), "{at}");
        }
    }

    #[test]
    fn pairs() {
        let check = |text, expected| {
            assert_eq!(has_pair(text, |byte| matches!(byte, b'-' | b'.')), expected, "{text}");
        };
        check("", false);
        check("-", false);
        check("a-b.-", false);
        check("aa--", true);
        check("..", true);
    }

    #[test]
    fn bytes_of_signs() {
        let bytes = Bytes::of("a [b] é");
        assert!(bytes.has_all_of("]["));
        assert!(!bytes.has_all_of("[^"));
    }
}
