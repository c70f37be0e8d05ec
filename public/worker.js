// Dateline's service worker: what was read opens offline, and the whole paper for those who ask.
//
// The press writes `const SHELL = […]` before this: the viewer's files, whose names change with
// what is in them. It can't be Rust: a worker that answers every request must start at once.
'use strict';

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
/** How many files of an edition are fetched at a time. */
const AT_ONCE = 4;

/** Every file of the edition: name, bytes, mark of its content. Written by the press. */
const FILES = 'data/files.json';
/** The headlines of the articles that are kept. Made here, for the viewer. */
const KEPT = 'data/kept.json';
/** The page for what is not kept. Written by the press. */
const OFFLINE = 'offline.html';
/** How far the keeping of the edition has come. Made here. */
const PROGRESS = 'data/progress.json';
/** The header that says which content of a file is kept. */
const MARK = 'Dateline-Mark';

addEventListener('install', event => event.waitUntil(install()));
addEventListener('activate', event => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(READ);
  const missing = [];
  for (const file of SHELL) if (!await cache.match(ROOT + file)) missing.push(ROOT + file);
  await cache.addAll(missing);
  await cache.add(new Request(ROOT + OFFLINE, { cache: 'no-cache' }));
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
  if (request.method !== 'GET' || file === null || file === 'worker.js') return;
  // What has no end is nothing to keep: `dateline serve` tells of changes so.
  if (request.headers.get('Accept') === 'text/event-stream') return;
  if (file === KEPT) event.respondWith(listKept());
  else if (isForEver(file)) event.respondWith(once(event, file));
  else event.respondWith(newest(event, file));
});

/** The file that an address names, as the press called it; `null` if it is none of this paper's. */
function fileOf(address) {
  const { origin, pathname } = new URL(address, ROOT);
  const path = origin + pathname;
  if (!path.startsWith(ROOT)) return null;
  const file = path.slice(ROOT.length);
  if (file === '' || file.endsWith('/')) return `${file}index.html`;
  return /\.[^/]*$/.test(file) ? file : `${file}.html`;
}

/** Whether a file's name says what is in it. */
function isForEver(file) {
  return /^viewer\/|^media\/.*-[0-9a-f]{8,}\.[^/]*$/.test(file);
}

/** What is kept of a file. */
async function stored(file) {
  for (const name of [WHOLE, READ]) {
    const answer = await (await caches.open(name)).match(ROOT + file, { ignoreVary: true });
    if (answer) return answer;
  }
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

/** A file that never changes: what is kept, or else the host's. */
async function once(event, file) {
  const had = await stored(file);
  if (had) return part(event.request, had);
  try {
    const answer = await fetch(event.request);
    if (answer.status === 200 && !isPage(answer)) {
      event.waitUntil(store(file, answer.clone()).catch(() => {}));
    }
    return answer;
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
  if (!file.startsWith('media/')) return undefined;
  for (const name of [WHOLE, READ]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (stem(request.url) === stem(ROOT + file)) return cache.match(request);
    }
  }
}

/** A file as the host has it now; as it is kept, if the host is silent, broken or somebody else. */
async function newest(event, file) {
  const answer = fetch(event.request);
  const copy = answer.then(answer => copyOf(file, answer.clone()));
  // Nobody waits for that: it takes its time on a busy disk, and fails on a full one.
  event.waitUntil(copy.then(copy => store(file, copy)).catch(() => {}));
  const had = await stored(file);
  if (had) {
    const good = answer.then(({ status }) => status === 404 || status === 410 || copy);
    const late = new Promise(done => { setTimeout(done, PATIENCE, false); });
    return await Promise.race([good.catch(() => false), late]) ? answer : had;
  }
  return answer.catch(async error => {
    if (event.request.mode === 'navigate') return notKept();
    throw error;
  });
}

/** What is to be kept of an answer; nothing if it is not what was asked for. */
async function copyOf(file, answer) {
  if (!answer.ok || (answer.redirected && fileOf(answer.url) !== file)) return undefined;
  const text = await answer.text();
  return isAsPressed(file, text, answer) ? new Response(text, { headers: answer.headers }) : undefined;
}

/** Whether a text is the press's. Networks that want one to sign in answer with pages of their own. */
function isAsPressed(file, text, answer) {
  if (file.endsWith('.html')) return text.includes(`data-page="${decodeURI(file)}"`);
  if (!file.endsWith('.json')) return !isPage(answer);
  try {
    return JSON.parse(text).version > 0;
  } catch {
    return false;
  }
}

function isPage(answer) {
  return (answer.headers.get('Content-Type') ?? '').startsWith('text/html');
}

/** The page for what is not kept. It stands at the root; here it is shown anywhere. */
async function notKept() {
  const page = await stored(OFFLINE);
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
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(`${ROOT}data/article/`));
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
  const list = { version: 1, subject: 'all', page: 1, headlines: [...headlines.values()] };
  return new Response(JSON.stringify(list), { headers: { 'Content-Type': 'application/json' } });
}

const TASKS = { visited: ({ address }) => visit(address), tell, keep, stop, forget };

addEventListener('message', event => {
  const task = TASKS[event.data?.task];
  if (task) event.waitUntil(Promise.resolve(task(event.data)).catch(() => {}));
});

/** Keeps a page that was opened, with all that belongs to it. */
async function visit(address) {
  const file = fileOf(address);
  if (file === null || navigator.connection?.saveData) return;
  if (!await stored(file)) await store(file, await copyOf(file, await fetch(address)));
  const page = await stored(file);
  if (!page) return;
  const parts = (await page.text())
    .matchAll(/ (?:href|src)="((?:\.\.\/)*(?:data|viewer|media)\/[^"]*)"/g);
  for (const [, part] of parts) {
    const file = fileOf(new URL(part, address));
    if (await stored(file)) continue;
    try {
      const answer = await fetch(ROOT + file);
      if (isForEver(file) && answer.ok && !isPage(answer)) await store(file, answer);
      else await store(file, await copyOf(file, answer));
    } catch {
      // The next visit tries again.
    }
  }
  await forgetOld();
}

/** Makes room for what is read next. */
async function forgetOld() {
  const cache = await caches.open(READ);
  const stays = new Set([...SHELL, OFFLINE, 'data/publication.json'].map(file => ROOT + file));
  const keys = (await cache.keys()).filter(({ url }) => !stays.has(url));
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST_READ))) await cache.delete(key);
}

/** The keeping of the edition that is under way: what ends it, and a promise of its end. */
let download = null;

/** Says to every open page how far the edition is kept. */
async function report(state) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (client.url.startsWith(ROOT)) client.postMessage(state);
  }
}

/** Says how far the edition is kept; goes on if it is out of date. */
async function tell() {
  const state = await progress() ?? { state: 'none', done: 0, total: 0 };
  // A worker that the browser has ended in the middle of it goes on when it is asked to.
  if (state.state === 'keeping' && !download) state.state = 'stopped';
  await report(state);
  if (state.state === 'kept') await keep();
}

async function progress() {
  if (!await caches.has(WHOLE)) return undefined;
  return (await (await caches.open(WHOLE)).match(ROOT + PROGRESS))?.json();
}

/** Says how far it has come, then writes it down, for which there may be no room. */
async function note(state) {
  await report(state);
  const answer = new Response(JSON.stringify(state));
  await (await caches.open(WHOLE)).put(ROOT + PROGRESS, answer);
}

/** Keeps the whole edition, or says how far that has come. */
async function keep() {
  if (download) return report(await progress());
  const ender = new AbortController();
  const over = keepWhole(ender.signal).catch(() => {}).finally(() => { download = null; });
  download = { ender, over };
  await over;
}

/** Fetches of the edition what is missing or has changed. */
async function keepWhole(signal) {
  const before = await progress();
  const size = { done: 0, total: 0 };
  try {
    await fetchEdition(size, signal);
    await note({ state: 'kept', ...size });
  } catch (error) {
    // An edition that could not be brought up to date is still kept.
    if (before?.state === 'kept' && !signal.aborted) await note(before);
    else await note({ state: error.name === 'QuotaExceededError' ? 'full' : 'stopped', ...size });
  }
}

async function fetchEdition(size, signal) {
  const answer = await fetch(ROOT + FILES, { cache: 'no-cache', signal });
  const { files } = await answer.clone().json();
  const whole = await caches.open(WHOLE);
  const missing = [];
  for (const [name, bytes, mark] of files) {
    const file = fileOf(name);
    const had = await whole.match(ROOT + file);
    size.total += bytes;
    if (had?.headers.get(MARK) === mark) size.done += bytes;
    else missing.push({ file, bytes, mark });
  }
  const { quota, usage } = await navigator.storage?.estimate?.() ?? {};
  if (quota - usage < size.total - size.done) throw new DOMException('', 'QuotaExceededError');
  if (missing.length) await note({ state: 'keeping', ...size });
  const lines = Array.from({ length: AT_ONCE }, async () => {
    try {
      for (let next = missing.pop(); next; next = missing.pop()) {
        await fetchInto(whole, next, signal);
        size.done += next.bytes;
        signal.throwIfAborted();
        await note({ state: 'keeping', ...size });
      }
    } catch (error) {
      // One that fails ends the others: what is said last has to be the last that happens.
      missing.length = 0;
      throw error;
    }
  });
  const ends = await Promise.allSettled(lines);
  for (const { status, reason } of ends) if (status === 'rejected') throw reason;
  const wanted = new Set(files.map(([name]) => ROOT + fileOf(name)));
  for (const { url } of await whole.keys()) {
    if (!wanted.has(url) && url !== ROOT + PROGRESS) await whole.delete(url);
  }
  await whole.put(ROOT + FILES, answer);
}

async function fetchInto(cache, { file, bytes, mark }, signal) {
  const answer = await fetch(ROOT + file, { cache: 'no-cache', signal });
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const body = await answer.blob();
  // A host may shorten what it sends; what somebody else sends is another thing.
  if (body.size !== bytes && !isAsPressed(file, await body.text(), answer)) throw new Error(file);
  const headers = { 'Content-Type': answer.headers.get('Content-Type') ?? '', [MARK]: mark };
  await cache.put(ROOT + file, new Response(body, { headers }));
}

/** Stops keeping. What has come stays, for going on later. */
function stop() {
  download?.ender.abort();
}

/** Forgets the edition. What was read stays. */
async function forget() {
  stop();
  // Its last word would bring back what is deleted.
  await download?.over;
  await caches.delete(WHOLE);
  await report({ state: 'none', done: 0, total: 0 });
}
