// Dateline's service worker: pages that were read open offline, and the whole paper on request.
//
// The press concatenates the files of this folder, after a line of constants: the names of files and messages
// (`press/src/viewer_files/names.rs`). It is not Rust: a worker that answers every request has to start fast.

/** The address of the site's root. Cache names contain it, since several papers may share an origin. */
const ROOT = registration.scope;
/** The cache of pages that were read. Bounded; the oldest entries are evicted first. */
const READ = `dateline read ${ROOT}`;
/** The cache of the whole edition, which is downloaded on request. */
const EDITION = `dateline whole ${ROOT}`;
/** The capacity of `READ`, in files. */
const MAX_READ = 600;
/** The host's timeout before the cached copy is used, in milliseconds. */
const TIMEOUT = 3000;

/** The header of a cached response that contains the prefix of its content's hash. */
const HASH_HEADER = 'Dateline-Hash';

addEventListener('install', event => event.waitUntil(install()));
addEventListener('activate', event => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(READ);
  await Promise.all([...SHELL, OFFLINE, DAMAGED].map(async file => {
    const isNamed = hashIn(file);
    if (isNamed && await cache.match(ROOT + file)) return;
    const response = await fetch(ROOT + file, { cache: isNamed ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    const copy = await verifiedCopyWithRetry(file, response);
    // A damaged page fails the installation, which the browser repeats at the next visit. The viewer's files
    // are requested again by each page.
    if (copy || !isNamed) await cache.put(ROOT + file, copy);
  }));
  // Take over at once: names with hashes keep the files of different editions apart.
  await skipWaiting();
}

async function activate() {
  // Browsers request a page while a stopped worker starts.
  await registration.navigationPreload?.enable();
  await clients.claim();
  await evictOld();
}

addEventListener('fetch', event => {
  const { request } = event;
  const file = fileOf(request.url);
  if (request.method !== 'GET' || file === null || file === WORKER) return;
  // Event streams don't end (`dateline serve` reports changes by one).
  if (request.headers.get('Accept') === 'text/event-stream') return;
  if (file === KEPT) event.respondWith(listKept());
  else if (hashIn(file)) event.respondWith(cacheFirst(event, file));
  else event.respondWith(networkFirst(event, file));
});

/** The file of an address, as named by the press; `null` outside of this paper. */
function fileOf(address) {
  const { origin, pathname } = new URL(address, ROOT);
  const path = origin + pathname;
  if (!path.startsWith(ROOT)) return null;
  const file = path.slice(ROOT.length);
  if (file === '' || file.endsWith('/')) return file + INDEX;
  return /\.[^/]*$/.test(file) ? file : `${file}.html`;
}

/** Caches a response, if there is one: in `EDITION` if that has the file, else in `READ`. */
async function store(file, response) {
  if (!response) return;
  const whole = await caches.open(EDITION);
  const inWhole = await whole.match(ROOT + file, { ignoreVary: true });
  // Storing the same content again would lose the header with its hash.
  if (inWhole && await inWhole.clone().text() === await response.clone().text()) return;
  await (inWhole ? whole : await caches.open(READ)).put(ROOT + file, response);
}

/** The cached copy of a file, intact or not. */
function cached(file) {
  return caches.match(ROOT + file, { ignoreVary: true });
}

/** Answers for an immutable file: from the cache, else from the network. */
async function cacheFirst(event, file) {
  const found = await cachedIntact(file);
  if (found) return rangeResponse(event.request, found);
  try {
    const response = await (found === null ? refetch(file) : fetch(event.request));
    if (response.status !== 200) return response;
    const copy = verifiedCopyWithRetry(file, response.clone());
    event.waitUntil(copy.then(copy => store(file, copy?.clone())).catch(() => {}));
    // Pictures are rendered while they load. The viewer's files are checked first.
    return file.startsWith(MEDIA) ? response : await copy.catch(() => {}) ?? response;
  } catch (error) {
    const other = await otherRendition(file);
    if (other) return other;
    throw error;
  }
}

/** Answers range requests, by which browsers load video, from a cached file. */
async function rangeResponse(request, response) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('Range') ?? '');
  if (!range) return response;
  const whole = await response.blob();
  const [start, end] = [Number(range[1]), range[2] ? Number(range[2]) + 1 : whole.size];
  const headers = {
    'Content-Type': response.headers.get('Content-Type'),
    'Content-Range': `bytes ${start}-${Math.min(end, whole.size) - 1}/${whole.size}`,
  };
  return new Response(whole.slice(start, end), { status: 206, headers });
}

/** Another cached rendition of the same picture, as a fallback when offline. */
async function otherRendition(file) {
  const stem = name => name.replace(/(-\d+w)?-[0-9a-f]{8,}\.[^/.]*$/, '');
  if (!file.startsWith(MEDIA)) return undefined;
  for (const name of [EDITION, READ]) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const other = stem(url) === stem(ROOT + file) && await cachedIntact(fileOf(url));
      if (other) return other;
    }
  }
}

/** Answers from the network; from the cache if the host times out, fails, or isn't the paper's host. */
async function networkFirst(event, file) {
  const response = preloaded(event).then(early => early ?? fetch(event.request));
  const copy = response.then(response => verifiedCopy(file, response.clone()));
  // Caching isn't awaited: it is slow on a busy disk, and fails on a full one.
  event.waitUntil(copy.then(copy => store(file, copy)).catch(() => {}));
  const found = await cachedIntact(file);
  if (found) {
    const good = response.then(async ({ status }) => status === 404 || status === 410 || await copy);
    const late = new Promise(done => { setTimeout(done, TIMEOUT, false); });
    return await Promise.race([good.catch(() => false), late]) ? response : found;
  }
  return response.catch(error => {
    if (event.request.mode === 'navigate') return fallbackPage(found === null ? DAMAGED : OFFLINE);
    // The viewer can't parse an empty response, and shows that the page is damaged.
    if (found === null) return new Response();
    throw error;
  });
}

/** The response that the browser has requested while this worker started; `undefined` if it hasn't, or has failed. */
async function preloaded(event) {
  const response = await Promise.resolve(event.preloadResponse).catch(() => {});
  // Firefox has error responses here, instead of rejecting.
  return response?.type === 'error' ? undefined : response;
}

/** A fallback page. Its relative addresses are rewritten, since it is shown at any address. */
async function fallbackPage(file) {
  const page = await cachedIntact(file);
  if (!page) return Response.error();
  const path = new URL(ROOT).pathname;
  const html = await page.text();
  const text = html.replace(/ (href|src)="(?![a-z]+:|[/#])/g, ` $1="${path}`);
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  return new Response(text, { status: 503, headers });
}

/** The headlines of the cached articles, the most recently read first. */
async function listKept() {
  const headlines = new Map();
  for (const name of [READ, EDITION]) {
    const cache = await caches.open(name);
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(ROOT + ARTICLE_DATA));
    for (const key of keys.reverse().slice(0, 50)) {
      try {
        const article = await (await cache.match(key)).json();
        const { slug, headline, language, standfirst, published, section } = article;
        headlines.set(slug, { slug, headline, language, standfirst, published, section });
      } catch {
        // Skip unreadable copies.
      }
    }
  }
  const list = { version: FORMAT_VERSION, subject: 'all', page: 1, headlines: [...headlines.values()] };
  return new Response(JSON.stringify(list), { headers: { 'Content-Type': 'application/json' } });
}

const TASKS = {
  [REQUEST_VISITED]: ({ address }) => cachePage(address),
  [REQUEST_STATUS]: postStatus,
  [REQUEST_DOWNLOAD]: startDownload,
  [REQUEST_STOP]: stop,
  [REQUEST_DELETE]: deleteEdition,
};

addEventListener('message', event => {
  const task = TASKS[event.data?.task];
  if (task) event.waitUntil(Promise.resolve(task(event.data)).catch(() => {}));
});

/** Caches a page that was opened, with its data, style, scripts and pictures. */
async function cachePage(address) {
  const file = fileOf(address);
  if (file === null || navigator.connection?.saveData) return;
  await cacheOnce(file);
  const page = await cached(file);
  if (!page) return;
  const named = new RegExp(` (?:href|src)="((?:\\.\\./)*(?:${VIEWER}|${MEDIA})[^"]*)"`, 'g');
  const parts = [...(await page.text()).matchAll(named)].map(([, part]) => fileOf(new URL(part, address)));
  for (const part of [PUBLICATION, DATA + file.replace(/html$/, 'json'), ...parts]) {
    // What fails is tried again at the next visit.
    await cacheOnce(part).catch(() => {});
  }
  await evictOld();
}

/** Caches a file that isn't cached yet. What the page has just loaded comes from the browser's own cache. */
async function cacheOnce(file) {
  if (await cached(file)) return;
  const response = await fetch(ROOT + file, { cache: 'force-cache' });
  await store(file, await verifiedCopyWithRetry(file, response));
}

/** Evicts the oldest entries of `READ` beyond its capacity. */
async function evictOld() {
  const cache = await caches.open(READ);
  const files = [...SHELL, OFFLINE, DAMAGED, PUBLICATION];
  const stays = new Set(files.map(file => ROOT + file));
  const keys = (await cache.keys()).filter(({ url }) => !stays.has(url));
  for (const key of keys.slice(0, Math.max(0, keys.length - MAX_READ))) await cache.delete(key);
}
