//! Absolute addresses.

/// The absolute address of a file of the site, percent-encoded.
pub fn absolute(base: &str, file: &str) -> String {
    let mut address = base.to_owned();
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
