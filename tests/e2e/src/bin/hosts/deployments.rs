//! Where the paper is read: each server and each kind of host, at the root and in a folder.

use anyhow::Result;
use e2e::host::ROOTS;
use e2e::servers::{Server, ServerKind};
use e2e::{Host, HostKind, User};
use std::path::{Path, PathBuf};

/// Who serves.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Hosting {
    /// A server of the world, as `docs/HOSTING.md` configures it.
    Real(ServerKind),
    /// A host that nobody can run at home: the tests' own, which does as it does.
    Emulated(HostKind),
}

/// A host, and where on it the paper is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Deployment {
    pub hosting: Hosting,
    pub root: &'static str,
}

/// The hosts of the world, by their names.
const HOSTS: [(HostKind, &str); 5] = [
    (HostKind::GitHubPages, "github-pages"),
    (HostKind::Netlify, "netlify"),
    (HostKind::Cloudflare, "cloudflare-pages"),
    (HostKind::S3, "s3"),
    (HostKind::S3WithErrorPage, "s3-with-error-page"),
];

/// All of them.
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

    /// Whether a browser reads the paper here in every run: one place for each way in which hosts serve, so a
    /// server that does all it can, a host that shows other addresses than files have, and one that knows neither
    /// folders nor pages for what is missing.
    pub(crate) fn is_typical(&self) -> bool {
        let typical = [
            (Hosting::Real(ServerKind::Nginx), ROOTS[1]),
            (Hosting::Emulated(HostKind::Cloudflare), ROOTS[0]),
            (Hosting::Emulated(HostKind::S3), ROOTS[1]),
        ];
        typical.contains(&(self.hosting, self.root))
    }

    /// Whether the address of the paper's folder leads to its front page. Behind CloudFront only
    /// the host's root has an index document.
    pub(crate) fn opens_folders(&self) -> bool {
        let none = [Hosting::Emulated(HostKind::S3), Hosting::Emulated(HostKind::S3WithErrorPage)];
        self.root == "/" || !none.contains(&self.hosting)
    }

    /// Whether a folder's address without its slash is sent on to that with it.
    pub(crate) fn adds_slash(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.adds_slash(),
            Hosting::Emulated(_) => self.opens_folders(),
        }
    }

    /// Whether readers see the paper's own page for what is missing.
    pub(crate) fn shows_not_found_page(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.shows_not_found_page(),
            Hosting::Emulated(kind) => kind != HostKind::S3,
        }
    }

    /// The status of what is missing.
    pub(crate) fn missing_status(&self) -> u16 {
        if self.hosting == Hosting::Emulated(HostKind::S3) { 403 } else { 404 }
    }

    /// Whether the host says what browsers may keep, file by file. Netlify and Cloudflare read that
    /// from `_headers`, at their root only.
    pub(crate) fn says_what_to_keep(&self) -> bool {
        match self.hosting {
            Hosting::Real(kind) => kind.says_what_to_keep(),
            Hosting::Emulated(kind) => {
                matches!(kind, HostKind::Netlify | HostKind::Cloudflare) && self.root == "/"
            }
        }
    }

    /// Whether the host sends files that were compressed beforehand.
    pub(crate) fn sends_precompressed(&self) -> bool {
        matches!(self.hosting, Hosting::Real(kind) if kind.sends_precompressed())
    }

    /// Whether `x.html` is sent on to `x`.
    pub(crate) fn hides_endings(&self) -> bool {
        matches!(self.hosting, Hosting::Emulated(kind) if kind.hides_endings())
    }
}

/// A place that is being served.
pub(crate) struct RunningSite {
    pub deployment: Deployment,
    /// The host's address, without a slash at the end.
    pub origin: String,
    /// The folder that is served.
    pub site: PathBuf,
    _running: Running,
}

#[expect(dead_code, reason = "what is in it is held so that it runs")]
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
                host.bring_worker();
                (host.address.clone(), site.to_owned(), Running::Host(host))
            }
        };
        Ok(RunningSite { deployment, origin, site, _running: running })
    }

    /// Leads a reader to the paper here.
    pub(crate) fn point(&self, user: &mut User) {
        user.origin.clone_from(&self.origin);
        user.hides_endings = self.deployment.hides_endings();
    }

    /// The whole address of what is at `path` from the paper's root.
    pub(crate) fn address(&self, path: &str) -> String {
        [&self.origin, self.deployment.root, path].concat()
    }
}
