// Live reload: reloads the page when `dateline serve` has built a newer one. Published sites don't have
// this script.

const place = new URL(import.meta.url);
const root = new URL("./", place);
let seen = place.searchParams.get("build");
let source = null;
// Another page has changed: what the viewer has in memory may be outdated.
let stale = false;

/** This page's file in the site. */
function file() {
  const path = decodeURIComponent(location.pathname.slice(root.pathname.length));
  if (path === "" || path.endsWith("/")) return path + "index.html";
  return path.endsWith(".html") ? path : path + ".html";
}

function receive(event) {
  seen = event.lastEventId;
  const files = JSON.parse(event.data);
  const page = file();
  // Any page may use a changed script, style sheet or picture; pages and their data are used by one.
  const shared = (name) => !/\.(html|json|xml)$/.test(name) || name === "data/publication.json";
  if (files === null || files.includes(page) || files.some(shared)) location.reload();
  else stale = true;
}

function connect() {
  source?.close();
  source = null;
  // Browsers limit connections to one host: hidden pages must not use them up.
  if (document.hidden) return;
  source = new EventSource(new URL(`dateline-events?build=${seen}`, root));
  source.onmessage = receive;
  source.onerror = () => {
    // After an error response browsers do not reconnect by themselves.
    if (source?.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  };
}

document.addEventListener("visibilitychange", connect);
addEventListener("popstate", () => { if (stale) location.reload(); });
// Then the browser, not the viewer, has to follow links.
addEventListener("click", (event) => {
  if (stale && event.target instanceof Element && event.target.closest("a[href]")) event.stopImmediatePropagation();
}, { capture: true });
connect();
