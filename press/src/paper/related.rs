//! Finds related articles.

use article::{Article, Slug};
use rayon::prelude::*;
use std::collections::HashMap;

/// How many related articles to find for an article that names fewer.
const MAX: usize = 3;
/// How many of the previous articles of each topic and section are considered. Without a limit, the time
/// would grow with the square of the archive.
const WINDOW: usize = 40;

/// For each article (oldest first) the positions of related ones: those that it names, then older ones with
/// the most topics and sections in common. Only older ones, so that publishing an article does not change
/// the pages of the archive.
pub fn related(articles: &[&Article], named: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut by_topic: HashMap<&Slug, Vec<usize>> = HashMap::new();
    let mut by_section: HashMap<&Slug, Vec<usize>> = HashMap::new();
    for (position, article) in articles.iter().enumerate() {
        for topic in &article.topics {
            by_topic.entry(&topic.slug).or_default().push(position);
        }
        if let Some(section) = &article.section {
            by_section.entry(&section.slug).or_default().push(position);
        }
    }
    let fill = |(position, named): (usize, Vec<usize>)| {
        let mut chosen = Vec::with_capacity(MAX);
        for other in named {
            if other != position && !chosen.contains(&other) {
                chosen.push(other);
            }
        }
        let article = articles[position];
        // A topic counts more than a section.
        let mut scores: HashMap<usize, u32> = HashMap::new();
        let mut score = |members: Option<&Vec<usize>>, points: u32| {
            for &other in newest_before(members.map_or(&[], Vec::as_slice), position) {
                *scores.entry(other).or_default() += points;
            }
        };
        for topic in &article.topics {
            score(by_topic.get(&topic.slug), 2);
        }
        if let Some(section) = &article.section {
            score(by_section.get(&section.slug), 1);
        }
        let mut ranked: Vec<(u32, usize)> = scores.into_iter().map(|(o, s)| (s, o)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let fitting = ranked.into_iter().map(|(_, other)| other);
        let fresh: Vec<usize> = fitting.filter(|other| !chosen.contains(other)).collect();
        let room = MAX.saturating_sub(chosen.len());
        chosen.extend(fresh.into_iter().take(room));
        chosen
    };
    named.into_par_iter().enumerate().map(fill).collect()
}

/// The last [`WINDOW`] of `members` that come before `position`.
fn newest_before(members: &[usize], position: usize) -> &[usize] {
    let end = members.partition_point(|&member| member < position);
    &members[end.saturating_sub(WINDOW)..end]
}

#[cfg(test)]
mod tests {
    use super::related;
    use article::{Article, Slug, Term};
    use expect_test::{Expect, expect};

    /// The articles related to the last of seven on one topic, which names these.
    fn check(named: &[usize], expected: Expect) {
        let topic = Term { slug: Slug::new("letters").unwrap(), name: "Letters".to_owned() };
        let article = Article { topics: vec![topic], ..Article::default() };
        let mut all_named = vec![Vec::new(); 6];
        all_named.push(named.to_owned());
        expected.assert_eq(&format!("{:?}", related(&[&article; 7], all_named)[6]));
    }

    #[test]
    fn named_articles_come_first() {
        check(&[], expect!["[5, 4, 3]"]);
        check(&[0], expect!["[0, 5, 4]"]);
        check(&[0, 1, 2, 3, 4], expect!["[0, 1, 2, 3, 4]"]);
        check(&[6, 2, 2], expect!["[2, 5, 4]"]);
    }
}
