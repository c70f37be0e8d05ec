// Downloads the whole edition: fetches the files that are missing or have changed, if there is enough storage.

/** How many files are fetched in parallel. */
const PARALLEL_FETCHES = 4;

/** The download in progress: its `AbortController`, and a promise of its end. */
let running = null;

/** Posts the progress to every open page. */
async function post(state) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (client.url.startsWith(ROOT)) client.postMessage(state);
  }
}

/** Posts the progress. An edition that was downloaded before is brought up to date. */
async function postStatus() {
  const state = await progress() ?? { state: STATE_NOT_STARTED, done: 0, total: 0 };
  // The browser has stopped the worker during the download, which continues on request.
  if (state.state === STATE_RUNNING && !running) state.state = STATE_STOPPED;
  await post(state);
  if (state.state === STATE_COMPLETE) await startDownload();
}

async function progress() {
  if (!await caches.has(EDITION)) return undefined;
  return (await (await caches.open(EDITION)).match(ROOT + PROGRESS))?.json().catch(() => {});
}

/** Posts the progress, then stores it, which fails if there is no storage left. */
async function postAndStore(state) {
  await post(state);
  const response = new Response(JSON.stringify(state));
  await (await caches.open(EDITION)).put(ROOT + PROGRESS, response);
}

/** Starts the download, or posts the progress of the one that is running. */
async function startDownload() {
  if (running) return post(await progress());
  const controller = new AbortController();
  const ended = download(controller.signal).catch(() => {}).finally(() => { running = null; });
  running = { controller, ended };
  await ended;
}

/** Downloads the edition, and stores the outcome. */
async function download(signal) {
  const before = await progress();
  const size = { done: 0, total: 0 };
  try {
    await fetchEdition(size, signal);
    await postAndStore({ state: STATE_COMPLETE, ...size });
  } catch (error) {
    // If an update fails, the older edition is still complete.
    if (before?.state === STATE_COMPLETE && !signal.aborted) await postAndStore(before);
    else await postAndStore({ state: error.name === 'QuotaExceededError' ? STATE_NO_SPACE : STATE_STOPPED, ...size });
  }
}

async function fetchEdition(size, signal) {
  const response = await fetch(ROOT + FILE_LIST, { cache: 'no-cache', signal });
  const { files } = await response.clone().json();
  const whole = await caches.open(EDITION);
  const missing = [];
  for (const [name, bytes, hash] of files) {
    const file = fileOf(name);
    const found = await whole.match(ROOT + file);
    size.total += bytes;
    if (found?.headers.get(HASH_HEADER) === hash) size.done += bytes;
    else missing.push({ file, bytes, hash });
  }
  const { quota, usage } = await navigator.storage?.estimate?.() ?? {};
  if (quota - usage < size.total - size.done) throw new DOMException('', 'QuotaExceededError');
  if (missing.length) await postAndStore({ state: STATE_RUNNING, ...size });
  const fetches = Array.from({ length: PARALLEL_FETCHES }, async () => {
    try {
      for (let next = missing.pop(); next; next = missing.pop()) {
        if (await fetchInto(whole, next, signal)) size.done += next.bytes;
        signal.throwIfAborted();
        await postAndStore({ state: STATE_RUNNING, ...size });
      }
    } catch (error) {
      // A failure ends the other fetches, so that the last progress to be posted is the final one.
      missing.length = 0;
      throw error;
    }
  });
  const ends = await Promise.allSettled(fetches);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (size.done < size.total) throw new Error('damaged files');
  const wanted = new Set(files.map(([name]) => ROOT + fileOf(name)));
  for (const { url } of await whole.keys()) {
    if (!wanted.has(url) && url !== ROOT + PROGRESS) await whole.delete(url);
  }
  await whole.put(ROOT + FILE_LIST, response);
}

/** Fetches a file into the cache, with one retry. Returns whether it is intact. */
async function fetchInto(cache, { file, hash }, signal) {
  /** @type {RequestCache[]} */
  const modes = ['no-cache', 'reload'];
  for (const mode of modes) {
    const response = await fetch(ROOT + file, { cache: mode, signal });
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    const headers = { 'Content-Type': response.headers.get('Content-Type') ?? '', [HASH_HEADER]: hash };
    const copy = new Response(await response.blob(), { headers });
    if (await isIntact(file, copy.clone())) {
      await cache.put(ROOT + file, copy);
      return true;
    }
  }
  return false;
}

/** Stops the download. Fetched files stay, so that it can be continued. */
function stop() {
  running?.controller.abort();
}

/** Deletes the edition. Pages that were read stay cached. */
async function deleteEdition() {
  stop();
  // The download stores its progress at its end, which would create the cache again.
  await running?.ended;
  await caches.delete(EDITION);
  await post({ state: STATE_NOT_STARTED, done: 0, total: 0 });
}
