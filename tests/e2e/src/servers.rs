//! Real web servers, configured as in `docs/HOSTING.md`.
//!
//! A server runs in the foreground, on a free port of the loopback interface, without root, and writes to its own folder
//! only. It is stopped when dropped.

mod apache;
mod caddy;
mod hosting_doc;
mod lighttpd;
mod nginx;
mod python;
mod serve;

use crate::browser::{free_port, which};
use crate::wait;
use anyhow::{Context as _, Result, bail};
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// nginx.
    Nginx,
    /// Apache's `httpd`.
    Apache,
    /// Caddy.
    Caddy,
    /// lighttpd.
    Lighttpd,
    /// Python's `http.server`.
    Python,
    /// `serve` from npm.
    Serve,
}

/// A server's capabilities, and how to start it.
struct ServerInfo {
    name: &'static str,
    program: &'static str,
    /// The package to install.
    package: &'static str,
    /// Whether it shows `404.html` for missing files.
    not_found_page: bool,
    /// Whether it redirects a folder's address without a trailing slash.
    adds_slash: bool,
    /// Whether it can be configured with `Cache-Control`.
    caching: bool,
    /// Whether it sends precompressed files.
    precompressed: bool,
    /// Writes its configuration, and returns the command that starts it.
    command: fn(&Setup, Command) -> Result<Command>,
}

impl ServerKind {
    /// All servers.
    pub const ALL: [ServerKind; 6] = [
        ServerKind::Nginx,
        ServerKind::Apache,
        ServerKind::Caddy,
        ServerKind::Lighttpd,
        ServerKind::Python,
        ServerKind::Serve,
    ];

    fn info(self) -> &'static ServerInfo {
        match self {
            ServerKind::Nginx => &nginx::INFO,
            ServerKind::Apache => &apache::INFO,
            ServerKind::Caddy => &caddy::INFO,
            ServerKind::Lighttpd => &lighttpd::INFO,
            ServerKind::Python => &python::INFO,
            ServerKind::Serve => &serve::INFO,
        }
    }

    /// Its name in the names of trials.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// Whether it shows `404.html` for missing files.
    pub fn shows_not_found_page(self) -> bool {
        self.info().not_found_page
    }

    /// Whether it redirects a folder's address without a trailing slash.
    pub fn adds_slash(self) -> bool {
        self.info().adds_slash
    }

    /// Whether it can be configured with `Cache-Control`.
    pub fn sets_cache_control(self) -> bool {
        self.info().caching
    }

    /// Whether it sends precompressed files.
    pub fn sends_precompressed(self) -> bool {
        self.info().precompressed
    }
}

/// A running server. It is stopped when dropped.
pub struct Server {
    /// Its address, without a slash at the end.
    pub address: String,
    /// The copy of the site that it serves.
    pub site: PathBuf,
    process: Child,
    folder: PathBuf,
}

/// The folders and the port of a server.
struct Setup {
    /// The folder for its configuration and files.
    folder: PathBuf,
    /// The web root.
    web: PathBuf,
    port: u16,
    /// The paper's root on the host: `/` or `/a/b/`.
    root: &'static str,
}

impl Server {
    /// Serves a copy of `site` at the path `root`.
    ///
    /// # Errors
    /// The server isn't installed, or doesn't start; with its output.
    pub fn start(kind: ServerKind, site: &Path, root: &'static str) -> Result<Server> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let info = kind.info();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let name = format!("dateline-hosts-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let web = folder.join("web");
        let copy = web.join(root.trim_matches('/'));
        copy_folder(site, &copy)?;
        let setup = Setup { folder: folder.clone(), web, port: free_port()?, root };
        let mut command = (info.command)(&setup, info.find()?)?;
        let log = File::create(folder.join("log"))?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).current_dir(&folder);
        let process = command.spawn().with_context(|| format!("{command:?} doesn't start"))?;
        let address = format!("http://127.0.0.1:{}", setup.port);
        let mut server = Server { address, site: copy, process, folder };
        server.wait_until_ready(info.name, setup.port)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, name: &str, port: u16) -> Result<()> {
        let listens = wait::until(|| {
            let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
            let has_ended = !matches!(self.process.try_wait(), Ok(None));
            (listens || has_ended).then_some(listens)
        });
        if listens != Some(true) {
            let said = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            bail!("{name} doesn't listen on port {port}; it says: {said}");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl ServerInfo {
    /// Finds the program. Debian installs servers in `/usr/sbin`, which may not be on the `PATH`.
    fn find(&self) -> Result<Command> {
        let elsewhere = Path::new("/usr/sbin").join(self.program);
        let found = which(&[self.program]).or_else(|| elsewhere.is_file().then_some(elsewhere));
        let found = found.with_context(|| {
            let ServerInfo { program, package, .. } = self;
            format!("`{program}` is not installed: `cargo xtask setup --test` does it ({package})")
        })?;
        Ok(Command::new(found))
    }
}

impl Setup {
    /// The block of `docs/HOSTING.md` for the host `name`, with this setup's folders and port.
    fn block(&self, name: &str) -> Result<String> {
        let block = hosting_doc::block(name)
            .with_context(|| format!("docs/HOSTING.md has no block for `{name}`"))?;
        let block = block.replace("FOLDER", &self.web.to_string_lossy());
        let block = block.replace("PORT", &self.port.to_string());
        let block = block.replace("BASE_WITHOUT_ITS_LAST_SLASH", self.root.trim_end_matches('/'));
        Ok(block.replace("BASE", self.root))
    }

    /// Writes a configuration file.
    fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let file = self.folder.join(name);
        fs::write(&file, text).with_context(|| file.display().to_string())?;
        Ok(file)
    }

    /// The arguments of a command line in `docs/HOSTING.md`.
    fn arguments(&self, name: &str) -> Result<Vec<String>> {
        let line = self.block(name)?;
        Ok(line.split_whitespace().skip(1).map(str::to_owned).collect())
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let setup = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &setup)?;
        } else {
            fs::copy(entry.path(), setup)?;
        }
    }
    Ok(())
}
