//! Trees.

use super::{Data, Dom};
use std::fmt::Write;

fn shown(dom: &Dom) -> String {
    let mut out = String::new();
    for id in dom.descendants(dom.root()) {
        match dom.data(id) {
            Data::Element { .. } => write!(out, "<{}>", dom.name(id)).unwrap(),
            Data::Text(text) => out.push_str(text),
            _ => {}
        }
    }
    out
}

#[test]
fn trees_keep_order() {
    let dom = Dom::fragment("<p>a<b>b<i>c</b>d</i><table>x<tr><td>y</table>z");
    assert_eq!(shown(&dom), "<html><p>a<b>b<i>c<i>dx<table><tbody><tr><td>yz");
}

#[test]
fn nothing_swallows_what_follows() {
    let dom = Dom::fragment("a <title>b <textarea>c <p>d");
    assert!(shown(&dom).ends_with("<p>d"), "{}", shown(&dom));
}

#[test]
fn what_closes_itself_is_closed() {
    let dom = Dom::fragment("a <iframe src='x'/>b <script src='x' />c <style/>d");
    assert_eq!(shown(&dom), "<html>a <iframe>b <script>c <style>d");
    assert_eq!(dom.runs_on, None);
}

#[test]
fn what_runs_to_the_end_is_told() {
    let runs_on = |dom: Dom| dom.runs_on.map(|id| dom.name(id).to_owned());
    let check = |html, expected: Option<&str>| {
        assert_eq!(runs_on(Dom::fragment(html)).as_deref(), expected, "{html}");
    };
    check("a <style>b", Some("style"));
    check("a <style>b</style><iframe src=x>c", Some("iframe"));
    check("a <style>b</style><script>c</script>", None);
    assert_eq!(runs_on(Dom::page("<title>a<p>b")).as_deref(), Some("title"));
}

#[test]
fn depth_has_an_end() {
    let html = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000) + "<p>after</p>";
    let dom = Dom::fragment(&html);
    assert!(dom.too_deep);
    assert!(dom.text(dom.root()).contains("deep") && dom.text(dom.root()).contains("after"));
    let html: String = (0..50_000).map(|n| format!("<b id={n}><p>")).collect();
    assert!(Dom::fragment(&html).too_deep);
}
