//! Whether a JPEG picture lies on its side: cameras store pixels as the sensor has them, and say in
//! EXIF how to turn them, which browsers do.

/// How many bytes of a file are looked at: EXIF stands at its beginning.
pub(super) const HEAD_LEN: u64 = 1 << 16;

/// Whether width and height change places when the picture that begins with these bytes is shown.
pub(super) fn is_sideways(head: &[u8]) -> bool {
    orientation(head).is_some_and(|orientation| (5..=8).contains(&orientation))
}

/// The orientation that EXIF gives, 1 to 8.
fn orientation(head: &[u8]) -> Option<u16> {
    let exif = exif(head)?;
    let little = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let u16_at = |at: usize| -> Option<u16> {
        let bytes = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let u32_at = |at: usize| -> Option<u32> {
        let bytes = exif.get(at..at + 4)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    const ORIENTATION: u16 = 0x0112;
    let directory = usize::try_from(u32_at(4)?).ok()?;
    let count = usize::from(u16_at(directory)?);
    let entries = (0..count).map(|number| directory + 2 + 12 * number);
    let entry = entries.take(200).find(|&entry| u16_at(entry) == Some(ORIENTATION))?;
    u16_at(entry + 8)
}

/// The EXIF data of a JPEG file, behind its name.
fn exif(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..(2 + length).min(rest.len()))?;
        if marker == 0xe1 && segment.starts_with(b"Exif\0\0") {
            return segment.get(6..);
        }
        // Pixels follow.
        if marker == 0xda {
            return None;
        }
        rest = rest.get(2 + length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::is_sideways;

    /// The beginning of a JPEG with this orientation.
    fn head(orientation: u8, little: bool) -> Vec<u8> {
        let mut exif = b"Exif\0\0".to_vec();
        if little {
            exif.extend(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0");
            exif.extend([orientation, 0, 0, 0]);
        } else {
            exif.extend(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01");
            exif.extend([0, orientation, 0, 0]);
        }
        let mut head = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1];
        head.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        head.extend(exif);
        head
    }

    #[test]
    fn pictures_on_their_sides() {
        assert!(is_sideways(&head(6, true)));
        assert!(is_sideways(&head(8, false)));
        assert!(!is_sideways(&head(1, true)));
        assert!(!is_sideways(&head(3, false)));
    }

    #[test]
    fn broken_files() {
        let whole = head(6, true);
        for length in 0..whole.len() - 4 {
            assert!(!is_sideways(&whole[..length]) || length > whole.len() - 8);
        }
        assert!(!is_sideways(b"\x89PNG"));
    }
}
