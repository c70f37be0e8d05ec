//! Dateline's end-to-end tests: real browsers, controlled as people use them.
//!
//! [`Host`] serves a built paper and injects faults; [`Browser`] is a browser under WebDriver; [`User`] is somebody who
//! reads that paper in that browser. `trials/` has what users do and must then see; `tests/walks` has a table of walks
//! through the paper.

pub mod browser;
pub mod host;
pub mod hostile;
#[cfg(test)]
mod native;
pub mod paper;
pub mod press;
pub mod results;
pub mod run;
pub mod servers;
pub mod user;
pub mod wait;
pub mod walk;
pub mod webdriver;
/// The words of the interface: a change of them changes the trials too.
#[path = "../../../src/views/words.rs"]
pub mod words;

pub use browser::{Browser, Engine, LaunchOptions};
pub use host::{Fault, Host, HostKind};
pub use run::{Run, Tier};
pub use user::User;
