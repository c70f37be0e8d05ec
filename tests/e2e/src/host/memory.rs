//! Simulates a device with little memory: limits the memory of a WebAssembly module.

/// The id of the memory section (WebAssembly Core, "Memory Section").
const MEMORY: u8 = 5;

/// The module `wasm`, with the maximum memory set to `more` pages (64 KiB) above the initial size.
pub(super) fn limited(wasm: &[u8], more: u32) -> Vec<u8> {
    let mut at = 8;
    let mut made = wasm[..at].to_vec();
    while at < wasm.len() {
        let (section, mut rest) = (wasm[at], at + 1);
        let length = number(wasm, &mut rest) as usize;
        let end = rest + length;
        if section == MEMORY {
            // The number of memories, flags, minimum size, and, if the flags are odd, maximum size.
            let mut place = rest + 2;
            let least = number(wasm, &mut place);
            let mut limits = vec![1, 1];
            write_number(&mut limits, least);
            write_number(&mut limits, least + more);
            made.push(MEMORY);
            write_number(&mut made, limits.len() as u32);
            made.extend(limits);
        } else {
            made.extend(&wasm[at..end]);
        }
        at = end;
    }
    made
}

/// Reads a LEB128 number at `at`, and advances `at`.
fn number(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            return number;
        }
    }
}

fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::limited;

    #[test]
    fn only_the_memory_changes() {
        let header = [0, b'a', b's', b'm', 1, 0, 0, 0];
        let before = [&header[..], &[1, 2, 9, 9], &[5, 3, 1, 0, 17], &[7, 1, 8]].concat();
        let after = [&header[..], &[1, 2, 9, 9], &[5, 4, 1, 1, 17, 20], &[7, 1, 8]].concat();
        assert_eq!(limited(&before, 3), after);
        let many = [&header[..], &[5, 5, 1, 1, 17, 0x80, 0x80]].concat();
        assert_eq!(limited(&many[..], 200)[8..], [5, 5, 1, 1, 17, 0xd9, 0x01]);
    }
}
