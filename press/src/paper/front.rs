//! Makes up the front page.

use super::FIRST_SECTIONS;
use article::{FORMAT_VERSION, Front, Headline, Section, Slug, Term};
use std::collections::HashMap;

/// A story may be kept in the lead while it is among so many newest.
const FEATURED_AMONG: usize = 20;
/// A story with a picture leads before a newer one without, among so many newest.
const PICTURE_AMONG: usize = 5;
const TOP: usize = 6;
/// A paper without sections has only the top to fill the page.
const TOP_WITHOUT_SECTIONS: usize = 12;
const PER_SECTION: usize = 4;

/// The front page of articles given oldest first, `featured` saying which ask for the lead.
pub fn front(headlines: &[Headline], featured: &[bool], sections: &[Section]) -> Front {
    let newest_first = || (0..headlines.len()).rev();
    let pictured = |&place: &usize| headlines[place].thumbnail.is_some();
    let lead = newest_first()
        .take(FEATURED_AMONG)
        .find(|&place| featured[place])
        .or_else(|| newest_first().take(PICTURE_AMONG).find(pictured))
        .or_else(|| newest_first().next());
    let top_length = if sections.is_empty() { TOP_WITHOUT_SECTIONS } else { TOP };
    let top: Vec<usize> =
        newest_first().filter(|&place| Some(place) != lead).take(top_length).collect();
    let shown = |place: &usize| Some(*place) == lead || top.contains(place);

    let mut by_section: HashMap<&Slug, Vec<usize>> = HashMap::new();
    for place in newest_first() {
        if let Some(term) = &headlines[place].section {
            by_section.entry(&term.slug).or_default().push(place);
        }
    }
    let group = |section: &Section| {
        let members = || by_section.get(&section.slug).into_iter().flatten().copied();
        let mut chosen: Vec<usize> =
            members().filter(|place| !shown(place)).take(PER_SECTION).collect();
        if chosen.is_empty() {
            // All of it stands above: its newest story says at least that the section lives.
            chosen.extend(members().next());
        }
        let term = Term { slug: section.slug.clone(), name: section.name.clone() };
        (term, pick(headlines, &chosen))
    };
    Front {
        version: FORMAT_VERSION,
        lead: lead.map(|place| headlines[place].clone()),
        top: pick(headlines, &top),
        sections: (sections.iter().map(group).filter(|(_, group)| !group.is_empty()))
            .take(FIRST_SECTIONS)
            .collect(),
    }
}

fn pick(headlines: &[Headline], places: &[usize]) -> Vec<Headline> {
    places.iter().map(|&place| headlines[place].clone()).collect()
}
