// Keeping the whole edition: what is missing or has changed is fetched, as far as there is room.

/** How many files of an edition are fetched at a time. */
const AT_ONCE = 4;

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
  const state = await progress() ?? { state: STATE_NONE, done: 0, total: 0 };
  // A worker that the browser has ended in the middle of it goes on when it is asked to.
  if (state.state === STATE_KEEPING && !download) state.state = STATE_STOPPED;
  await report(state);
  if (state.state === STATE_KEPT) await keep();
}

async function progress() {
  if (!await caches.has(WHOLE)) return undefined;
  return (await (await caches.open(WHOLE)).match(ROOT + PROGRESS))?.json().catch(() => {});
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
    await note({ state: STATE_KEPT, ...size });
  } catch (error) {
    // An edition that could not be brought up to date is still kept.
    if (before?.state === STATE_KEPT && !signal.aborted) await note(before);
    else await note({ state: error.name === 'QuotaExceededError' ? STATE_FULL : STATE_STOPPED, ...size });
  }
}

async function fetchEdition(size, signal) {
  const answer = await fetch(ROOT + FILE_LIST, { cache: 'no-cache', signal });
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
  if (missing.length) await note({ state: STATE_KEEPING, ...size });
  const lines = Array.from({ length: AT_ONCE }, async () => {
    try {
      for (let next = missing.pop(); next; next = missing.pop()) {
        if (await fetchInto(whole, next, signal)) size.done += next.bytes;
        signal.throwIfAborted();
        await note({ state: STATE_KEEPING, ...size });
      }
    } catch (error) {
      // One that fails ends the others: what is said last has to be the last that happens.
      missing.length = 0;
      throw error;
    }
  });
  const ends = await Promise.allSettled(lines);
  for (const { status, reason } of ends) if (status === 'rejected') throw reason;
  if (size.done < size.total) throw new Error('Some of it came damaged');
  const wanted = new Set(files.map(([name]) => ROOT + fileOf(name)));
  for (const { url } of await whole.keys()) {
    if (!wanted.has(url) && url !== ROOT + PROGRESS) await whole.delete(url);
  }
  await whole.put(ROOT + FILE_LIST, answer);
}

/** Keeps a file of the edition, and says whether it came undamaged, at the second try at the latest. */
async function fetchInto(cache, { file, mark }, signal) {
  for (const mode of ['no-cache', 'reload']) {
    const answer = await fetch(ROOT + file, { cache: mode, signal });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const headers = { 'Content-Type': answer.headers.get('Content-Type') ?? '', [MARK]: mark };
    const copy = new Response(await answer.blob(), { headers });
    if (await isAsPressed(file, copy.clone())) {
      await cache.put(ROOT + file, copy);
      return true;
    }
  }
  return false;
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
  await report({ state: STATE_NONE, done: 0, total: 0 });
}
