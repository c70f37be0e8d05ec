//! How a photo is to be turned: cameras save what the sensor sees, and say how it was held (EXIF).

use crate::files;
use std::io::Read;
use std::path::Path;

/// Cameras put it first; more than this is not looked through.
const MAX_BYTES: u64 = 1 << 17;
/// EXIF's tag for the orientation.
const ORIENTATION: u16 = 0x0112;

/// Whether a picture is shown with width and height exchanged.
pub(super) fn is_turned(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if !["jpg", "jpeg", "jfif"].iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return false;
    }
    let mut start = Vec::new();
    let Ok(file) = files::open(path) else {
        return false;
    };
    let read = file.take(MAX_BYTES).read_to_end(&mut start);
    // 5 to 8 lie on their sides.
    read.is_ok() && exif(&start).and_then(orientation).is_some_and(|turn| (5..=8).contains(&turn))
}

/// The EXIF data of a JPEG file.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    while let [0xff, marker, high, low, ..] = *rest {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            0xe1 if segment.starts_with(b"Exif\0\0") => return Some(&segment[6..]),
            // The picture itself begins.
            0xda => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
    None
}

/// The orientation that EXIF data tell.
fn orientation(exif: &[u8]) -> Option<u16> {
    let little = match exif.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = exif.get(at..at + 4)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    let mut places = (0..entries).map(|entry| directory + 2 + 12 * entry);
    let place = places.find(|&at| short(at) == Some(ORIENTATION))?;
    short(place + 8)
}

#[cfg(test)]
mod tests {
    use super::{exif, orientation};

    /// A JPEG file's beginning with this orientation.
    fn jpeg(little: bool, turn: u16) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() }.to_vec();
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() }.to_vec();
        let mark: &[u8] = if little { b"II" } else { b"MM" };
        let tiff = [
            mark.to_vec(),
            short(42),
            long(8),
            short(1),
            short(super::ORIENTATION),
            short(3),
            long(1),
            short(turn),
            short(0),
        ]
        .concat();
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1][..], &length, b"Exif\0\0", &tiff]
            .concat()
    }

    #[test]
    fn photos_tell_how_they_were_held() {
        for little in [true, false] {
            assert_eq!(exif(&jpeg(little, 6)).and_then(orientation), Some(6));
        }
        assert_eq!(exif(b"\xff\xd8\xff\xda\0\x02"), None);
        assert_eq!(exif(b"\xff\xd8\xff\xe1\xff\xffExif\0\0"), None);
        assert_eq!(orientation(b"MM\0*\0\0\xff\xff"), None);
    }
}
