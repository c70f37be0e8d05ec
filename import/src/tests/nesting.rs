//! Deep nesting.

use super::{check_file, paper};
use article::Article;
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    check_file("text.md", &["---\ntitle: The Headline\n---\n", markdown].concat(), expected);
}

#[test]
fn deep_nesting_is_flattened() {
    check(
        &(">".repeat(40) + " deep"),
        expect![[r#"
            > > > > > > > > > > > > deep
            warning: this article is nested deeper than can be shown
             --> text.md:4:13
              |
            4 | >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep
              |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its text is kept, at the depth that can be shown

        "#]],
    );
    check(
        &("*a **b ".repeat(30) + &"** c*".repeat(30)),
        expect![[r#"
            *a **b *a **b *a **b *a **b *a **b *a **b *a **b *a **b *a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b ** c c c c c c c c c c c c c c c c c c c c c c* c*** c*** c*** c*** c*** c*** c*** c*
            warning: this article is nested deeper than can be shown
             --> text.md:4:1
              |
            4 | *a **b *a **b *a **b *a **b *a **b *a **b *a ...** c*** c*** c*** c*** c*** c*** c*** c*** c*
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its text is kept, at the depth that can be shown

        "#]],
    );
}

#[test]
fn hostile_nesting_is_imported() {
    for text in [
        ">".repeat(20_000) + " deep",
        "<div>".repeat(100_000) + "deep",
        "- ".repeat(5_000) + "deep",
        "[".repeat(10_000) + "deep",
        "*a ".repeat(10_000) + "deep",
        "<b>".repeat(20_000) + "deep",
    ] {
        let (imported, _) = paper(&[("a.md", text.as_bytes())]);
        let json = serde_json::to_string(&imported.stories[0].article).unwrap();
        assert!(json.contains("deep"));
        assert!(serde_json::from_str::<Article>(&json).is_ok());
    }
}
