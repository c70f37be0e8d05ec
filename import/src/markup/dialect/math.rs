//! Formulas in TeX: `$x^2$`, `$$ … $$`, `\( … \)`, `\[ … \]`, which Markdown would take apart.

use super::{Edit, Source, prefix};
use crate::escape::push_escaped;
use crate::markup::dom::MATH;

/// After so many signs that begin no formula, no more are looked for.
const MAX_VAIN: usize = 20_000;

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let text = source.text;
    let mut edits = Vec::new();
    // How many formulas without an end were looked for.
    let mut vain = 0;
    let mut at = 0;
    while let Some(sign) = text[at..].find(['$', '\\']).map(|length| at + length) {
        at = sign + 1;
        if source.is_code(sign) || vain > MAX_VAIN {
            continue;
        }
        if let Some(length) = formula(text, sign) {
            let tex = &text[sign..sign + length];
            edits.push(Edit::new(sign..sign + length, element(text, sign, tex)));
            at = sign + length;
            continue;
        }
        vain += 1;
        let pairs = ["\\\\", "\\$", "$$"];
        at += usize::from(pairs.iter().any(|pair| text[sign..].starts_with(pair)));
    }
    edits
}

/// The element that stands for a formula. A comment beside it makes it a block that ends with its
/// line, or a part of its paragraph.
fn element(text: &str, at: usize, tex: &str) -> String {
    let mut html = ["<", MATH, " tex=\""].concat();
    push_escaped(&mut html, tex);
    let html = html.replace('\n', "&#10;") + "\"></" + MATH + ">";
    let before = text[..at].rsplit('\n').next().unwrap_or_default();
    let after = text[at + tex.len()..].split('\n').next().unwrap_or_default();
    let alone = before.trim().is_empty() && after.trim().is_empty();
    if alone { ["<!---->", &html].concat() } else { html + "<!---->" }
}

/// How long the formula is that begins at a byte.
fn formula(text: &str, at: usize) -> Option<usize> {
    const DELIMITERS: [(&str, &str); 5] =
        [("$$", "$$"), ("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)"), ("\\[", "\\]")];
    const MAX_LEN: usize = 5_000;
    let rest = &text[at..];
    let Some((open, close)) = DELIMITERS.iter().find(|(open, _)| rest.starts_with(open)) else {
        return rest.strip_prefix('$').and_then(|inside| single(&text[..at], inside));
    };
    let inside = &rest[open.len()..];
    let end = prefix(inside, MAX_LEN).find(close)?;
    let tex = &inside[..end];
    let is_one_block = !has_empty_line(tex) && !tex.trim().is_empty();
    // A bracket may be escaped because it would be a link's.
    (is_one_block && (*open == "$$" || reads_as_tex(tex))).then(|| open.len() + end + close.len())
}

/// How long the formula is of which `inside` follows the dollar sign. Prices are none.
fn single(before: &str, inside: &str) -> Option<usize> {
    const MAX_LEN: usize = 1_000;
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '$' || c == '\\') {
        return None;
    }
    let mut escaped = false;
    let end = inside.char_indices().take(MAX_LEN).find_map(|(at, c)| {
        let closes = c == '$' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })?;
    let (tex, after) = (&inside[..end], &inside[end + 1..]);
    let tight = !tex.starts_with(char::is_whitespace) && !tex.ends_with(char::is_whitespace);
    let parted = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '$');
    let fits = tight && parted && !tex.is_empty() && !has_empty_line(tex);
    (fits && reads_as_tex(tex)).then_some(end + 2)
}

fn has_empty_line(text: &str) -> bool {
    let lines = text.lines().count();
    text.lines().skip(1).take(lines.saturating_sub(2)).any(|line| line.trim().is_empty())
}

/// Whether a text is a formula, as against words between two signs.
fn reads_as_tex(tex: &str) -> bool {
    let signs = tex.contains(['\\', '^', '_', '=', '<', '>']) || tex.contains(['+', '{', '|']);
    // No price has a letter of its own: `$x$`, `$2n$`.
    let letters = tex.chars().filter(|c| c.is_alphabetic()).count();
    let words = tex.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3).count();
    let is_command = tex.contains('\\');
    (signs && (is_command || words < 3)) || (letters == 1 && tex.chars().count() <= 6)
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn formulas() {
        check(
            edits,
            "The sum $x_{1} * y$ and $$a = \\{b\\}\\\\ c$$ and \\(n_1\\).\n",
            expect![[r#"
            The sum <dateline-math tex="$x_{1} * y$"></dateline-math><!----> and <dateline-math tex="$$a = \{b\}\\ c$$"></dateline-math><!----> and <dateline-math tex="\(n_1\)"></dateline-math><!---->.
        "#]],
        );
        check(
            edits,
            "$$\nx < y\n$$\n\n\\[ a^2 \\]\n\n$n$ of \\\\(m^2\\\\)\n",
            expect![[r#"
            <!----><dateline-math tex="$$&#10;x &lt; y&#10;$$"></dateline-math>

            <!----><dateline-math tex="\[ a^2 \]"></dateline-math>

            <dateline-math tex="$n$"></dateline-math><!----> of <dateline-math tex="\\(m^2\\)"></dateline-math><!---->
        "#]],
        );
    }

    #[test]
    fn no_formulas() {
        check(
            edits,
            "It costs $5 or $6, not $7-$8, `$x$`, US$5 = R$6, \\$x\\$ \\(so\\).\n",
            expect![[r#"
                It costs $5 or $6, not $7-$8, `$x$`, US$5 = R$6, \$x\$ \(so\).
            "#]],
        );
        check(
            edits,
            "From $10m in 2014 to $12m; $HOME and $PATH.\n",
            expect![[r#"
            From $10m in 2014 to $12m; $HOME and $PATH.
        "#]],
        );
    }
}
