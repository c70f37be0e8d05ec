//! Credits at the end of captions: `… meet in Pyongyang on Thursday. /TASS-Yonhap`.

use crate::cleaning::normalize;
use article::{Credit, Inline};

/// Parses a credit chain: `TASS-Yonhap` is TASS, then Yonhap. A hyphen before a lower-case letter
/// is part of a name (`Pak Soo-chan`).
pub(crate) fn credit(names: &str) -> Credit {
    let names = names.trim().trim_start_matches('/').trim();
    let mut chain = Vec::new();
    let mut start = 0;
    for (at, _) in names.match_indices('-') {
        let splits = names[at + 1..].chars().next().is_some_and(|next| !next.is_lowercase());
        if splits {
            chain.push(names[start..at].trim().to_owned());
            start = at + 1;
        }
    }
    chain.push(names[start..].trim().to_owned());
    chain.retain(|name| !name.is_empty());
    Credit(chain)
}

/// Removes and returns the credit at the end of a caption.
pub(crate) fn take_credit(caption: &mut Vec<Inline>) -> Credit {
    let Some(Inline::Text(last)) = caption.last_mut() else {
        return Credit::default();
    };
    let Some(slash) = credit_start(last) else {
        return Credit::default();
    };
    let found = credit(&last[slash + 1..]);
    last.truncate(slash);
    normalize::line(caption);
    found
}

/// The offset of the slash that starts a credit at the end of `text`: after a space or the end of a
/// sentence, and followed by names only.
pub(crate) fn credit_start(text: &str) -> Option<usize> {
    const MAX_LEN: usize = 80;
    let slash = text.rfind('/')?;
    let before = text[..slash].chars().next_back();
    let parted = before.is_none_or(|c| c.is_whitespace() || ".!?…。”’\"')]".contains(c));
    let names = text[slash + 1..].trim_end();
    let begins = names.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    let named = |c: char| c.is_alphanumeric() || " -&.'’,()".contains(c);
    let fits = names.len() <= MAX_LEN && names.chars().all(named);
    (parted && begins && fits && !names.bytes().all(|b| b.is_ascii_digit())).then_some(slash)
}

#[cfg(test)]
mod tests {
    use super::{credit, take_credit};
    use article::{Inline, plain_text};
    use expect_test::{Expect, expect};

    fn check(caption: &str, expected: Expect) {
        let mut caption = vec![Inline::Text(caption.to_owned())];
        let credit = take_credit(&mut caption);
        expected.assert_eq(&format!("{} | {}", plain_text(&caption), credit.0.join(" > ")));
    }

    #[test]
    fn credits_end_captions() {
        check(
            "They meet on Thursday. /TASS-Yonhap",
            expect!["They meet on Thursday. | TASS > Yonhap"],
        );
        check("They meet on Thursday./AP", expect!["They meet on Thursday. | AP"]);
        check(
            "One ball, three screens. /The Compositor",
            expect!["One ball, three screens. | The Compositor"],
        );
        check("사진이다. /연합뉴스", expect!["사진이다. | 연합뉴스"]);
        check("Photo by /Pak Soo-chan-Yonhap ", expect!["Photo by | Pak Soo-chan > Yonhap"]);
        check("/Reuters", expect![" | Reuters"]);
    }

    #[test]
    fn other_slashes_are_kept() {
        check("The input/Output ratio", expect!["The input/Output ratio | "]);
        check("Either and/or", expect!["Either and/or | "]);
        check("See https://example.org/Path", expect!["See https://example.org/Path | "]);
        check("In the year 2017 /2018", expect!["In the year 2017 /2018 | "]);
        check("a /b", expect!["a /b | "]);
    }

    #[test]
    fn names_keep_their_hyphens() {
        assert_eq!(credit("Harbour Press-Compositor").0, ["Harbour Press", "Compositor"]);
        assert_eq!(credit("Pak Soo-chan").0, ["Pak Soo-chan"]);
    }
}
