//! The time to import grows linearly, not quadratically.

use super::paper;
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

const MANY: usize = 1_000;

/// Checks that a fourfold input takes at most seven times as long; quadratic growth would be
/// sixteenfold. `text` makes the file `name` with a number of items.
fn check(name: &str, text: impl Fn(usize) -> String + Sync) {
    // CPU time of one thread, not wall-clock time: the machine may be busy.
    let thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let computed = || Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap();
    let time = |many: usize| {
        let text = text(many);
        let other = "---\ntitle: Z\nauthor: Nobody\n---\nText.";
        thread.install(|| {
            let before = computed();
            paper(&[(name, text.as_bytes()), ("z.md", other.as_bytes())]);
            computed() - before
        })
    };
    let (few, many) = (time(MANY), time(4 * MANY));
    assert!(many < 7 * few, "{name} takes {few:?}, and {many:?} if it is four times as much");
}

/// `template` repeated, with `#` replaced by the number.
fn each(many: usize, template: &str) -> String {
    (0..many).map(|number| template.replace('#', &number.to_string())).collect()
}

fn front_matter(list: &str, item: &str) -> impl Fn(usize) -> String {
    move |many| format!("---\ntitle: T\n{list}\n{}---\nText.", each(many, item))
}

#[test]
fn settings() {
    check("dateline.toml", |many| each(many, "[authors.a#]\nname = \"N#\"\nx = 1\n"));
    check("dateline.toml", |many| each(many, "[[sections]]\nslug = \"s#\"\n"));
}

#[test]
fn names_and_addresses() {
    check("a.md", front_matter("aliases:", "- /old/#\n"));
    check("a.md", front_matter("aliases:", "- /old?#\n"));
    check("a.md", front_matter("topics:", "- t#\n"));
    check("a.md", front_matter("authors:", "- A#\n"));
    check("a.md", |many| {
        format!("---\ntitle: T\n{}---\n{}", each(many, "k#: v\n"), each(many, "{{ k# }}\n"))
    });
}

#[test]
fn links_and_notes() {
    check("a.md", |many| each(many, "[a](/b#/)\n\n"));
    check("a.md", |many| each(many, "[a](/b#/) "));
    check("a.md", |many| each(many, "[^a]: b\n\n") + "c[^a]");
    check("a.md", |many| each(many, "## a\n\n"));
}

#[test]
fn elements() {
    check("a.html", |many| format!("<b {}>c</b>", each(5 * many, "a# ")));
    check("a.html", |many| format!("<ruby>{}</ruby>", each(many, "字<rt>a</rt>")));
}
