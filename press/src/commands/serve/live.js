// Reloads the page when `dateline serve` has made a newer one. No published site has this script.

const place = new URL(import.meta.url);
const root = new URL("./", place);
let seen = place.searchParams.get("build");
let source = null;
// Another page has changed: what the viewer remembers may be old.
let stale = false;

/** The file of the site that this page is. */
function file() {
  const path = decodeURIComponent(location.pathname.slice(root.pathname.length));
  if (path === "" || path.endsWith("/")) return path + "index.html";
  return path.endsWith(".html") ? path : path + ".html";
}

function hear(event) {
  seen = event.lastEventId;
  const files = JSON.parse(event.data);
  const page = file();
  // Scripts, styles and pictures may be anybody's; pages and their data are their own.
  const shared = (name) => !/\.(html|json|xml)$/.test(name) || name === "data/publication.json";
  if (files === null || files.includes(page) || files.some(shared)) location.reload();
  else stale = true;
}

function listen() {
  source?.close();
  source = null;
  // A browser keeps few connections to one host: pages out of sight must not use them up.
  if (document.hidden) return;
  source = new EventSource(new URL(`dateline-events?build=${seen}`, root));
  source.onmessage = hear;
  source.onerror = () => {
    // Refused by a busy server: browsers try again by themselves only when a connection breaks.
    if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  };
}

document.addEventListener("visibilitychange", listen);
addEventListener("popstate", () => { if (stale) location.reload(); });
// The browser, not the viewer, shall follow links then.
addEventListener("click", (event) => {
  if (stale && event.target.closest?.("a[href]")) event.stopImmediatePropagation();
}, { capture: true });
listen();
