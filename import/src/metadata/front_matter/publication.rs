//! Whether an article is to be printed, as its front matter says.

use super::SpannedText;
use super::field_reader::FieldReader;
use crate::outcome::Withheld;
use crate::value::{Entry, Node};

/// When and whether an article is to be printed.
#[derive(Debug, Default)]
pub(crate) struct Publication {
    /// Why it isn't, whenever that is.
    pub withheld: Option<Withheld>,
    /// The first day on which it is, if that is not its date.
    pub from: Option<SpannedText>,
    /// The day from which on it is not.
    pub until: Option<SpannedText>,
}

/// What says that an article is not finished, if it says yes.
const DRAFT: [&str; 5] = ["draft", "isdraft", "is_draft", "unpublished", "wip"];
/// What says so if it says no.
const PUBLISHED: [&str; 4] = ["published", "publish", "is_published", "ispublished"];
/// What says that an article has no page, or is not for everybody, if it says yes.
const HIDDEN: [&str; 8] =
    ["hidden", "private", "headless", "unlisted", "protected", "encrypted", "encrypt", "secret"];
/// What says so if it says no.
const SHOWN: [&str; 3] = ["permalink", "render", "listed"];
/// Words for the state of an article.
const STATES: [&str; 4] = ["status", "state", "visibility", "post_status"];
const DRAFT_STATES: [&str; 15] = [
    "draft",
    "auto-draft",
    "pending",
    "unpublished",
    "wip",
    "in progress",
    "in-progress",
    "in_progress",
    "in review",
    "review",
    "idea",
    "todo",
    "embargo",
    "embargoed",
    "scheduled",
];
const HIDDEN_STATES: [&str; 9] = [
    "private", "hidden", "unlisted", "trash", "deleted", "password", "members", "internal",
    "secret",
];

impl FieldReader<'_> {
    /// Reads what is said about printing, whatever the letter case.
    pub(super) fn publication(&self) -> Publication {
        Publication {
            withheld: self.withheld(),
            // A time, or only whether.
            from: self.text(&["publishDate", "publishdate", "publish_date", "publish_on"]),
            until: self.text(&[
                "expiryDate",
                "expirydate",
                "expiry_date",
                "expires",
                "unpublishdate",
                "unpublish_date",
                "unpublishDate",
            ]),
        }
    }

    fn withheld(&self) -> Option<Withheld> {
        let mut found = None;
        for table in &self.tables {
            for Entry { key, node, .. } in table.entries() {
                let said = said(&key.to_ascii_lowercase(), node);
                // That it is no draft any more doesn't make a hidden article public.
                found = found.max(said);
            }
        }
        found
    }
}

/// What one entry says.
fn said(key: &str, node: &Node) -> Option<Withheld> {
    let one_of = |keys: &[&str]| keys.contains(&key);
    // `draft: almost` is a draft.
    if one_of(&DRAFT) {
        let says_yes = node.text().is_some_and(|text| !text.is_empty()) && !node.is_false();
        return says_yes.then_some(Withheld::Draft);
    }
    if one_of(&PUBLISHED) && node.is_false() {
        return Some(Withheld::Draft);
    }
    if (one_of(&HIDDEN) && node.is_true()) || (one_of(&SHOWN) && node.is_false()) {
        return Some(Withheld::Hidden);
    }
    if key == "password" {
        let locked = node.text().is_some_and(|text| !text.is_empty()) && !node.is_false();
        return locked.then_some(Withheld::Hidden);
    }
    if one_of(&STATES) {
        let state = node.text().unwrap_or_default().to_lowercase();
        if DRAFT_STATES.contains(&&*state) {
            return Some(Withheld::Draft);
        }
        return HIDDEN_STATES.contains(&&*state).then_some(Withheld::Hidden);
    }
    if key == "build" || key == "_build" {
        return build_options(node).then_some(Withheld::Hidden);
    }
    None
}

/// Whether Hugo's `build` says that there is no page, or that no list names it.
fn build_options(node: &Node) -> bool {
    node.entries().iter().any(|Entry { key, node, .. }| {
        let says = |words: &[&str]| {
            let text = node.text().unwrap_or_default();
            words.iter().any(|word| text.eq_ignore_ascii_case(word))
        };
        let never = says(&["never", "false", "no"]);
        match key.to_ascii_lowercase().as_str() {
            "render" => never || says(&["link"]),
            "list" => never,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use expect_test::{Expect, expect};

    fn check(entries: &[&str], expected: Expect) {
        let shown = |entry: &&str| {
            let (front_matter, _) = read(&format!("---\ntitle: T\n{entry}\n---\n"), &[]).unwrap();
            match front_matter.publication.withheld {
                None => format!("{entry}: printed\n"),
                Some(why) => format!("{entry}: {why:?}\n"),
            }
        };
        expected.assert_eq(&entries.iter().map(shown).collect::<String>());
    }

    #[test]
    fn drafts() {
        check(
            &[
                "draft: true",
                "draft: True",
                "DRAFT: YES",
                "Draft: on",
                "draft: almost done",
                "isDraft: true",
                "published: False",
                "publish: no",
                "status: Draft",
                "extra: {draft: true}",
                "draft: false",
                "draft: \"No\"",
                "draft:",
                "published: 2024-05-01",
                "published: true",
                "status: published",
            ],
            expect![[r#"
                draft: true: Draft
                draft: True: Draft
                DRAFT: YES: Draft
                Draft: on: Draft
                draft: almost done: Draft
                isDraft: true: Draft
                published: False: Draft
                publish: no: Draft
                status: Draft: Draft
                extra: {draft: true}: Draft
                draft: false: printed
                draft: "No": printed
                draft:: printed
                published: 2024-05-01: printed
                published: true: printed
                status: published: printed
            "#]],
        );
    }

    #[test]
    fn hidden_articles() {
        check(
            &[
                "status: Private",
                "permalink: False",
                "render: false",
                "Hidden: yes",
                "headless: true",
                "unlisted: true",
                "password: abc",
                "build: {render: never}",
                "_build: {Render: link}",
                "build: {list: never}",
                "draft: true\nhidden: true",
                "build: {render: always}",
                "hidden: false",
                "permalink: /a/",
                "noindex: true",
            ],
            expect![[r#"
                status: Private: Hidden
                permalink: False: Hidden
                render: false: Hidden
                Hidden: yes: Hidden
                headless: true: Hidden
                unlisted: true: Hidden
                password: abc: Hidden
                build: {render: never}: Hidden
                _build: {Render: link}: Hidden
                build: {list: never}: Hidden
                draft: true
                hidden: true: Hidden
                build: {render: always}: printed
                hidden: false: printed
                permalink: /a/: printed
                noindex: true: printed
            "#]],
        );
    }
}
