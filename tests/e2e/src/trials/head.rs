//! The document's head: it describes the page shown, as the press has printed it.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::{Fault, User};
use serde_json::Value;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("head::follows_the_page", follows),
        Trial::new("head::follows_the_page::in_a_folder", follows).in_a_folder().thorough(),
        Trial::new("head::printed_data_can_be_put_back", put_back).plain(),
    ]
}

/// The head of the document, and that of the printed page at its address; each as a list of texts. The viewer makes no
/// JSON-LD, but if there is any, it is the page's.
/// (`DOMParser` would violate the policy.)
const HEADS: &str = "
    const done = arguments[0];
    const page = 'title, meta[name=robots], meta[name=description], meta[property], link[rel=canonical], '
        + 'link[hreflang], link[rel=prev], link[rel=next]';
    const data = 'script[type=\"application/ld+json\"]';
    const text = it => [it.localName, it.href,
        ...[...it.attributes].filter(it => it.name !== 'href').map(it => `${it.name}=${it.value}`),
        it.textContent].join(' ');
    const selector = document.querySelector(data) ? `${page}, ${data}` : page;
    const texts = of => [of.documentElement.lang, ...[...of.head.querySelectorAll(selector)].map(text)];
    const request = new XMLHttpRequest();
    request.open('GET', location.href);
    request.responseType = 'document';
    request.onload = () => done([texts(document), texts(request.response)]);
    request.onerror = () => done(['failed', '']);
    request.send();";

fn follows(user: &User) -> Result<()> {
    user.open("front")?;
    for name in ["A", "headlines", "craft", "C"] {
        user.follow(name)?;
        check(user, name)?;
    }
    for name in ["craft", "headlines", "A", "front"] {
        user.session.back()?;
        user.wait_for_page(name)?;
        check(user, name)?;
    }
    let reports = user.host.reports();
    ensure!(reports.is_empty(), "refused: {reports:?}");
    Ok(())
}

fn check(user: &User, name: &str) -> Result<()> {
    let heads = user.session.run_async(HEADS, &[])?;
    let [shown, printed] = [0, 1].map(|at| heads[at].as_array().cloned().unwrap_or_default());
    ensure!(printed.len() > 4, "{name}: too little to compare: {heads}");
    let texts = |head: &[Value], other: &[Value]| -> Vec<String> {
        head.iter().filter(|it| !other.contains(it)).map(ToString::to_string).collect()
    };
    let (added, missing) = (texts(&shown, &printed), texts(&printed, &shown));
    ensure!(shown == printed, "{name}: added {added:#?}, missing {missing:#?}");
    Ok(())
}

/// JSON-LD that was printed violates no policy when it is taken out and put back.
fn put_back(user: &User) -> Result<()> {
    user.host.fail("*.wasm", Fault::Hold);
    user.type_address(&user.paper.file("A")?)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    let move_it = "const it = document.querySelector('script[type=\"application/ld+json\"]');
        it.remove();
        document.head.append(it);";
    user.session.run(move_it, &[])?;
    user.wait_for_frames()?;
    let reports = user.host.reports();
    ensure!(reports.is_empty(), "refused: {reports:?}");
    Ok(())
}
