//! Lays out the front page.

use super::FIRST_SECTIONS;
use article::{FORMAT_VERSION, Front, Headline, Section, Slug, Term};
use std::collections::HashMap;

/// A featured story can lead while it is among this many newest.
const FEATURED_AMONG: usize = 20;
/// A story with a picture leads before newer ones without, among this many newest.
const PICTURE_AMONG: usize = 5;
const TOP: usize = 6;
/// For a paper without sections.
const TOP_WITHOUT_SECTIONS: usize = 12;
const PER_SECTION: usize = 4;

/// The front page. Headlines are oldest first; `featured` says which ask for the lead.
pub fn front(headlines: &[Headline], featured: &[bool], sections: &[Section]) -> Front {
    let newest_first = || (0..headlines.len()).rev();
    let pictured = |&position: &usize| headlines[position].thumbnail.is_some();
    let lead = newest_first()
        .take(FEATURED_AMONG)
        .find(|&position| featured[position])
        .or_else(|| newest_first().take(PICTURE_AMONG).find(pictured))
        .or_else(|| newest_first().next());
    let top_length = if sections.is_empty() { TOP_WITHOUT_SECTIONS } else { TOP };
    let top: Vec<usize> =
        newest_first().filter(|&position| Some(position) != lead).take(top_length).collect();
    let shown = |position: &usize| Some(*position) == lead || top.contains(position);

    let mut by_section: HashMap<&Slug, Vec<usize>> = HashMap::new();
    for position in newest_first() {
        if let Some(term) = &headlines[position].section {
            by_section.entry(&term.slug).or_default().push(position);
        }
    }
    let group = |section: &Section| {
        let members = || by_section.get(&section.slug).into_iter().flatten().copied();
        let mut chosen: Vec<usize> =
            members().filter(|position| !shown(position)).take(PER_SECTION).collect();
        if chosen.is_empty() {
            // All of its stories are above: the newest is repeated rather than leaving out the section.
            chosen.extend(members().next());
        }
        let term = Term { slug: section.slug.clone(), name: section.name.clone() };
        (term, pick(headlines, &chosen))
    };
    Front {
        version: FORMAT_VERSION,
        lead: lead.map(|position| headlines[position].clone()),
        top: pick(headlines, &top),
        sections: (sections.iter().map(group).filter(|(_, group)| !group.is_empty()))
            .take(FIRST_SECTIONS)
            .collect(),
    }
}

fn pick(headlines: &[Headline], positions: &[usize]) -> Vec<Headline> {
    positions.iter().map(|&position| headlines[position].clone()).collect()
}
