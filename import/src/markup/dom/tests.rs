//! Parsing and limits.

use super::{Dom, NodeData};
use std::fmt::Write;

fn shown(dom: &Dom) -> String {
    let mut out = String::new();
    for id in dom.descendants(dom.root()) {
        match dom.data(id) {
            NodeData::Element { .. } => write!(out, "<{}>", dom.name(id)).unwrap(),
            NodeData::Text(text) => out.push_str(text),
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
fn raw_text_elements_do_not_swallow_the_rest() {
    let dom = Dom::fragment("a <title>b <textarea>c <p>d");
    assert!(shown(&dom).ends_with("<p>d"), "{}", shown(&dom));
}

#[test]
fn self_closing_elements_are_closed() {
    let dom = Dom::fragment("a <iframe src='x'/>b <script src='x' />c <style/>d");
    assert_eq!(shown(&dom), "<html>a <iframe>b <script>c <style>d");
    assert_eq!(dom.unclosed, None);
}

#[test]
fn unclosed_elements_are_recorded() {
    let unclosed = |dom: Dom| dom.unclosed.map(|id| dom.name(id).to_owned());
    let check = |html, expected: Option<&str>| {
        assert_eq!(unclosed(Dom::fragment(html)).as_deref(), expected, "{html}");
    };
    check("a <style>b", Some("style"));
    check("a <style>b</style><iframe src=x>c", Some("iframe"));
    check("a <style>b</style><script>c</script>", None);
    assert_eq!(unclosed(Dom::page("<title>a<p>b")).as_deref(), Some("title"));
}

#[test]
fn depth_is_limited() {
    let html = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000) + "<p>after</p>";
    let dom = Dom::fragment(&html);
    assert!(dom.too_deep.is_some());
    assert!(dom.text(dom.root()).contains("deep") && dom.text(dom.root()).contains("after"));
    let html: String = (0..50_000).map(|n| format!("<b id={n}><p>")).collect();
    assert!(Dom::fragment(&html).too_deep.is_some());
}

/// Checks the tree of `html` with this maximum weight.
fn check_full(max_weight: usize, html: &str, expected: &str) {
    let dom = Dom::fragment_of(html, max_weight);
    assert_eq!(shown(&dom), expected, "{html}");
    assert!(dom.full.is_some() && dom.len() <= max_weight + 3, "{html}: {} nodes", dom.len());
}

#[test]
fn a_full_tree_takes_text_only() {
    check_full(7, "<p>a<p>b<p>c</p><br>d<ul><li>e", "<html><p>a<p>b c  d  e");
    check_full(5, "<p>a<!-- b -->c<script>d</script><style>e</style>f", "<html><p>acf");
    check_full(5, "<i><script>a < b</script>c<b>d", "<html><i><script>a < bcd");
    check_full(5, "<table><tr><td>a<td>b</table>c", "<html><table><tbody><tr> a b c");
    // An image weighs more than a line break, and so does a bracket.
    check_full(12, "<br><img src=a>b<br>c", "<html><br><img>b c");
    check_full(12, "<br><br>[a] [b]<b>c", "<html><br><br>[a] [b]c");
}

#[test]
fn repeated_attributes_are_limited() {
    let bold: String = (0..100).map(|n| format!("<b id={n}>")).collect();
    let dom = Dom::fragment_of(&format!("<p>{bold}{}", "<p>a".repeat(10_000)), 5_000);
    assert!(dom.full.is_some() && dom.len() < 5_300, "{} nodes", dom.len());
    let link = format!("<p><a href={}>", "x".repeat(1 << 20));
    assert!(Dom::fragment(&format!("{link}{}", "<p>a".repeat(3))).full.is_none());
    let dom = Dom::fragment(&format!("{link}{}", "<p>a".repeat(1_000)));
    assert!(dom.full.is_some() && dom.len() < 30, "{} nodes", dom.len());
}
