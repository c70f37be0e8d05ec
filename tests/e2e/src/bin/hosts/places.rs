//! Where the paper is read: each server and each kind of host, at the root and in a folder.

use anyhow::Result;
use e2e::host::ROOTS;
use e2e::servers::{Kind, Server};
use e2e::{Host, Manner, Reader};
use std::path::{Path, PathBuf};

/// Who serves.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Serving {
    /// A server of the world, as `docs/HOSTING.md` configures it.
    By(Kind),
    /// A host that nobody can run at home: the tests' own, which does as it does.
    Like(Manner),
}

/// A host, and where on it the paper is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub serving: Serving,
    pub root: &'static str,
}

/// The hosts of the world, by their names.
const HOSTS: [(Manner, &str); 5] = [
    (Manner::GitHubPages, "github-pages"),
    (Manner::Netlify, "netlify"),
    (Manner::Cloudflare, "cloudflare-pages"),
    (Manner::S3, "s3"),
    (Manner::S3WithErrorPage, "s3-with-error-page"),
];

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = Place> {
    let servers = Kind::ALL.map(Serving::By).into_iter();
    let hosts = HOSTS.map(|(manner, _)| Serving::Like(manner)).into_iter();
    servers
        .chain(hosts)
        .flat_map(|serving| ROOTS.into_iter().map(move |root| Place { serving, root }))
}

impl Place {
    /// The host's name.
    pub(crate) fn host(&self) -> &'static str {
        match self.serving {
            Serving::By(kind) => kind.name(),
            Serving::Like(like) => {
                HOSTS.iter().find(|(it, _)| *it == like).map_or("", |(_, name)| *name)
            }
        }
    }

    /// Whether a browser reads the paper here in every run: one place for each way in which hosts serve, so a
    /// server that does all it can, a host that shows other addresses than files have, and one that knows neither
    /// folders nor pages for what is missing.
    pub(crate) fn is_typical(&self) -> bool {
        let typical = [
            (Serving::By(Kind::Nginx), ROOTS[1]),
            (Serving::Like(Manner::Cloudflare), ROOTS[0]),
            (Serving::Like(Manner::S3), ROOTS[1]),
        ];
        typical.contains(&(self.serving, self.root))
    }

    /// Whether the address of the paper's folder leads to its front page. Behind CloudFront only
    /// the host's root has an index document.
    pub(crate) fn opens_folders(&self) -> bool {
        let none = [Serving::Like(Manner::S3), Serving::Like(Manner::S3WithErrorPage)];
        self.root == "/" || !none.contains(&self.serving)
    }

    /// Whether a folder's address without its slash is sent on to that with it.
    pub(crate) fn adds_slash(&self) -> bool {
        match self.serving {
            Serving::By(kind) => kind.adds_slash(),
            Serving::Like(_) => self.opens_folders(),
        }
    }

    /// Whether readers see the paper's own page for what is missing.
    pub(crate) fn shows_not_found_page(&self) -> bool {
        match self.serving {
            Serving::By(kind) => kind.shows_not_found_page(),
            Serving::Like(manner) => manner != Manner::S3,
        }
    }

    /// The status of what is missing.
    pub(crate) fn missing_status(&self) -> u16 {
        if self.serving == Serving::Like(Manner::S3) { 403 } else { 404 }
    }

    /// Whether the host says what browsers may keep, file by file. Netlify and Cloudflare read that
    /// from `_headers`, at their root only.
    pub(crate) fn says_what_to_keep(&self) -> bool {
        match self.serving {
            Serving::By(kind) => kind.says_what_to_keep(),
            Serving::Like(manner) => {
                matches!(manner, Manner::Netlify | Manner::Cloudflare) && self.root == "/"
            }
        }
    }

    /// Whether the host sends files that were compressed beforehand.
    pub(crate) fn sends_precompressed(&self) -> bool {
        matches!(self.serving, Serving::By(kind) if kind.sends_precompressed())
    }

    /// Whether `x.html` is sent on to `x`.
    pub(crate) fn hides_endings(&self) -> bool {
        matches!(self.serving, Serving::Like(manner) if manner.hides_endings())
    }
}

/// A place that is being served.
pub(crate) struct Open {
    pub place: Place,
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

impl Open {
    /// Starts serving.
    pub(crate) fn start(place: Place, site: &Path) -> Result<Open> {
        let (origin, site, running) = match place.serving {
            Serving::By(kind) => {
                let server = Server::start(kind, site, place.root)?;
                (server.address.clone(), server.site.clone(), Running::Server(server))
            }
            Serving::Like(manner) => {
                let host = Host::start(site.to_owned(), place.root)?;
                host.behave(manner);
                host.bring_worker();
                (host.address.clone(), site.to_owned(), Running::Host(host))
            }
        };
        Ok(Open { place, origin, site, _running: running })
    }

    /// Leads a reader to the paper here.
    pub(crate) fn lead(&self, reader: &mut Reader) {
        reader.origin.clone_from(&self.origin);
        reader.hides_endings = self.place.hides_endings();
    }

    /// The whole address of what is at `path` from the paper's root.
    pub(crate) fn address(&self, path: &str) -> String {
        [&self.origin, self.place.root, path].concat()
    }
}
