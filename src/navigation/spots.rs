//! Where the reader was on the page of each history entry.

/// The name of a history entry, kept in its state. What is remembered of an entry belongs to its key,
/// because an address can be in the history twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// A key that is greater than all that were given before `now`, in milliseconds since 1970. A
    /// document gives fewer than eight keys in a millisecond.
    pub fn at(now: f64) -> Key {
        Key(now as u64 * 8)
    }

    /// Takes what [`Key::number`] gave.
    pub fn from_number(number: f64) -> Key {
        Key(number as u64)
    }

    /// The key as a number: below 2^53, so that it is exact in JavaScript.
    pub fn number(self) -> f64 {
        self.0 as f64
    }

    pub(super) fn next(self) -> Key {
        Key(self.0 + 1)
    }
}

/// Where the reader is on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// How far the page is scrolled down, in CSS pixels.
    pub top: f64,
    /// Whether its list of months is open.
    pub unfolded: bool,
    /// Which of the page's links has the focus, counted from 0.
    pub link: Option<u32>,
}

/// Entries beyond this number are forgotten, the oldest first. No session has as many.
const MOST: usize = 500;

/// What is remembered, the latest last.
#[derive(Default)]
pub(super) struct Spots(Vec<(Key, Spot)>);

impl Spots {
    pub(super) fn get(&self, key: Key) -> Option<Spot> {
        self.0.iter().find(|(kept, _)| *kept == key).map(|(_, spot)| *spot)
    }

    pub(super) fn set(&mut self, key: Key, spot: Spot) {
        self.0.retain(|(kept, _)| *kept != key);
        self.0.push((key, spot));
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// Adds what [`Spots::write`] wrote. What is no spot is passed over.
    pub(super) fn read(&mut self, text: &str) {
        for (key, spot) in text.split(' ').filter_map(read_spot) {
            self.set(key, spot);
        }
    }

    /// The spots as a text.
    pub(super) fn write(&self) -> String {
        let spots: Vec<String> = self.0.iter().map(write_spot).collect();
        spots.join(" ")
    }
}

/// `key,top,unfolded` or `key,top,unfolded,link`; the top in eighths of a pixel, which no screen shows.
fn write_spot((Key(key), spot): &(Key, Spot)) -> String {
    let top = ((spot.top * 8.0) as u32).to_string();
    let unfolded = if spot.unfolded { ",1" } else { ",0" };
    let mut text = [&key.to_string(), ",", &top, unfolded].concat();
    if let Some(link) = spot.link {
        text += ",";
        text += &link.to_string();
    }
    text
}

fn read_spot(text: &str) -> Option<(Key, Spot)> {
    let mut parts = text.split(',');
    let key = Key(parts.next()?.parse().ok()?);
    let top = f64::from(parts.next()?.parse::<u32>().ok()?) / 8.0;
    let unfolded = parts.next()? == "1";
    let link = parts.next().and_then(|link| link.parse().ok());
    Some((key, Spot { top, unfolded, link }))
}
