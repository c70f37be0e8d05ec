//! Apache's `httpd`.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "apache",
    program: "apache2",
    package: "Debian: apache2-bin, media-types",
    not_found_page: true,
    adds_slash: true,
    caching: true,
    precompressed: true,
    command,
};

const MODULES: &[&str] =
    &["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "env", "filter", "deflate"];

/// One process (`-X`), so that no child process survives it.
fn command(setup: &Setup, mut apache: Command) -> Result<Command> {
    let (folder, port) = (setup.folder.display(), setup.port);
    let mut config = format!(
        "ServerRoot {folder}\nServerName localhost\nPidFile {folder}/pid\nListen 127.0.0.1:{port}\n\
         ErrorLog {folder}/errors\nTypesConfig /etc/mime.types\nUser www-data\nGroup www-data\n"
    );
    for module in MODULES {
        config += &format!("LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n");
    }
    config += &setup.block("apache")?;
    apache.arg("-X").arg("-f").arg(setup.write("apache.conf", &config)?);
    Ok(apache)
}
