//! Audits the current page.

use anyhow::{Result, ensure};
use e2e::User;
use e2e::hostile::mutate::ASKED;
use e2e::hostile::{ALLOWED, AUDIT};
use serde_json::{Value, json};

/// Who has rendered the page: the press (`Printed`) or the viewer (`Alive`).
#[derive(Clone, Copy)]
pub(super) enum Rendering {
    Printed,
    Alive,
}

/// Checks that the current page has only harmless elements, attributes and addresses, that it shows the texts `keeps`, and
/// that no hostile script has sent a request.
///
/// A dialog, which only a script can open, fails the next WebDriver command.
///
/// # Errors
/// The findings.
pub(super) fn audit(user: &User, keeps: &[String], rendering: Rendering) -> Result<()> {
    let rendering = match rendering {
        Rendering::Printed => "printed",
        Rendering::Alive => "alive",
    };
    let allowed: Value = ALLOWED.parse()?;
    let found = user.session.run(AUDIT, &[allowed, json!(keeps), json!(rendering)])?;
    ensure!(found == Value::Array(Vec::new()), "{rendering}: {found}");
    nothing_ran(user)
}

/// Checks that no script of a case has run.
///
/// # Errors
/// The scripts' requests.
pub(super) fn nothing_ran(user: &User) -> Result<()> {
    let asked = user.host.requests();
    // Scripts request addresses at the host's root or folders; pages may have the name of a case.
    let is_asked = |file: &&String| {
        file.starts_with(ASKED) || (file.contains(ASKED) && file.ends_with("/index.html"))
    };
    let ran = asked.iter().find(is_asked);
    ensure!(ran.is_none(), "a script ran, or something was loaded: {ran:?}");
    Ok(())
}
