//! nginx.

use super::{ServerInfo, Setup};
use anyhow::Result;
use std::process::Command;

pub(super) const INFO: ServerInfo = ServerInfo {
    name: "nginx",
    program: "nginx",
    package: "Debian: nginx",
    not_found_page: true,
    adds_slash: true,
    caching: true,
    precompressed: true,
    command,
};

/// One process, so that no child process survives it; all files in its own folder.
fn command(setup: &Setup, mut nginx: Command) -> Result<Command> {
    let (folder, block) = (setup.folder.display(), setup.block("nginx")?);
    let config = format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n\
         include /etc/nginx/mime.types;\naccess_log off;\n\
         client_body_temp_path {folder}/body;\nproxy_temp_path {folder}/proxy;\n\
         fastcgi_temp_path {folder}/fastcgi;\nuwsgi_temp_path {folder}/uwsgi;\n\
         scgi_temp_path {folder}/scgi;\n{block}\n}}\n"
    );
    nginx.arg("-e").arg(setup.folder.join("errors")).arg("-c");
    nginx.arg(setup.write("nginx.conf", &config)?);
    Ok(nginx)
}
