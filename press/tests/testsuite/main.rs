//! Tests of the press as its users see it: the command line, and the library's public parts.
//!
//! They are one program, so that they are linked once. `cargo test -p press --test testsuite NAME` runs
//! those with NAME in their path, which begins with the module: `serve::`.

mod caching;
mod cases;
mod commands;
mod compress;
mod schema;
mod serve;
mod single;
mod site;
mod support;
