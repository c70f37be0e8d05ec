//! The host fails after pages were read: cached pages open again.

use super::{Trial, each_page, go, kinds_for};
use e2e::{Fault, Run, User};

pub(super) fn trials() -> Vec<Trial> {
    let text = |text: &str| Fault::Replace(text.to_owned());
    vec![
        kept("refused", "*", Fault::Offline),
        kept("server_error", "*", Fault::Status(500)),
        // For pages that hang: `offline::a_silent_host_is_not_waited_for`.
        kept("hangs", "*.json", Fault::Hold),
        kept("a_page_to_sign_in", "*", text("<!doctype html><h1>Sign in</h1>")),
        kept("corrupt", "*", text("{\"version\":1,\"slug\":\u{1}")),
    ]
}

const WAY: &str = "read before";

fn kept(name: &'static str, files: &'static str, fault: Fault) -> Trial {
    let steps = move |user: &User, run: &Run| {
        let pages = kinds_for(run, name, WAY).into_iter().map(|(_, page)| page);
        for page in pages.chain(["D"]) {
            user.open(page)?;
            user.wait_until_cached(page)?;
        }
        // Each page is followed to from the one before.
        each_page(user, run, name, WAY, |user, page| {
            user.host.fail(files, fault.clone());
            go(user, page)?;
            user.wait_for_page(page)?;
            user.open(page)
        })
    };
    Trial::scaled(&format!("faults::kept::{name}"), steps).with_worker()
}
