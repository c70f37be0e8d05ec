//! Deployments of the paper: each server and each kind of host, at the root and in a subfolder.

use anyhow::Result;
use e2e::host::ROOTS;
use e2e::servers::{Server, ServerKind};
use e2e::{Host, HostKind, User};
use std::path::{Path, PathBuf};

/// What serves the paper.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Hosting {
    /// A real server, configured as in `docs/HOSTING.md`.
    Real(ServerKind),
    /// A hosting service, emulated by the tests' own host.
    Emulated(HostKind),
}

/// A host, and the paper's root on it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Deployment {
    pub hosting: Hosting,
    pub root: &'static str,
}

/// The emulated hosting services and their names.
const HOSTS: [(HostKind, &str); 5] = [
    (HostKind::GitHubPages, "github-pages"),
    (HostKind::Netlify, "netlify"),
    (HostKind::Cloudflare, "cloudflare-pages"),
    (HostKind::S3, "s3"),
    (HostKind::S3WithErrorPage, "s3-with-error-page"),
];

/// All deployments.
pub(crate) fn all() -> impl Iterator<Item = Deployment> {
    let servers = ServerKind::ALL.map(Hosting::Real).into_iter();
    let hosts = HOSTS.map(|(kind, _)| Hosting::Emulated(kind)).into_iter();
    servers
        .chain(hosts)
        .flat_map(|hosting| ROOTS.into_iter().map(move |root| Deployment { hosting, root }))
}

impl Deployment {
    /// The host's name.
    pub(crate) fn host(&self) -> &'static str {
        match self.hosting {
            Hosting::Real(kind) => kind.name(),
            Hosting::Emulated(like) => {
                HOSTS.iter().find(|(it, _)| *it == like).map_or("", |(_, name)| *name)
            }
        }
    }

    /// Whether browser checks are made here in every run. One deployment for each way in which hosts serve: a server with
    /// all features, a host that hides extensions, and one without index documents and error pages.
    pub(crate) fn is_typical(&self) -> bool {
        let typical = [
            (Hosting::Real(ServerKind::Nginx), ROOTS[1]),
            (Hosting::Emulated(HostKind::Cloudflare), ROOTS[0]),
            (Hosting::Emulated(HostKind::S3), ROOTS[1]),
        ];
        typical.contains(&(self.hosting, self.root))
    }

    /// Whether the address of the paper's folder serves its front page. With CloudFront only the host's root has an index
    /// document.
    pub(crate) fn has_index_documents(&self) -> bool {
        let none = [Hosting::Emulated(HostKind::S3), Hosting::Emulated(HostKind::S3WithErrorPage)];
        self.root == "/" || !none.contains(&self.hosting)
    }

    /// Whether a folder's address without a trailing slash is redirected to that with one.
    pub(crate) fn adds_slash(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.adds_slash(),
            Hosting::Emulated(_) => self.has_index_documents(),
        }
    }

    /// Whether missing addresses show the paper's own `404.html`.
    pub(crate) fn shows_not_found_page(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.shows_not_found_page(),
            Hosting::Emulated(kind) => kind != HostKind::S3,
        }
    }

    /// The status of missing addresses.
    pub(crate) fn missing_status(&self) -> u16 {
        if self.hosting == Hosting::Emulated(HostKind::S3) { 403 } else { 404 }
    }

    /// Whether the host sends `Cache-Control` per file. Netlify and Cloudflare read that from `_headers`, at the root only.
    pub(crate) fn sets_cache_control(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.sets_cache_control(),
            Hosting::Emulated(kind) => {
                matches!(kind, HostKind::Netlify | HostKind::Cloudflare) && self.root == "/"
            }
        }
    }

    /// Whether the host sends precompressed files.
    pub(crate) fn sends_precompressed(&self) -> bool {
        matches!(self.hosting, Hosting::Real(kind) if kind.sends_precompressed())
    }

    /// Whether `x.html` is redirected to `x`.
    pub(crate) fn hides_extensions(&self) -> bool {
        matches!(self.hosting, Hosting::Emulated(kind) if kind.hides_extensions())
    }
}

/// A deployment that is being served.
pub(crate) struct RunningSite {
    pub deployment: Deployment,
    /// The host's address, without a slash at the end.
    pub origin: String,
    /// The folder that is served.
    pub site: PathBuf,
    _running: Running,
}

#[expect(dead_code, reason = "held to keep it running")]
enum Running {
    Server(Server),
    Host(Host),
}

impl RunningSite {
    /// Starts serving.
    pub(crate) fn start(deployment: Deployment, site: &Path) -> Result<RunningSite> {
        let (origin, site, running) = match deployment.hosting {
            Hosting::Real(kind) => {
                let server = Server::start(kind, site, deployment.root)?;
                (server.address.clone(), server.site.clone(), Running::Server(server))
            }
            Hosting::Emulated(kind) => {
                let host = Host::start(site.to_owned(), deployment.root)?;
                host.emulate(kind);
                host.serve_worker();
                (host.address.clone(), site.to_owned(), Running::Host(host))
            }
        };
        Ok(RunningSite { deployment, origin, site, _running: running })
    }

    /// Points a user to this site.
    pub(crate) fn point(&self, user: &mut User) {
        user.origin.clone_from(&self.origin);
        user.hides_extensions = self.deployment.hides_extensions();
    }

    /// The absolute address of `path`, relative to the paper's root.
    pub(crate) fn address(&self, path: &str) -> String {
        [&self.origin, self.deployment.root, path].concat()
    }
}
