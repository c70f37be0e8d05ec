//! Percent-encoding in addresses (RFC 3986). It is encoded and decoded nowhere else.

/// Decodes percent-encoding. Invalid sequences, and text that isn't UTF-8 afterwards, stay as they are.
pub fn decode(text: &str) -> String {
    try_decode(text).unwrap_or_else(|| text.to_owned())
}

/// Decodes percent-encoding; `None` if the result isn't UTF-8.
pub fn try_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// Encodes a path: all but unreserved characters and `/`.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                encoded.push('%');
                for digit in [byte >> 4, byte & 15] {
                    encoded.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, try_decode};

    #[test]
    fn encoded() {
        let check = |path: &str, expected: &str| assert_eq!(encode(path), expected);
        check("article/a-b_c.~9.html", "article/a-b_c.~9.html");
        check("a b%?#", "a%20b%25%3F%23");
        check("한\n", "%ED%95%9C%0A");
    }

    #[test]
    fn decoded() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text), expected);
        check("a%20b", "a b");
        check("%ED%95%9c", "한");
        check("100%", "100%");
        check("%zz%4", "%zz%4");
        check("%2541", "%41");
        check("%+1", "%+1");
        check("%FF%41", "%FF%41");
        assert_eq!(try_decode("%FF%41"), None);
    }
}
