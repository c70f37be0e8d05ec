//! Full addresses.

/// The full address of a file of the site, encoded so that every program takes it.
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
