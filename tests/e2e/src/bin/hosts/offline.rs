//! Pages that were read open again when the host is down.

use crate::deployments::RunningSite;
use crate::http::get;
use anyhow::{Result, ensure};
use e2e::User;

/// Reads the front page and an article, stops the host, and opens both again.
pub(crate) fn offline(user: &User, running: &RunningSite) -> Result<()> {
    // A separate host, which can be stopped, and whose origin has empty caches.
    let host = RunningSite::start(running.deployment, &user.paper.site)?;
    let mut user = User::new(user.browser, user.paper, running.deployment.root)?;
    host.point(&mut user);
    let front =
        host.address(if running.deployment.has_index_documents() { "" } else { "index.html" });
    let heading = user.paper.printed("index.html")?.heading;
    let read_front = || {
        user.session.open(&front)?;
        user.wait_for_snapshot("the front page", |it| it.settled && it.heading == heading)
    };

    read_front()?;
    user.wait_until_cached("front")?;
    user.follow("A")?;
    user.wait_until_cached("A")?;
    drop(host);
    ensure!(get(&front, &[]).is_err(), "the host still answers");

    read_front()?;
    let by_worker = "navigator.serviceWorker.controller !== null";
    ensure!(user.value(by_worker)? == true, "the front page is not the worker's");
    user.follow("A")?;
    user.open("A")?;
    ensure!(user.value(by_worker)? == true, "the article is not the worker's");
    read_front().map(drop)
}
