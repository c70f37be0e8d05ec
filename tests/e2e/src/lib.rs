//! Dateline's end-to-end tests: real browsers, driven as people drive them.
//!
//! [`Host`] serves a pressed paper and can fail in every way a host can; [`Browser`] is a browser
//! under WebDriver; [`User`] is somebody who reads that paper in that browser. What the reader
//! does and what must then be seen stands in `tests/`, the walks through the paper as a table.

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

pub use browser::{Browser, Engine, LaunchOptions};
pub use host::{Fault, Host, HostKind};
pub use run::{Run, Tier};
pub use user::User;
