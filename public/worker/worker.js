// Dateline's service worker: what was read opens offline, and the whole paper for those who ask.
//
// The press makes one script of the files in this folder, and writes constants before them: the names of
// files and messages (`press/src/viewer_files/names.rs`). It can't be Rust: a worker that answers every
// request must start at once.

/** The address of the paper's root. Everything kept is named after it: two papers may share a host. */
const ROOT = registration.scope;
/** What was read: bounded, the oldest goes first. */
const READ = `dateline read ${ROOT}`;
/** The whole edition, kept at the reader's wish. */
const WHOLE = `dateline whole ${ROOT}`;
/** How many files of what was read are kept. */
const MOST_READ = 600;
/** How long the host may think before what is kept is shown, in milliseconds. */
const PATIENCE = 3000;

/** The header that says which content of a file is kept: its mark, with which its hash begins. */
const MARK = 'Dateline-Mark';

addEventListener('install', event => event.waitUntil(install()));
addEventListener('activate', event => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(READ);
  await Promise.all([...SHELL, OFFLINE, DAMAGED].map(async file => {
    const isNamed = hashIn(file);
    if (isNamed && await cache.match(ROOT + file)) return;
    const answer = await fetch(ROOT + file, { cache: isNamed ? 'default' : 'no-cache' });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const copy = await copyAtLast(file, answer);
    // A page that comes damaged ends the installation, for which the browser tries again at the next
    // visit. The viewer's files are asked for again by each page.
    if (copy || !isNamed) await cache.put(ROOT + file, copy);
  }));
  // Files whose names tell their content can't be mixed up, so nobody has to wait for old tabs.
  await skipWaiting();
}

async function activate() {
  await clients.claim();
  await forgetOld();
}

addEventListener('fetch', event => {
  const { request } = event;
  const file = fileOf(request.url);
  if (request.method !== 'GET' || file === null || file === WORKER) return;
  // What has no end is nothing to keep: `dateline serve` tells of changes so.
  if (request.headers.get('Accept') === 'text/event-stream') return;
  if (file === KEPT) event.respondWith(listKept());
  else if (hashIn(file)) event.respondWith(once(event, file));
  else event.respondWith(newest(event, file));
});

/** The file that an address names, as the press called it; `null` if it is none of this paper's. */
function fileOf(address) {
  const { origin, pathname } = new URL(address, ROOT);
  const path = origin + pathname;
  if (!path.startsWith(ROOT)) return null;
  const file = path.slice(ROOT.length);
  if (file === '' || file.endsWith('/')) return file + INDEX;
  return /\.[^/]*$/.test(file) ? file : `${file}.html`;
}

/** Keeps a file, in the edition's place if it is there. There may be nothing to keep. */
async function store(file, answer) {
  if (!answer) return;
  const whole = await caches.open(WHOLE);
  const inWhole = await whole.match(ROOT + file, { ignoreVary: true });
  // The same again would lose the mark that says which content it is.
  if (inWhole && await inWhole.clone().text() === await answer.clone().text()) return;
  await (inWhole ? whole : await caches.open(READ)).put(ROOT + file, answer);
}

/** What is kept of a file, intact or not. */
function stored(file) {
  return caches.match(ROOT + file, { ignoreVary: true });
}

/** A file that never changes: what is kept, or else the host's. */
async function once(event, file) {
  const had = await intact(file);
  if (had) return part(event.request, had);
  try {
    const answer = await (had === null ? anew(file) : fetch(event.request));
    if (answer.status !== 200) return answer;
    const copy = copyAtLast(file, answer.clone());
    event.waitUntil(copy.then(copy => store(file, copy?.clone())).catch(() => {}));
    // A picture is seen while it comes. The viewer's files are of use only when they are whole.
    return file.startsWith(MEDIA) ? answer : await copy.catch(() => {}) ?? answer;
  } catch (error) {
    const other = await sibling(file);
    if (other) return other;
    throw error;
  }
}

/** The part of a kept file that is asked for: browsers want films piece by piece. */
async function part(request, answer) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('Range') ?? '');
  if (!range) return answer;
  const whole = await answer.blob();
  const [start, end] = [Number(range[1]), range[2] ? Number(range[2]) + 1 : whole.size];
  const headers = {
    'Content-Type': answer.headers.get('Content-Type'),
    'Content-Range': `bytes ${start}-${Math.min(end, whole.size) - 1}/${whole.size}`,
  };
  return new Response(whole.slice(start, end), { status: 206, headers });
}

/** Offline, another width of the same picture is as good. */
async function sibling(file) {
  const stem = name => name.replace(/(-\d+w)?-[0-9a-f]{8,}\.[^/.]*$/, '');
  if (!file.startsWith(MEDIA)) return undefined;
  for (const name of [WHOLE, READ]) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const other = stem(url) === stem(ROOT + file) && await intact(fileOf(url));
      if (other) return other;
    }
  }
}

/** A file as the host has it now; as it is kept, if the host is silent, broken or somebody else. */
async function newest(event, file) {
  const answer = fetch(event.request);
  const copy = answer.then(answer => copyOf(file, answer.clone()));
  // Nobody waits for that: it takes its time on a busy disk, and fails on a full one.
  event.waitUntil(copy.then(copy => store(file, copy)).catch(() => {}));
  const had = await intact(file);
  if (had) {
    const good = answer.then(({ status }) => status === 404 || status === 410 || copy);
    const late = new Promise(done => { setTimeout(done, PATIENCE, false); });
    return await Promise.race([good.catch(() => false), late]) ? answer : had;
  }
  return answer.catch(error => {
    if (event.request.mode === 'navigate') return standIn(had === null ? DAMAGED : OFFLINE);
    // The viewer finds nothing to read in it, and says that the page is damaged.
    if (had === null) return new Response();
    throw error;
  });
}

/** A page in the place of one that can't be had. It stands at the root; here it is shown anywhere. */
async function standIn(file) {
  const page = await intact(file);
  if (!page) return Response.error();
  const path = new URL(ROOT).pathname;
  const html = await page.text();
  const text = html.replace(/ (href|src)="(?![a-z]+:|[/#])/g, ` $1="${path}`);
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  return new Response(text, { status: 503, headers });
}

/** The headlines of the articles that are kept, those read last first. */
async function listKept() {
  const headlines = new Map();
  for (const name of [READ, WHOLE]) {
    const cache = await caches.open(name);
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(ROOT + ARTICLE_DATA));
    for (const key of keys.reverse().slice(0, 50)) {
      try {
        const article = await (await cache.match(key)).json();
        const { slug, headline, language, standfirst, published, section } = article;
        headlines.set(slug, { slug, headline, language, standfirst, published, section });
      } catch {
        // Not readable: not kept.
      }
    }
  }
  const list = { version: FORMAT_VERSION, subject: 'all', page: 1, headlines: [...headlines.values()] };
  return new Response(JSON.stringify(list), { headers: { 'Content-Type': 'application/json' } });
}

const TASKS = {
  [TASK_VISITED]: ({ address }) => visit(address),
  [TASK_TELL]: tell,
  [TASK_KEEP]: keep,
  [TASK_STOP]: stop,
  [TASK_FORGET]: forget,
};

addEventListener('message', event => {
  const task = TASKS[event.data?.task];
  if (task) event.waitUntil(Promise.resolve(task(event.data)).catch(() => {}));
});

/** Keeps a page that was opened, with all that belongs to it. */
async function visit(address) {
  const file = fileOf(address);
  if (file === null || navigator.connection?.saveData) return;
  if (!await stored(file)) await store(file, await copyAtLast(file, await fetch(address)));
  const page = await stored(file);
  if (!page) return;
  const folders = [DATA, VIEWER, MEDIA].join('|');
  const parts = new RegExp(` (?:href|src)="((?:\\.\\./)*(?:${folders})[^"]*)"`, 'g');
  for (const [, part] of (await page.text()).matchAll(parts)) {
    const file = fileOf(new URL(part, address));
    if (await stored(file)) continue;
    try {
      await store(file, await copyAtLast(file, await fetch(ROOT + file)));
    } catch {
      // The next visit tries again.
    }
  }
  await forgetOld();
}

/** Makes room for what is read next. */
async function forgetOld() {
  const cache = await caches.open(READ);
  const files = [...SHELL, OFFLINE, DAMAGED, PUBLICATION];
  const stays = new Set(files.map(file => ROOT + file));
  const keys = (await cache.keys()).filter(({ url }) => !stays.has(url));
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST_READ))) await cache.delete(key);
}
