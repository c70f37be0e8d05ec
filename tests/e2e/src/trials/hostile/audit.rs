//! What is looked for in a page.

use anyhow::{Result, ensure};
use e2e::User;
use e2e::hostile::mutate::ASKED;
use e2e::hostile::{ALLOWED, AUDIT};
use serde_json::{Value, json};

/// The page at hand, as the press printed it or as the viewer built it.
#[derive(Clone, Copy)]
pub(super) enum Rendering {
    Printed,
    Alive,
}

/// Checks that the page at hand holds nothing but harmless elements, attributes and addresses, that
/// it shows the words `keeps`, and that nothing has asked the host for what only a script would ask.
///
/// A dialogue box, which only a script can open, fails the next command to the browser.
///
/// # Errors
/// What there is.
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
/// What it has asked the host for.
pub(super) fn nothing_ran(user: &User) -> Result<()> {
    let asked = user.host.asked();
    // What scripts ask for lies at the host's root or is a folder; pages may be called after a case.
    let is_asked = |file: &&String| {
        file.starts_with(ASKED) || (file.contains(ASKED) && file.ends_with("/index.html"))
    };
    let ran = asked.iter().find(is_asked);
    ensure!(ran.is_none(), "a script ran, or something was loaded: {ran:?}");
    Ok(())
}
