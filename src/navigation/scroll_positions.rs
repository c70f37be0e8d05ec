//! The saved scroll position of each history entry.

/// Identifies a history entry; stored in its state. Scroll positions are saved by key, because the same
/// address can occur in the history twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryKey(u64);

impl EntryKey {
    /// A key greater than all keys made before `now`, in milliseconds since 1970, given that a document
    /// makes fewer than eight keys in a millisecond.
    pub fn at(now: f64) -> EntryKey {
        EntryKey(now as u64 * 8)
    }

    /// The key that [`EntryKey::number`] has turned into this number.
    pub fn from_number(number: f64) -> EntryKey {
        EntryKey(number as u64)
    }

    /// The key as a number below 2^53, which JavaScript represents exactly.
    pub fn number(self) -> f64 {
        self.0 as f64
    }

    pub(super) fn next(self) -> EntryKey {
        EntryKey(self.0 + 1)
    }
}

/// How a page is scrolled, and what else is restored with that.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScrollPosition {
    /// The vertical scroll offset, in CSS pixels.
    pub top: f64,
    /// Whether the page's `<details>`, its list of months, is open.
    pub details_open: bool,
    /// The index of the focused link among the page's links.
    pub focused_link: Option<u32>,
}

/// When there are more entries, the oldest are dropped. No real session has as many.
const CAPACITY: usize = 500;

/// Scroll positions by entry, the latest last.
#[derive(Default)]
pub(super) struct ScrollPositions(Vec<(EntryKey, ScrollPosition)>);

impl ScrollPositions {
    pub(super) fn get(&self, key: EntryKey) -> Option<ScrollPosition> {
        self.0.iter().find(|(kept, _)| *kept == key).map(|(_, position)| *position)
    }

    pub(super) fn set(&mut self, key: EntryKey, position: ScrollPosition) {
        self.0.retain(|(kept, _)| *kept != key);
        self.0.push((key, position));
        if self.0.len() > CAPACITY {
            self.0.remove(0);
        }
    }

    /// Adds positions serialized by [`ScrollPositions::serialize`]. Invalid ones are skipped.
    pub(super) fn add_serialized(&mut self, text: &str) {
        for (key, position) in text.split(' ').filter_map(parse_position) {
            self.set(key, position);
        }
    }

    /// Serializes the positions for session storage.
    pub(super) fn serialize(&self) -> String {
        let scroll_positions: Vec<String> = self.0.iter().map(write_position).collect();
        scroll_positions.join(" ")
    }
}

/// `key,top,details_open` or `key,top,details_open,link`. The top is in eighths of a pixel, which is finer than
/// any screen.
fn write_position((EntryKey(key), position): &(EntryKey, ScrollPosition)) -> String {
    let top = ((position.top * 8.0) as u32).to_string();
    let details_open = if position.details_open { ",1" } else { ",0" };
    let mut text = [&key.to_string(), ",", &top, details_open].concat();
    if let Some(link) = position.focused_link {
        text += ",";
        text += &link.to_string();
    }
    text
}

fn parse_position(text: &str) -> Option<(EntryKey, ScrollPosition)> {
    let mut parts = text.split(',');
    let key = EntryKey(parts.next()?.parse().ok()?);
    let top = f64::from(parts.next()?.parse::<u32>().ok()?) / 8.0;
    let details_open = parts.next()? == "1";
    let focused_link = parts.next().and_then(|link| link.parse().ok());
    Some((key, ScrollPosition { top, details_open, focused_link }))
}
