//! Hosts fail readers who have been there before: what they read is kept, and opens again.

use super::{Trial, each_page, go};
use e2e::paper::kinds;
use e2e::{Fault, Reader};

pub(super) fn trials() -> Vec<Trial> {
    let text = |text: &str| Fault::Replace(text.to_owned());
    vec![
        kept("refused", "*", Fault::Offline),
        kept("server_error", "*", Fault::Status(500)),
        // Pages that hang: `offline::a_silent_host_is_not_waited_for`.
        kept("hangs", "*.json", Fault::Hold),
        kept("a_page_to_sign_in", "*", text("<!doctype html><h1>Sign in</h1>")),
        kept("corrupt", "*", text("{\"version\":1,\"slug\":\u{1}")),
    ]
}

fn kept(name: &'static str, files: &'static str, fault: Fault) -> Trial {
    let run = move |reader: &Reader| {
        for page in kinds().iter().map(|(_, page)| *page).chain(["D"]) {
            reader.open(page)?;
            reader.wait_until_kept(page)?;
        }
        // From here to the first page, from there to the second, …
        each_page(reader, name, "read before", |reader, page| {
            reader.host.fail(files, fault.clone());
            go(reader, page)?;
            reader.wait_for_page(page)?;
            reader.open(page)
        })
    };
    Trial::new(&format!("faults::kept::{name}"), run).with_worker()
}
