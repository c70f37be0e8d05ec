//! The places in an article that links lead to: its headings, under the ids that programs make of
//! their words, and what else has an id.

use article::{Block, Inline, Part, Span, plain_text};
use icu_normalizer::DecomposingNormalizerBorrowed;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// The places of one article.
#[derive(Default)]
pub(crate) struct Places {
    ids: HashSet<String>,
    headings: Vec<Place>,
    /// The headings with the same letters, in the order of the text.
    by_letters: HashMap<String, Vec<usize>>,
    /// How often the nearest heading was looked for.
    searches: Cell<usize>,
}

struct Place {
    id: String,
    words: String,
    letters: String,
}

impl Places {
    /// The places in a body.
    pub(crate) fn of(blocks: &[Block]) -> Places {
        let mut places = Places::default();
        places.add(blocks);
        for (at, place) in places.headings.iter().enumerate() {
            places.by_letters.entry(place.letters.clone()).or_default().push(at);
        }
        places
    }

    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let Block::Heading(heading) = block {
                let words = plain_text(&heading.text);
                let letters = letters(&words);
                self.ids.insert(heading.id.clone());
                self.headings.push(Place { id: heading.id.clone(), words, letters });
            }
            block.parts(&mut |part| match part {
                Part::Line(line) => self.add_line(line),
                Part::Blocks(inner) => self.add(inner),
            });
        }
    }

    fn add_line(&mut self, line: &[Inline]) {
        for inline in line {
            if let Inline::Span(Span { id, .. }) = inline
                && !id.is_empty()
            {
                self.ids.insert(id.clone());
            }
            self.add_line(inline.children());
        }
    }

    /// The id of the place that `fragment` means: one that is so called, or the heading of whose words
    /// GitHub, kramdown, Hugo, Zola or another program makes such an id. The second of two equal
    /// headings has the number 1 to all of them.
    pub(crate) fn find(&self, fragment: &str) -> Option<&str> {
        if let Some(id) = self.ids.get(fragment) {
            return Some(id);
        }
        let wanted = letters(fragment);
        if wanted.is_empty() {
            return None;
        }
        let numbered = || {
            let (words, number) = fragment.rsplit_once(['-', '_'])?;
            let equal = self.by_letters.get(&letters(words))?;
            equal.get(number.parse::<usize>().ok()?)
        };
        let equal = self.by_letters.get(&wanted).and_then(|equal| equal.first());
        // Kramdown leaves out what stands before the first letter.
        let headless = || {
            let fits = |place: &Place| {
                place.letters.trim_start_matches(|c: char| c.is_numeric()) == wanted
            };
            self.headings.iter().position(fits)
        };
        let by_id = || self.headings.iter().position(|place| letters(&place.id) == wanted);
        let at = equal.copied().or_else(|| numbered().copied()).or_else(by_id).or_else(headless)?;
        Some(&self.headings[at].id)
    }

    /// The words and the id of the heading that is most like `fragment`.
    pub(crate) fn nearest(&self, fragment: &str) -> Option<(&str, &str)> {
        // Comparing takes a while; who has a hundred dead links looks at the headings anyway.
        const MAX_HEADINGS: usize = 200;
        const MAX_SEARCHES: usize = 100;
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() > MAX_SEARCHES {
            return None;
        }
        let wanted = letters(fragment);
        let likeness = |place: &&Place| {
            let near = strsim::normalized_damerau_levenshtein(&place.letters, &wanted);
            (near * 1000.0) as u32
        };
        let short =
            self.headings.iter().take(MAX_HEADINGS).filter(|place| place.letters.len() < 200);
        let nearest = short.max_by_key(likeness)?;
        Some((&nearest.words, &nearest.id))
    }
}

/// The letters and digits of some words, small and without accents: programs differ in all else.
fn letters(words: &str) -> String {
    let small = words.chars().flat_map(char::to_lowercase);
    if words.is_ascii() {
        return small.filter(char::is_ascii_alphanumeric).collect();
    }
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    normalizer.normalize_iter(small).filter(|c| c.is_alphanumeric() && !is_accent(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::Places;
    use article::{Block, Heading, Inline};

    fn places() -> Places {
        let words = [
            ("What’s new & improved", "whats-new-improved"),
            ("Q&A", "q-a"),
            ("3.1 Ink, paper", "3-1-ink-paper"),
            ("Notes", "notes"),
            ("Notes", "notes-1"),
            ("Le café", "le-café"),
            ("신문 기자", "신문-기자"),
            ("Why", "the-reason"),
        ];
        let heading = |(words, id): (&str, &str)| {
            let text = vec![Inline::Text(words.to_owned())];
            Block::Heading(Heading { level: 2, id: id.to_owned(), text })
        };
        Places::of(&words.map(heading))
    }

    #[test]
    fn ids_of_many_programs() {
        let places = places();
        for (fragment, id) in [
            ("whats-new--improved", "whats-new-improved"),
            ("what-s-new-improved", "whats-new-improved"),
            ("qa", "q-a"),
            ("31-ink-paper", "3-1-ink-paper"),
            ("ink-paper", "3-1-ink-paper"),
            ("notes", "notes"),
            ("notes-0", "notes"),
            ("notes-1", "notes-1"),
            ("Notes_1", "notes-1"),
            ("le-cafe", "le-café"),
            ("Le Café", "le-café"),
            ("신문-기자", "신문-기자"),
            ("why", "the-reason"),
            ("The-Reason", "the-reason"),
        ] {
            assert_eq!(places.find(fragment), Some(id), "{fragment}");
        }
        assert_eq!(places.find("notes-2"), None);
        assert_eq!(places.find("…"), None);
        assert_eq!(places.nearest("ink-papers"), Some(("3.1 Ink, paper", "3-1-ink-paper")));
    }
}
